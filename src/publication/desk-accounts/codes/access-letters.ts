import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Config } from '../../../platform/config/index.js';
import { context, currentTenant } from '../../../platform/context/index.js';
import { Translator } from '../../../platform/i18n/index.js';
import { ResidentPapers } from '../../../portfolio/index.js';
import type { Addressee } from './editions.queries.js';

export interface AccessLetter extends Addressee {
  login: string;
  password: string;
  validUntil: Date;
}

/** Letters with login and initial password, a page each, on the agency's paper (ACC-34). */
@Injectable()
export class AccessLetters {
  constructor(
    private readonly papers: ResidentPapers,
    private readonly translator: Translator,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Never inside a transaction. @throws OutsideUnavailable when no paper can be drawn now */
  draw(letters: readonly AccessLetter[]): Promise<Buffer> {
    const { name, domain, timeZone } = currentTenant();
    return this.papers.draw('accounts/paper/access-letters', {
      title: this.translator.say(context().locale, 'desk-accounts:letter.title', { agency: name }),
      address: `${this.config.publicUrl(domain)}/extranet`,
      today: this.clock.today(timeZone),
      letters,
    });
  }
}
