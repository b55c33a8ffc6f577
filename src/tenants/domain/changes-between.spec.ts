import fc from 'fast-check';
import { changesBetween } from './changes-between.js';

describe('changesBetween [PUB-10, ADM-86]', () => {
  it('says old and new values of what changed, and nothing else', () => {
    expect(changesBetween({ name: 'A', lines: ['gerance'], phone: null }, { name: 'B', lines: ['gerance'] })).toEqual({
      before: { name: 'A' },
      after: { name: 'B' },
    });
  });

  it('says nothing of a form saved as it was', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (row) => changesBetween(row, structuredClone(row)) === null));
  });
});
