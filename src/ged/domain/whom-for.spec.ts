import type { Target } from '../../portfolio/index.js';
import { subjectOf } from './whom-for.js';

const target = (given: Partial<Target>): Target => ({
  ...{ scope: 'account', targetId: 'a', accountId: 'a', buildingId: 'b', rank: 0, ofLessee: false },
  ...{ accountNumber: '450PIERREP', buildingName: 'Résidence Gilbert', lotNumber: '7', ...given },
});
const standing = [
  target({}),
  target({ scope: 'lot', targetId: 'l' }),
  target({ scope: 'building', targetId: 'b' }),
  target({ scope: 'line', targetId: 'line' }),
  target({ targetId: 'k', accountNumber: '411BENALIK', ofLessee: true }),
];

describe('whom a document is shown as being for [RES-29]', () => {
  it('is its narrowest target', () => {
    expect(subjectOf(['line', 'b', 'a'], standing)).toEqual({ kind: 'account', number: '450PIERREP' });
    expect(subjectOf(['b', 'l'], standing)).toEqual({ kind: 'lot', number: '7', building: 'Résidence Gilbert' });
    expect(subjectOf(['b'], standing)).toEqual({ kind: 'building', name: 'Résidence Gilbert' });
    expect(subjectOf(['k'], standing)).toEqual({ kind: 'lessee-account', number: '411BENALIK' });
    expect(subjectOf(['line'], standing)).toEqual({ kind: 'line' });
  });
});
