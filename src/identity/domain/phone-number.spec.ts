import fc from 'fast-check';
import { phoneNumber } from './phone-number.js';

describe('phoneNumber', () => {
  it.each([
    ['06 12 34 56 78', '+33612345678'],
    ['+33 (0)6.12.34.56.78', '+33612345678'],
    ['0033 3 83 00 00 00', '+33383000000'],
    ['+687 75 12 34', '+687751234'],
    ['+352 621 123 456', '+352621123456'],
  ])('reads %s as %s', (typed, number) => expect(phoneNumber(typed)).toBe(number));

  it.each(['06 12 34', '12', '+33 06 12 34 56 78 9', 'appelez-moi', ''])('refuses %j', (typed) =>
    expect(phoneNumber(typed)).toBeNull(),
  );

  it('gives E.164 or nothing, and the same again for its own answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+ .-()'), maxLength: 20 }), (typed) => {
        const number = phoneNumber(typed);
        return number === null || (/^\+[1-9]\d{6,14}$/.test(number) && phoneNumber(number) === number);
      }),
    );
  });
});
