import { Injectable } from '@nestjs/common';
import { context } from '../../platform/context/index.js';
import { Translator } from '../../platform/i18n/index.js';
import type { Chrome } from '../../platform/views/index.js';

/** Above every page while a staff member sees a space as its client does: whose it is, and the way back [ADM-54]. */
@Injectable()
export class SeeAsBanner {
  constructor(private readonly translator: Translator) {}

  /** `name`: the client's. */
  over(name: string): NonNullable<Chrome['banner']> {
    const say = (key: string) => this.translator.say(context().locale, `identity:see-as.${key}`, { name });
    return { text: say('banner'), leave: { action: '/extranet/comme-ce-client/fin', label: say('leave') } };
  }
}
