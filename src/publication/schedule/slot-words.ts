import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { context, currentTenant } from '../../platform/context/index.js';
import { formatInstantDay, formatTime, type Locale, Translator } from '../../platform/i18n/index.js';
import type { RecordedSlot } from './slot-record.queries.js';

/** Slots as people say them: "Lundi 17/11/2025 à 20:00". */
@Injectable()
export class SlotWords {
  constructor(private readonly translator: Translator) {}

  weekday(day: number): string {
    return this.say(`publication-schedule:days.${day}`);
  }

  /** In the language of the reader; of the page, unless given. */
  moment(at: Date, locale: Locale = context().locale): string {
    const { timeZone } = currentTenant();
    const day = DateTime.fromJSDate(at, { zone: timeZone }).weekday;
    return this.translator.say(locale, 'publication-schedule:moment', {
      weekday: this.translator.say(locale, `publication-schedule:days.${day}`),
      day: formatInstantDay(at, timeZone, locale),
      hour: formatTime(at, timeZone),
    });
  }

  /** What came of a slot that gave no run; the run that was in its way may be gone by now. */
  came({ dueAt, outcome, runNumber }: RecordedSlot, locale: Locale = context().locale): string {
    const said = runNumber === null && outcome === 'omitted' ? 'omitted-gone' : outcome;
    const values = { moment: this.moment(dueAt, locale), number: runNumber ?? 0 };
    return this.translator.say(locale, `publication-schedule:passed.${said}`, values);
  }

  /** The same, with the way to that run. */
  passed(slot: RecordedSlot) {
    const { runNumber } = slot;
    return { sentence: this.came(slot), href: runNumber === null ? null : `/gestion/publications/${runNumber}` };
  }

  say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
