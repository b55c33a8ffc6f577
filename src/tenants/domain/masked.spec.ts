import fc from 'fast-check';
import { masked } from './masked.js';

describe('what the operator sees of a recipient', () => {
  it('hints, no more [PUB-67]', () => {
    expect(masked('pierre.proprietaire@gilbert.example.fr')).toBe('p•••@g•••.fr');
    expect(masked('+33612345647')).toBe('•••47');
    expect(masked('550 <anne@example.org>: no such user')).toBe('550 <a•••@e•••.org>: no such user');
  });

  it('never holds the address, nor who it is of', () => {
    const part = fc.stringMatching(/^[a-z][a-z0-9.]{3,20}[a-z]$/);
    fc.assert(
      fc.property(part, fc.stringMatching(/^[a-z]{4,12}$/), (who, host) => {
        const shown = masked(`to ${who}@${host}.fr: refused`);
        return !shown.includes(who) && !shown.includes(host) && shown.startsWith('to ') && shown.endsWith(': refused');
      }),
    );
  });
});
