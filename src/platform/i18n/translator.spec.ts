import { describe, expect, it } from '@jest/globals';
import { MissingSentence, Translator } from './translator.js';

const translator = new Translator({
  fr: {
    ged: {
      title: 'Mes documents',
      hello: 'Bonjour {{name}}',
      run: 'Publication n° {{number}} : {{rows}} lignes',
      count_one: '{{count}} document',
      count_other: '{{count}} documents',
      empty: { home: 'Aucun document pour le moment.' },
    },
  },
  en: {
    ged: {
      title: 'My documents',
      hello: 'Hello {{name}}',
      run: 'Publication no. {{number}}: {{rows}} rows',
      count_one: '{{count}} document',
      count_other: '{{count}} documents',
      empty: { home: 'None yet.' },
    },
  },
});

describe('sentences', () => {
  it('are said in the language asked for [RES-46]', () => {
    expect(translator.say('fr', 'ged:title')).toBe('Mes documents');
    expect(translator.say('en', 'ged:title')).toBe('My documents');
    expect(translator.say('fr', 'ged:empty.home')).toBe('Aucun document pour le moment.');
  });

  it('take their values as they are, for the view escapes the whole', () => {
    expect(translator.say('fr', 'ged:hello', { name: "L'<b>Étoile</b> & Cie" })).toBe("Bonjour L'<b>Étoile</b> & Cie");
  });

  it('group figures, not the numbers that name something', () => {
    const values = { number: 1_218, rows: 1_218 };
    expect(translator.say('fr', 'ged:run', values)).toBe('Publication n° 1218 : 1\u202f218 lignes');
    expect(translator.say('en', 'ged:run', values)).toBe('Publication no. 1218: 1,218 rows');
  });

  it('do not read a value as a sentence of their own', () => {
    expect(translator.say('fr', 'ged:hello', { name: '$t(ged:title) {{count}}' })).toBe(
      'Bonjour $t(ged:title) {{count}}',
    );
  });

  it.each([
    [0, 'fr', '0 document'],
    [1, 'fr', '1 document'],
    [2, 'fr', '2 documents'],
    [12_480, 'fr', '12\u202f480 documents'],
    [1_000_000, 'fr', '1\u202f000\u202f000 documents'],
    [0, 'en', '0 documents'],
    [1, 'en', '1 document'],
    [12_480, 'en', '12,480 documents'],
  ] as const)('count %d in %s: %s', (count, locale, written) => {
    expect(translator.say(locale, 'ged:count', { count })).toBe(written);
  });

  it.each(['ged:nothing', 'nowhere:title', 'title', '', 'ged:empty'])('fail when there is no %p', (key) => {
    expect(() => translator.say('fr', key)).toThrow(MissingSentence);
  });

  it('know which keys may be used, counted or not', () => {
    expect(
      ['ged:title', 'ged:count', 'ged:empty.home', 'ged:empty', 'ged:other'].map((key) => translator.has(key)),
    ).toEqual([true, true, true, false, false]);
  });
});
