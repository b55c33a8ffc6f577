import fc from 'fast-check';
import { fill, paragraphs, unknownPlaceholders } from './wording.js';

describe('the tenant’s own words', () => {
  it('take each value in its place, and only there', () => {
    expect(fill('Bonjour {name}, voir {link}. {other}', { name: '{link}', link: 'ici' })).toBe(
      'Bonjour {link}, voir ici. {other}',
    );
  });

  it('are told which placeholders mean nothing', () => {
    expect(unknownPlaceholders('{name} {nom} {nom}', ['name', 'link'])).toEqual(['nom']);
  });

  it('become paragraphs, lines, and addresses one can follow', () => {
    expect(paragraphs('Bonjour,\n\nVoir https://a.fr/x?y=1.\nMerci')).toEqual([
      [[{ text: 'Bonjour,', href: null }]],
      [
        [
          { text: 'Voir ', href: null },
          { text: 'https://a.fr/x?y=1', href: 'https://a.fr/x?y=1' },
          { text: '.', href: null },
        ],
        [{ text: 'Merci', href: null }],
      ],
    ]);
  });

  it('lose no character of a line, and follow nothing but web addresses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const line = typed.replace(/\s+/g, ' ').trim();
        const pieces = paragraphs(`${line} javascript:alert(1)`).flat(2);
        expect(pieces.map((piece) => piece.text).join('')).toBe(`${line} javascript:alert(1)`.trim());
        expect(pieces.every(({ href }) => href === null || /^https?:/.test(href))).toBe(true);
      }),
    );
  });
});
