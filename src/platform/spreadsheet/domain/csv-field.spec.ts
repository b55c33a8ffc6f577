import fc from 'fast-check';
import { csvField } from './csv-field.js';

describe('csvField', () => {
  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+33 6 12', "'+33 6 12"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-1+2', "'-1+2"],
    ['-65,63', '-65,63'],
    ['a;b', '"a;b"'],
    ['deux\nlignes', '"deux\nlignes"'],
    ['Résidence Gilbert', 'Résidence Gilbert'],
  ])('writes %j as %s', (text, field) => expect(csvField(text)).toBe(field));

  it('gives back what was put in, and nothing a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const field = csvField(text);
        const read = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
        expect([text, `'${text}`]).toContain(read);
        expect(/^[=@\t\r]|^[+-](?!\d+(,\d+)?$)/.test(read)).toBe(false);
        expect(field.startsWith('"') || !/[;\r\n"]/.test(field)).toBe(true);
      }),
    );
  });
});
