import fc from 'fast-check';
import { shownBalance } from './shown-balance.js';

describe('a balance', () => {
  it('of a debtor of 65.63 is shown by the formula the agency chose, acceptance 32 [ACC-43] [ACC-44]', () => {
    expect(shownBalance(6_563, 'credit_minus_debit')).toEqual({ cents: -6_563, side: 'debit' });
    expect(shownBalance(6_563, 'debit_minus_credit')).toEqual({ cents: 6_563, side: 'debit' });
    expect(shownBalance(-100, 'credit_minus_debit')).toEqual({ cents: 100, side: 'credit' });
    expect(shownBalance(0, 'credit_minus_debit')).toEqual({ cents: 0, side: 'zero' });
  });

  it('says the same words in both signs [ACC-44]', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (kept) => {
        const [one, other] = [shownBalance(kept, 'credit_minus_debit'), shownBalance(kept, 'debit_minus_credit')];
        expect(one.side).toBe(other.side);
        expect(one.cents + other.cents).toBe(0);
      }),
    );
  });
});
