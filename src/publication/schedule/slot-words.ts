import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { context, currentTenant } from '../../platform/context/index.js';
import { formatInstantDay, formatTime, Translator } from '../../platform/i18n/index.js';
import type { RecordedSlot } from './slot-record.queries.js';

/** Slots as people say them: "Lundi 17/11/2025 à 20:00". */
@Injectable()
export class SlotWords {
  constructor(private readonly translator: Translator) {}

  weekday(day: number): string {
    return this.say(`publication-schedule:days.${day}`);
  }

  moment(at: Date): string {
    const { timeZone } = currentTenant();
    const weekday = this.weekday(DateTime.fromJSDate(at, { zone: timeZone }).weekday);
    const values = { weekday, day: formatInstantDay(at, timeZone, context().locale), hour: formatTime(at, timeZone) };
    return this.say('publication-schedule:moment', values);
  }

  /** What came of a slot that gave no run, and the run that was in its way. */
  passed({ dueAt, outcome, runNumber }: RecordedSlot) {
    const said = runNumber === null && outcome === 'omitted' ? 'omitted-gone' : outcome;
    return {
      sentence: this.say(`publication-schedule:passed.${said}`, { moment: this.moment(dueAt), number: runNumber ?? 0 }),
      href: runNumber === null ? null : `/gestion/publications/${runNumber}`,
    };
  }

  say(key: string, values?: Record<string, string | number>): string {
    return this.translator.say(context().locale, key, values);
  }
}
