import { Injectable } from '@nestjs/common';
import { SystemMessages } from '../../identity/index.js';
import { type Locale, Translator } from '../../platform/i18n/index.js';
import { SERVICE_ADDRESS } from './service-name.js';
import { SlotWords } from './slot-words.js';

/** Tells the staff of slots that were missed and that no run made up for (PUB-21). */
@Injectable()
export class MissedNotice {
  constructor(
    private readonly messages: SystemMessages,
    private readonly words: SlotWords,
    private readonly translator: Translator,
  ) {}

  /** In the transaction under way. */
  async tell(missed: readonly Date[]): Promise<void> {
    const last = missed.at(-1);
    if (!last) return;
    const moments = (locale: Locale) => missed.map((at) => this.words.moment(at, locale)).join('\n');
    await this.messages.send({
      to: 'receivers',
      key: `publication-slots/${last.toISOString()}`,
      title: ({ locale }) => this.translator.say(locale, 'publication-schedule:notice.title'),
      body: ({ locale }) =>
        this.translator.say(locale, 'publication-schedule:notice.body', { moments: moments(locale) }),
      link: SERVICE_ADDRESS,
    });
  }
}
