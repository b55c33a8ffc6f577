import fc from 'fast-check';
import { readCursor, writeCursor } from './cursor.js';
import { ListAddress } from './list-address.js';
import { readListRequest, textOf } from './list-request.js';

const RULES = { sorts: ['nom', 'ville'], usual: 'nom' } as const;
const addressOf = (query: Record<string, unknown>, filters = {}) =>
  new ListAddress('/liste', readListRequest(query, RULES), filters);

describe('the address of a list', () => {
  it('brings a cursor back as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.maxSafeInteger())), fc.integer({ min: 1 }), (values, rank) => {
        expect(readCursor(writeCursor({ rank, values }), 'next')).toEqual({ towards: 'next', rank, values });
      }),
    );
  });

  it('takes what anyone may have typed for a list in its usual order [ADM-41]', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('q', 'tri', 'par', 'apres', 'avant'), fc.anything()), (query) => {
        const request = readListRequest(query, RULES);
        expect(RULES.sorts).toContain(request.sort);
        expect([25, 50, 100]).toContain(request.size);
      }),
    );
    expect(readListRequest({ tri: '-ville', par: '50' }, RULES)).toMatchObject({
      sort: 'ville',
      descending: true,
      size: 50,
    });
    expect(readListRequest({ tri: 'mot_de_passe', par: '1000' }, RULES)).toMatchObject({ sort: 'nom', size: 25 });
  });

  it('keeps search and filters when the order changes, and begins again at the first page [ADM-41]', () => {
    const address = addressOf({ q: 'tilleuls', apres: writeCursor({ rank: 26, values: ['a'] }) }, { immeuble: '7' });
    expect(address.sorts(['nom', 'ville'])).toEqual({
      nom: { href: '/liste?q=tilleuls&immeuble=7&tri=-nom&par=25', direction: 'ascending' },
      ville: { href: '/liste?q=tilleuls&immeuble=7&tri=ville&par=25' },
    });
  });

  it('knows an empty list from one that filters emptied', () => {
    expect(addressOf({}).narrowed).toBe(false);
    expect(addressOf({ tri: 'ville' }).narrowed).toBe(false);
    expect(addressOf({ q: 'x' }).narrowed).toBe(true);
    expect(addressOf({}, { immeuble: '7' }).narrowed).toBe(true);
  });

  it('reads a text on one line, without what a database cannot hold', () => {
    expect(textOf('  a\u0000b\nc ')).toBe('a b c');
    expect(textOf(['a'])).toBe('');
  });
});
