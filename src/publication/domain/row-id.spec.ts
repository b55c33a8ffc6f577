import fc from 'fast-check';
import { rowId } from './row-id.js';

const SOURCE = 'a1b2c3d4-0000-4000-8000-000000000000';

describe('rowId', () => {
  it('is a UUID of version 8, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (ref) => {
        const id = rowId(SOURCE, 'document', ref);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(rowId(SOURCE, 'document', ref)).toBe(id);
      }),
    );
  });

  it('tells apart sources, elements and the case of references [PUB-42]', () => {
    const ids = [
      rowId(SOURCE, 'account', '450A'),
      rowId(SOURCE, 'account', '450a'),
      rowId(SOURCE, 'document', '450A'),
      rowId(SOURCE.replace('a', 'b'), 'account', '450A'),
    ];
    expect(new Set(ids).size).toBe(4);
  });
});
