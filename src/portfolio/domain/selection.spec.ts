import fc from 'fast-check';
import { narrowed, selectablesOf } from './selection.js';
import { accountsOf, buildingsOfRank, lotsOf, type Target } from './standing.js';

const target = (given: Partial<Target>): Target => ({
  ...{ scope: 'account', targetId: 'a', accountId: 'a', buildingId: null, rank: 0, ofLessee: false },
  ...{ accountNumber: null, buildingName: null, lotNumber: null, ...given },
});
const account = (id: string, building: string | null = null) =>
  target({
    targetId: id,
    accountId: id,
    accountNumber: `450${id}`,
    buildingId: building,
    buildingName: building && `Résidence ${building}`,
  });
const building = (id: string, of: string, rank = 0) =>
  target({ scope: 'building', targetId: id, accountId: of, buildingId: id, buildingName: `Résidence ${id}`, rank });
const lot = (id: string, of: string, inside: string) =>
  target({ scope: 'lot', targetId: id, accountId: of, buildingId: inside, lotNumber: id });
const line = target({ scope: 'line', targetId: 'line', accountId: null });

describe('what a resident may narrow his pages to [RES-24]', () => {
  it('is nothing with one account in one building', () => {
    expect(selectablesOf([account('a', 'x'), building('x', 'a'), line])).toEqual([]);
  });

  it('is his accounts when he has several, his buildings when an account has several', () => {
    const landlord = [account('a'), building('x', 'a'), building('y', 'a'), line];
    expect(selectablesOf(landlord).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['building x', 'building y']);
    const coOwner = [account('b', 'y'), building('y', 'b'), account('a', 'x'), building('x', 'a'), line];
    expect(selectablesOf(coOwner).map(({ kind, name }) => `${kind} ${name}`)).toEqual(['account 450a', 'account 450b']);
  });

  it('keeps what concerns the whole line, and an account tied to no building', () => {
    const landlord = [
      account('a'),
      building('x', 'a'),
      lot('1', 'a', 'x'),
      building('y', 'a'),
      lot('2', 'a', 'y'),
      line,
    ];
    const [x] = selectablesOf(landlord);
    expect(narrowed(landlord, x!).map(({ targetId }) => targetId)).toEqual(['a', 'x', '1', 'line']);
  });

  it('never shows more than the whole, and all of it unchosen', () => {
    const any = fc.array(
      fc.constantFrom(
        account('a', 'x'),
        account('b'),
        building('x', 'a'),
        building('y', 'b'),
        lot('1', 'a', 'x'),
        lot('2', 'b', 'y'),
        line,
      ),
    );
    fc.assert(
      fc.property(any, (standing) => {
        expect(narrowed(standing, null)).toEqual(standing);
        for (const choice of selectablesOf(standing)) {
          for (const kept of narrowed(standing, choice)) expect(standing).toContain(kept);
        }
      }),
    );
  });
});

describe('a standing', () => {
  const standing = [
    account('a', 'x'),
    building('x', 'a', 1),
    lot('1', 'a', 'x'),
    building('y', 'b', 0),
    target({ targetId: 'l', ofLessee: true }),
  ];

  it('names his own accounts, not those of his lessees', () => {
    expect(accountsOf(standing).map(({ number }) => number)).toEqual(['450a']);
    expect(lotsOf(standing)).toEqual(['1']);
  });

  it('judges council rights building by building [RES-24]', () => {
    expect(buildingsOfRank(standing, 1).map(({ id }) => id)).toEqual(['x']);
    expect(buildingsOfRank(standing, 0).map(({ id }) => id)).toEqual(['x', 'y']);
  });
});
