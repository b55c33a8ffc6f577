import { isTooHeavy } from './picture-weight.js';

describe('the weight of a picture', () => {
  it('is what it takes to draw: one that is held whole may have fewer points', () => {
    const square = (side: number, isProgressive: boolean) => ({ width: side, height: side, isProgressive });
    expect(isTooHeavy(square(10_900, false))).toBe(false);
    expect(isTooHeavy(square(11_000, false))).toBe(true);
    expect(isTooHeavy(square(10_900, true))).toBe(true);
    expect(isTooHeavy({ width: 8_000, height: 5_000, isProgressive: true })).toBe(false);
  });
});
