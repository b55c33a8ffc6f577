import { fullName, listedName } from './party-name.js';

const anne = { kind: 'person' as const, civility: 'Mme', lastName: 'MARTIN', firstName: 'Anne', companyName: null };
const sci = { kind: 'company' as const, civility: null, lastName: null, firstName: null, companyName: 'SCI Gilbert' };

describe('names', () => {
  it('come last name first in lists, as one is addressed elsewhere [ADM-44]', () => {
    expect(listedName(anne)).toBe('MARTIN Anne');
    expect(fullName(anne)).toBe('Mme Anne MARTIN');
  });

  it('leave out what is not known', () => {
    expect(listedName({ ...anne, firstName: null })).toBe('MARTIN');
    expect(fullName({ ...anne, civility: null, firstName: '' })).toBe('MARTIN');
  });

  it('are the company’s for a company', () => {
    expect(listedName(sci)).toBe('SCI Gilbert');
    expect(fullName(sci)).toBe('SCI Gilbert');
  });
});
