import { createInstance, type FormatterModule, type i18n } from 'i18next';
import { LRUCache } from 'lru-cache';
import { formatCount } from './format-count.js';
import { flatten, readLocaleFiles, type LocaleResources } from './locale-files.js';
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale } from './locale.js';

export type SentenceValues = Record<string, string | number>;

export class MissingSentence extends Error {
  constructor(
    readonly locale: Locale,
    readonly key: string,
  ) {
    super(`No sentence "${key}" in locales/${locale}`);
  }
}

/**
 * The sentences of every room, in every language. Values are put in as they are: views escape the whole sentence afterwards.
 * Numbers are written as the language groups them ("12 480"), but for a value called `number`, which names something ("n° 1218"); `count`
 * chooses the plural form.
 */
export class Translator {
  private readonly i18next: i18n;
  /** Sentences that need no value, found once. */
  private readonly plain: Record<Locale, Map<string, string>>;
  /** Sentences lately said with values: a list says the same ones at each line. */
  private readonly said = new LRUCache<string, string>({ max: 5_000 });
  readonly keys: ReadonlySet<string>;

  constructor(resources: LocaleResources) {
    this.i18next = createInstance().use(numbersAsWritten);
    void this.i18next.init({
      resources: withFrenchMillions(resources),
      initAsync: false,
      lng: DEFAULT_LOCALE,
      fallbackLng: false,
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
    const sentences = Object.fromEntries(LOCALES.map((locale) => [locale, flatten(resources[locale])]));
    this.keys = new Set(sentences[DEFAULT_LOCALE]?.keys());
    this.plain = Object.fromEntries(
      LOCALES.map((locale) => [locale, new Map([...(sentences[locale] ?? [])].filter(([, text]) => isPlain(text)))]),
    ) as Record<Locale, Map<string, string>>;
  }

  static fromFolder(root: string): Translator {
    return new Translator(readLocaleFiles(root));
  }

  /** `key` is `room:path.of.the.sentence`. @throws MissingSentence */
  say(locale: Locale, key: string, values?: SentenceValues): string {
    if (values?.count === undefined) {
      const plain = this.plain[locale].get(key);
      if (plain !== undefined) return plain;
    }
    const asked = `${locale} ${key} ${JSON.stringify(values)}`;
    const known = this.said.get(asked);
    if (known !== undefined) return known;
    const sentence = this.has(key) ? this.i18next.t(key, { ...values, lng: locale, defaultValue: '' }) : '';
    if (sentence === '') throw new MissingSentence(locale, key);
    this.said.set(asked, sentence);
    return sentence;
  }

  /** Whether a view or a service may use the key, with a count or without. */
  has(key: string): boolean {
    return this.keys.has(key) || this.keys.has(`${key}_other`);
  }
}

const numbersAsWritten: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language, options) =>
    typeof value === 'number' && options?.interpolationkey !== 'number'
      ? formatCount(value, isLocale(language) ? language : DEFAULT_LOCALE)
      : String(value),
};

function isPlain(sentence: string): boolean {
  return sentence !== '' && !sentence.includes('{{') && !sentence.includes('$t(');
}

/** French has a plural of its own for round millions; it is written as the ordinary one unless a file says otherwise. */
function withFrenchMillions(resources: LocaleResources): LocaleResources {
  return {
    ...resources,
    fr: Object.fromEntries(Object.entries(resources.fr).map(([room, branch]) => [room, complete(branch)])),
  };
}

function complete(branch: LocaleResources['fr'][string]): LocaleResources['fr'][string] {
  const completed: LocaleResources['fr'][string] = {};
  for (const [key, value] of Object.entries(branch)) {
    completed[key] = typeof value === 'string' ? value : complete(value);
    const millions = key.replace(/_other$/, '_many');
    if (typeof value === 'string' && millions !== key && branch[millions] === undefined) completed[millions] = value;
  }
  return completed;
}
