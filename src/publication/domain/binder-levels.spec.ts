import { narrowest, widenedBy } from './binder-levels.js';

describe('levels of a binder', () => {
  it('of two sources that disagree, the narrower holds [PUB-56]', () => {
    expect(
      narrowest([
        ['co_owner', 'council_member', 'president'],
        ['council_member', 'president'],
      ]),
    ).toEqual(['council_member', 'president']);
    expect(narrowest([['landlord'], ['lessee']])).toEqual([]);
    expect(narrowest([['landlord', 'lessee']])).toEqual(['landlord', 'lessee']);
  });

  it('are wider by the levels that did not read before [PUB-92]', () => {
    expect(widenedBy(['council_member', 'president'], ['co_owner', 'council_member', 'president'])).toEqual([
      'co_owner',
    ]);
    expect(widenedBy(['landlord', 'lessee'], ['landlord'])).toEqual([]);
  });
});
