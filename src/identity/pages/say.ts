import { Injectable } from '@nestjs/common';
import { context, currentTenant } from '../../platform/context/index.js';
import { formatInstant, type SentenceValues, Translator } from '../../platform/i18n/index.js';

/** Sentences in the reader's language, for titles. */
@Injectable()
export class Say {
  constructor(private readonly translator: Translator) {}

  now(key: string, values?: SentenceValues): string {
    return this.translator.say(context().locale, key, values);
  }

  /** "14/11/2025 20:03", in the agency's zone. */
  instant(at: Date): string {
    return formatInstant(at, currentTenant().timeZone, context().locale, 'short');
  }
}
