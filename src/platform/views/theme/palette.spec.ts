import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { wcagContrast } from 'culori';
import fc from 'fast-check';
import { PROJECT_ROOT } from '../../project-root.js';
import { FALLBACK_COLOUR, INK, PAPER, paletteOf, WHITE } from './palette.js';

const AA = 4.5;
const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const extremes = fc.constantFrom('#000000', '#ffffff', '#ffff00', '#00ff00', '#ff00ff', '#f5c400', '#808080');

describe("the colours made of a tenant's one [RES-47]", () => {
  it('are readable whatever the colour chosen', () => {
    fc.assert(
      fc.property(fc.oneof(colour, extremes), (chosen) => {
        const palette = paletteOf(chosen);
        for (const text of [palette.accent, palette.accentStrong]) {
          for (const paper of [WHITE, PAPER, palette.soft]) expect(wcagContrast(text, paper)).toBeGreaterThanOrEqual(AA);
        }
        expect(wcagContrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(AA);
        expect(wcagContrast(palette.onAccent, palette.accentStrong)).toBeGreaterThanOrEqual(AA);
        expect(wcagContrast(palette.onBrand, palette.brand)).toBeGreaterThanOrEqual(3);
        expect(wcagContrast(INK, palette.soft)).toBeGreaterThanOrEqual(7);
      }),
      { numRuns: 300 },
    );
  });

  it('keep the colour itself where it is readable', () => {
    expect(paletteOf('#1d6f5c')).toMatchObject({ brand: '#1d6f5c', accent: '#1d6f5c', onBrand: '#ffffff' });
    expect(paletteOf('#F5C400').onBrand).toBe(INK);
  });

  it('are the same plain hexadecimals every time', () => {
    fc.assert(fc.property(colour, (chosen) => Object.values(paletteOf(chosen)).every((value) => /^#[0-9a-f]{6}$/.test(value))));
    expect(paletteOf('#8cc63f')).toEqual(paletteOf('#8CC63F'));
  });

  it.each(['', '#12', 'red', '#12345g', 'url(x)', '#123456;}'])('are not made of %p', (chosen) => {
    expect(() => paletteOf(chosen)).toThrow(RangeError);
  });

  it('are judged on the very papers of the style sheet', () => {
    const tokens = readFileSync(join(PROJECT_ROOT, 'public/css/tokens.css'), 'utf8');
    expect(/--paper: (\S+);/.exec(tokens)?.[1]).toBe(PAPER);
    expect(/--ink: (\S+);/.exec(tokens)?.[1]).toBe(INK);
    expect(/--brand: (\S+);/.exec(tokens)?.[1]).toBe(FALLBACK_COLOUR);
  });

  it.each(['ink', 'ink-2', 'ink-3', 'good', 'care', 'wrong', 'info'])('stand beside words in --%s, readable too', (name) => {
    const tokens = readFileSync(join(PROJECT_ROOT, 'public/css/tokens.css'), 'utf8');
    const value = (token: string) => new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(tokens)?.[1] ?? '';
    for (const paper of ['surface', 'paper', 'paper-deep', ...(tokens.includes(`--${name}-soft`) ? [`${name}-soft`] : [])]) {
      expect(wcagContrast(value(name), value(paper))).toBeGreaterThanOrEqual(AA);
    }
  });
});
