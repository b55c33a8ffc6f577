import { Injectable } from '@nestjs/common';
import { context, currentTenant } from '../../platform/context/index.js';
import { formatInstantDay, formatTime, Translator } from '../../platform/i18n/index.js';
import { NextPublication } from '../schedule/next-publication.js';
import type { TickPlan } from './account-ticks.service.js';

/** What the pages of accounts say in words. */
@Injectable()
export class AccountWords {
  constructor(
    private readonly translator: Translator,
    private readonly next: NextPublication,
  ) {}

  say(key: string, values: Record<string, string | number> = {}): string {
    return this.translator.say(context().locale, `desk-accounts:${key}`, values);
  }

  options(group: string, values: readonly string[]): { value: string; label: string }[] {
    return values.map((value) => ({ value, label: this.say(`${group}.${value}`) }));
  }

  /** " (le 14/11/2025 à 20:00)", or nothing when no run comes by itself. */
  async when(): Promise<string> {
    const at = await this.next.at();
    if (!at) return '';
    const { locale } = context();
    const { timeZone } = currentTenant();
    return this.say('when', { day: formatInstantDay(at, timeZone, locale), time: formatTime(at, timeZone) });
  }

  /** "238 comptes marqués, 12 déjà publiés, 3 sans tiers" (ACC-32). */
  answer(act: 'marquer' | 'retirer', { taken, already, withoutParty }: TickPlan): string {
    const parts = [this.say(`answer.${act}.taken`, { count: taken.length })];
    if (already > 0) parts.push(this.say(`answer.${act}.already`, { count: already }));
    if (withoutParty > 0) parts.push(this.say('answer.without-party', { count: withoutParty }));
    return parts.join(', ');
  }
}
