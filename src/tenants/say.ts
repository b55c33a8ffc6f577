import { Injectable } from '@nestjs/common';
import { context } from '../platform/context/index.js';
import { type SentenceValues, Translator } from '../platform/i18n/index.js';

/** Sentences in the language of the request under way, for what a view cannot name by itself (titles, labels of codes). */
@Injectable()
export class Say {
  constructor(private readonly translator: Translator) {}

  now(key: string, values?: SentenceValues): string {
    return this.translator.say(context().locale, key, values);
  }
}
