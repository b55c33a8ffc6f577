import fc from 'fast-check';
import { levelAddress, levelAt, type Shelf, yearsOf } from './shelves.js';

const shelf = (path: string, documents: number, fresh = 0): Shelf => ({
  path: path.split(' › '),
  documents,
  fresh,
  years: [],
});

describe('levels of binders and folders', () => {
  const shelves = [
    shelf('Baux', 2),
    shelf('Courriers › Locataires', 3, 1),
    shelf('Courriers › Locataires › Sinistre', 4, 2),
    shelf('Courriers › Propriétaires', 1),
    shelf('Quittances', 0),
  ];

  it('counts sub-levels in [RES-26] [RES-28]', () => {
    const counted = levelAt(shelves, [])!.below.map(({ name, documents, fresh }) => [name, documents, fresh]);
    expect(counted).toEqual([
      ['Baux', 2, 0],
      ['Courriers', 8, 3],
      ['Quittances', 0, 0],
    ]);
  });

  it('opens level by level [RES-28] [GED-56]', () => {
    expect(levelAt(shelves, ['Courriers'])!.below.map(({ name }) => name)).toEqual(['Locataires', 'Propriétaires']);
    expect(levelAt(shelves, ['Courriers', 'Locataires'])).toMatchObject({
      own: 3,
      documents: 7,
      below: [{ name: 'Sinistre', documents: 4 }],
    });
    expect(levelAt(shelves, ['Courriers', 'Locataires', 'Sinistre'])).toMatchObject({
      own: 4,
      documents: 4,
      below: [],
    });
  });

  it('knows no level where nothing is filed', () => {
    expect(levelAt(shelves, ['Courriers', 'Fournisseurs'])).toBeNull();
    expect(levelAt(shelves, ['Courr'])).toBeNull();
    expect(levelAt([], [])).toEqual({ path: [], below: [], own: 0, documents: 0 });
  });

  it('loses and doubles no document, whatever the shelves [RES-28]', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const any = fc.array(
      fc.record({
        path: fc.array(name, { minLength: 1, maxLength: 5 }),
        documents: fc.nat(9),
        fresh: fc.nat(9),
        years: fc.constant<number[]>([]),
      }),
    );
    fc.assert(
      fc.property(any, fc.array(name, { maxLength: 3 }), (all, path) => {
        const level = levelAt(all, path);
        if (!level) return;
        expect(level.own + level.below.reduce((sum, { documents }) => sum + documents, 0)).toBe(level.documents);
        for (const below of level.below) expect(levelAt(all, below.path)!.documents).toBe(below.documents);
      }),
    );
  });

  it('gives each year once, latest first [RES-30]', () => {
    const years = (...all: number[]) => ({ ...shelf('Baux', 1), years: all });
    expect(yearsOf([years(2023, 2025), years(), years(2024, 2023)])).toEqual([2025, 2024, 2023]);
  });

  it('writes names that hold anything as one segment each', () => {
    expect(levelAddress('/x/documents', ['A & B', 'États/lieux ?'])).toBe(
      '/x/documents/A%20%26%20B/%C3%89tats%2Flieux%20%3F',
    );
  });
});
