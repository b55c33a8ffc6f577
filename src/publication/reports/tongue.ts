import { currentTenant } from '../../platform/context/index.js';
import {
  formatInstant,
  formatInstantDay,
  formatTime,
  type Locale,
  type SentenceValues,
  type Translator,
} from '../../platform/i18n/index.js';

/** The language a report is written in, in the agency's zone. */
export interface Tongue {
  locale: Locale;
  say(key: string, values?: SentenceValues): string;
  day(at: Date): string;
  instant(at: Date): string;
  /** The hour alone when it is of the same day as `since`. */
  instantAfter(at: Date, since: Date): string;
}

export function tongueOf(translator: Translator, locale: Locale): Tongue {
  const { timeZone } = currentTenant();
  const day = (at: Date) => formatInstantDay(at, timeZone, locale, 'short');
  const instant = (at: Date) => formatInstant(at, timeZone, locale, 'short');
  return {
    locale,
    say: (key, values) => translator.say(locale, key, values),
    day,
    instant,
    instantAfter: (at, since) => (day(at) === day(since) ? formatTime(at, timeZone) : instant(at)),
  };
}
