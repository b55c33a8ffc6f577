import fc from 'fast-check';
import { contrastOnWhite, isReadableOnWhite } from './colour-contrast.js';

describe('the contrast of a colour on white', () => {
  it('tells a colour one reads from one that is too light', () => {
    expect([contrastOnWhite('#000000'), isReadableOnWhite('#000000')]).toEqual([21, true]);
    expect([contrastOnWhite('#ffffff'), isReadableOnWhite('#ffffff')]).toEqual([1, false]);
    expect([contrastOnWhite('#ffd400'), isReadableOnWhite('#ffd400')]).toEqual([1.4, false]);
    expect([contrastOnWhite('#767676'), isReadableOnWhite('#767676')]).toEqual([4.5, true]);
    expect(isReadableOnWhite('#777777')).toBe(false);
  });

  it('is between 1 and 21, and the figure shown agrees with the verdict', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
        const colour = `#${number.toString(16).padStart(6, '0')}`;
        const shown = contrastOnWhite(colour);
        return shown >= 1 && shown <= 21 && (shown >= 4.5) === isReadableOnWhite(colour);
      }),
    );
  });
});
