import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { seal, unseal } from './sealed-note.js';

describe('a sealed note', () => {
  it('gives back what was sealed, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const secret = randomBytes(32);
        expect(unseal(seal(text, secret), secret)).toBe(text);
      }),
    );
  });

  it('opens with no other secret, nor once altered', () => {
    const secret = randomBytes(32);
    const sealed = seal('Demo-1234', secret);
    expect(() => unseal(sealed, randomBytes(32))).toThrow();
    sealed[sealed.length - 1]! ^= 1;
    expect(() => unseal(sealed, secret)).toThrow();
  });

  it('shows nothing of its text', () => {
    expect(seal('Demo-1234', randomBytes(32)).toString('latin1')).not.toContain('Demo');
  });
});
