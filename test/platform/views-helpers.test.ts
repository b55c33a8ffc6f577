import { describe, expect, it } from '@jest/globals';
import { tiny, type TinyOptions } from './views-gallery/tiny.js';

const EN: TinyOptions = { chrome: { locale: 'en' } };
const REUNION: TinyOptions = { chrome: { timeZone: 'Indian/Reunion' } };
const WRONG_FORM: TinyOptions = {
  chrome: {
    form: {
      errors: { email: 'Indiquez une adresse.' },
      values: { email: 'pierre@', ways: ['email', 'sms'], notify: 'weekly', consent: 'on' },
    },
  },
};
const at = new Date('2025-11-14T19:03:00Z');
const lateEvening = new Date('2025-12-31T23:30:00Z');

describe('helpers write', () => {
  it.each<[string, string, object, string, TinyOptions?]>([
    ['a sentence', '{{t "room:hello" name=who}}', { who: 'Léa' }, 'Bonjour Léa'],
    ['a sentence in English [RES-46]', '{{t "room:hello" name=who}}', { who: 'Léa' }, 'Hello Léa', EN],
    [
      'a sentence, escaped once',
      '{{t "room:hello" name=who}}',
      { who: "L'<b> & Cie" },
      'Bonjour L&#x27;&lt;b&gt; &amp; Cie',
    ],
    ['a sentence that is no HTML', '{{t "room:plain"}}', {}, 'L’écrit &lt;b&gt;'],
    ['a plural', '{{t "room:files" count=n}}', { n: 2 }, '2 documents'],
    ['a singular', '{{t "room:files" count=n}}', { n: 1 }, '1 document'],
    ['a large count', '{{t "room:files" count=n}}', { n: 12_480 }, '12\u202f480 documents'],
    ['a sentence inside another', '{{t "room:hello" name=(t "room:files" count=3)}}', {}, 'Bonjour 3 documents'],
    ['a day', '{{date day}}', { day: '2025-10-08' }, '08/10/2025'],
    ['a day in words', '{{date day style="long"}}', { day: '2025-10-01' }, '1er octobre 2025'],
    ['a month', '{{date day style="month"}}', { day: '2025-10-01' }, 'October 2025', EN],
    ['the day of an instant in the zone', '{{date at}}', { at: lateEvening }, '01/01/2026'],
    ['an instant', '{{datetime at}}', { at }, '14/11/2025 20:03'],
    ['an instant far away', '{{datetime at}}', { at }, '14/11/2025 23:03', REUNION],
    ['an instant in words', '{{datetime at style="long"}}', { at }, '14 November 2025 at 20:03', EN],
    ['an hour', '{{time at}}', { at }, '20:03'],
    ['a day for machines', '{{iso day}} {{iso at}}', { day: '2025-10-08', at }, '2025-10-08 2025-11-14T19:03:00.000Z'],
    ['money', '{{money cents}}', { cents: -123_456 }, '-1\u202f234,56\u00a0€'],
    ['money in English', '{{money cents}}', { cents: 123_456 }, '€1,234.56', EN],
    ['an amount', '{{amount cents}}', { cents: 0 }, '0,00'],
    ['a French number', '{{phone-number n}}', { n: '+33353012626' }, '03\u00a053\u00a001\u00a026\u00a026'],
    ['a number from elsewhere', '{{phone-number n}}', { n: '+687251234' }, '+687251234'],
    ['a size', '{{bytes size}}', { size: 3_240_000 }, '3,2\u00a0Mo'],
    ['a count', '{{count n}}', { n: 12_480 }, '12\u202f480'],
    ['an icon', '{{icon "folder" class="big"}}', {}, '<svg class="icon big"'],
    ['an asset', '{{asset "app/css/tokens.css"}}', {}, '/css/tokens.css'],
    ['texts put together', '{{concat "/documents/" id "#" n}}', { id: 'a"b', n: 3 }, '/documents/a&quot;b#3'],
  ])('%s', (...[, source, model, written, options]) => {
    expect(tiny(source, model, options)).toContain(written);
  });
});

describe('helpers refuse', () => {
  const wrong: [string, string, object][] = [
    ['an unknown sentence', '{{t "room:nothing"}}', {}],
    ['a key that is no text', '{{t key}}', { key: 3 }],
    ['a value missing from a sentence', '{{t "room:hello" name=who}}', { who: undefined }],
    ['an object in a sentence', '{{t "room:hello" name=who}}', { who: {} }],
    ['no day', '{{date day}}', { day: null }],
    ['a day that does not exist', '{{date day}}', { day: '2025-02-30' }],
    ['an unknown style', '{{date day style="medium"}}', { day: '2025-02-28' }],
    ['an invalid instant', '{{datetime at}}', { at: new Date(Number.NaN) }],
    ['a day as an instant', '{{datetime at}}', { at: '2025-02-28' }],
    ['an unknown style of instant', '{{datetime at style="short-ish"}}', { at }],
    ['an invalid hour', '{{time at}}', { at: 'noon' }],
    ['an invalid day for machines', '{{iso at}}', { at: '28/02/2025' }],
    ['euros for cents', '{{money cents}}', { cents: 12.5 }],
    ['cents as text', '{{amount cents}}', { cents: '1250' }],
    ['no amount', '{{amount cents}}', { cents: undefined }],
    ['a phone number that is none', '{{phone-number n}}', { n: 33 }],
    ['a size below zero', '{{bytes size}}', { size: -1 }],
    ['a count as text', '{{count n}}', { n: '12' }],
    ['an object put together', '{{concat "/" part}}', { part: {} }],
  ];

  it.each(wrong)('%s, in development and test', (_what, source, model) => {
    expect(() => tiny(source, model)).toThrow();
    expect(() => tiny(source, model, { mode: 'development' })).toThrow();
  });

  it.each(wrong)('%s, with a dash in production', (_what, source, model) => {
    expect(tiny(source, model, { mode: 'production' })).toBe('—');
  });

  it('an unknown icon or asset everywhere: it is a fault of the code, not of the data', () => {
    expect(() => tiny('{{icon name}}', { name: 'maison' }, { mode: 'production' })).toThrow('Unknown icon');
    expect(() => tiny('{{asset name}}', { name: 'app/none.css' }, { mode: 'production' })).toThrow('Unknown asset');
  });
});

describe('helpers decide', () => {
  it.each<[string, object, string]>([
    ['{{#if (eq a b)}}yes{{else}}no{{/if}}', { a: 1, b: 1 }, 'yes'],
    ['{{#if (eq a b)}}yes{{else}}no{{/if}}', { a: 1, b: '1' }, 'no'],
    ['{{#if (not rows)}}none{{/if}}', { rows: [] }, 'none'],
    ['{{#if (not rows)}}none{{/if}}', { rows: [1] }, ''],
    ['{{or a b "else"}}', { a: '', b: null }, 'else'],
    ['{{or a b "else"}}', { a: '', b: 'b' }, 'b'],
    ['{{#if (and a b)}}both{{/if}}', { a: 1, b: 'x' }, 'both'],
    ['{{#if (and a b)}}both{{/if}}', { a: 1, b: '' }, ''],
    ['{{size a}}{{size b}}{{size c}}', { a: [1, 2], b: { x: 1 }, c: null }, '210'],
    ['{{#if (several a)}}many{{/if}}', { a: [1, 2] }, 'many'],
    ['{{#if (several a)}}many{{/if}}', { a: [1] }, ''],
    ['{{#unless (absent a)}}there{{/unless}}', { a: 0 }, 'there'],
    ['{{#unless (absent a)}}there{{/unless}}', { a: null }, ''],
    ['{{#each (list "a" "b")}}{{this}}{{/each}}', {}, 'ab'],
    ['{{#with (record href="/x" label="X")}}{{this.label}}{{this.href}}{{/with}}', {}, 'X/x'],
  ])('%s of %j is %p', (source, model, written) => {
    expect(tiny(source, model)).toBe(written);
  });
});

describe('fields', () => {
  it('show what is stored, then what was typed', () => {
    expect(tiny('{{typed "email" value}}', { value: 'pierre@exemple.fr' })).toBe('pierre@exemple.fr');
    expect(tiny('{{typed "email" value}}', { value: 'pierre@exemple.fr' }, WRONG_FORM)).toBe('pierre@');
    expect(tiny('{{typed "phone" value}}', { value: undefined }, WRONG_FORM)).toBe('');
  });

  it('say what is wrong at their place', () => {
    expect(tiny('{{error-at "email"}}', {}, WRONG_FORM)).toBe('Indiquez une adresse.');
    expect(tiny('{{#if (error-at "phone")}}wrong{{/if}}', {}, WRONG_FORM)).toBe('');
    expect(tiny('{{#if (error-at "email")}}wrong{{/if}}')).toBe('');
  });

  const chosen =
    '{{#each (list "email" "sms" "never")}}{{#if (chosen ../name this ../value)}}{{this}} {{/if}}{{/each}}';

  it('choose what is stored, then what was typed, one or several', () => {
    expect(tiny(chosen, { name: 'ways', value: ['sms'] })).toBe('sms ');
    expect(tiny(chosen, { name: 'ways', value: 'never' })).toBe('never ');
    expect(tiny(chosen, { name: 'ways', value: ['never'] }, WRONG_FORM)).toBe('email sms ');
    expect(tiny(chosen, { name: 'other', value: 'sms' }, WRONG_FORM)).toBe('');
  });

  it('choose a number as the text a form sends', () => {
    expect(tiny('{{#if (chosen "year" 2025 value)}}yes{{/if}}', { value: '2025' })).toBe('yes');
  });

  it('tick a single box as stored, then as left', () => {
    const box = '{{#if (ticked name "on" checked)}}ticked{{/if}}';
    expect(tiny(box, { name: 'consent', checked: true })).toBe('ticked');
    expect(tiny(box, { name: 'consent', checked: false })).toBe('');
    expect(tiny(box, { name: 'consent', checked: false }, WRONG_FORM)).toBe('ticked');
    expect(tiny(box, { name: 'other', checked: true }, WRONG_FORM)).toBe('');
  });
});
