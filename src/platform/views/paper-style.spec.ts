import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROJECT_ROOT } from '../project-root.js';
import { Assets } from './assets.js';
import { cssString, PaperStyle } from './paper-style.js';
import { paletteOf } from './theme/palette.js';

describe('the style a paper carries', () => {
  it('holds everything: no address of anything outside', () => {
    const style = new PaperStyle(new Assets({ folder: join(PROJECT_ROOT, 'public'), development: false }));
    const css = style.write({ palette: paletteOf('#1d6f5c'), page: 'Page', foot: 'Agence "Saurupt" </style>' }).toString();
    expect(css).not.toMatch(/url\((?!data:)/);
    expect(css).not.toContain('</style');
    expect(css).toContain('counter(page) " / " counter(pages)');
  });

  it('lets no text end its string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cssString(text)).toMatch(/^"([^"\\\n\r\f<]|\\[0-9a-f]{1,6} )*"$/u);
      }),
    );
    expect(cssString('Agence Saurupt · Relevé')).toBe('"Agence Saurupt · Relevé"');
  });
});
