import { DEFAULT_LOCALE, isLocale, type Locale } from './locale.js';

export interface LocaleWishes {
  /** What the viewer chose, signed in or in the foot of a page. */
  user?: string | null;
  /** The agency's language; null leaves it to the browser. */
  tenant?: string | null;
  /** The header Accept-Language as received. */
  browser?: string | null;
}

/** User, tenant, browser, in that order; French when none of them says one we have. */
export function chooseLocale(wishes: LocaleWishes): Locale {
  if (isLocale(wishes.user)) return wishes.user;
  if (isLocale(wishes.tenant)) return wishes.tenant;
  return accepted(wishes.browser ?? '').find(isLocale) ?? DEFAULT_LOCALE;
}

/** Languages of an Accept-Language header, preferred first, without their region: `en-GB;q=0.8, fr` → fr, en. */
function accepted(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      return { language: tag.toLowerCase().split('-')[0] ?? '', weight: weightOf(parameters) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ language }) => language);
}

function weightOf(parameters: string[]): number {
  const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
  if (quality === undefined) return 1;
  const weight = Number(quality.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
