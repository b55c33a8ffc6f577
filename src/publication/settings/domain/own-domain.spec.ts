import fc from 'fast-check';
import { isDomainValidated, isOwnLabel } from './own-domain.js';

const own = { domain: 'gilbert', aliases: ['agence-gilbert'] };
const validatedAt = new Date('2025-11-14T19:00:00Z');

describe('the domain name of an agency', () => {
  it('is its label or an alias the operator gave, and no other', () => {
    expect([isOwnLabel('gilbert', own), isOwnLabel('agence-gilbert', own)]).toEqual([true, true]);
    fc.assert(
      fc.property(fc.string(), (label) => {
        fc.pre(label !== 'gilbert' && label !== 'agence-gilbert');
        return !isOwnLabel(label, own);
      }),
    );
  });

  it('counts once validated, as long as it is the agency’s', () => {
    expect(isDomainValidated({ label: null, validatedAt: null }, own)).toBe(false);
    expect(isDomainValidated({ label: 'gilbert', validatedAt: null }, own)).toBe(false);
    expect(isDomainValidated({ label: 'gilbert', validatedAt }, own)).toBe(true);
    expect(isDomainValidated({ label: 'agence-gilbert', validatedAt }, own)).toBe(true);
    expect(isDomainValidated({ label: 'agence-gilbert', validatedAt }, { ...own, aliases: [] })).toBe(false);
  });
});
