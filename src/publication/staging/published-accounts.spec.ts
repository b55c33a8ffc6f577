import fc from 'fast-check';
import { PublishedAccounts } from './published-accounts.js';

const hex = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const uuid = (digits: string) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

describe('PublishedAccounts', () => {
  it('knows the digest of each account it was told of, and nothing of others', () => {
    const accounts = fc.uniqueArray(fc.tuple(hex, hex), { selector: ([id]) => id, maxLength: 40 });
    fc.assert(
      fc.property(accounts, hex, fc.integer({ min: 1, max: 7 }), (rows, other, pageLength) => {
        const published = new PublishedAccounts();
        const sorted = rows.toSorted(([one], [next]) => (one < next ? -1 : 1)).map((pair) => pair.join(''));
        for (let from = 0; from < sorted.length; from += pageLength) {
          published.add(Buffer.from(sorted.slice(from, from + pageLength).join(''), 'hex'));
        }
        for (const [id, digest] of rows) {
          expect(published.isPublishedWith(uuid(id), digest)).toBe(true);
          expect(published.isPublishedWith(uuid(id), other)).toBe(digest === other);
        }
        fc.pre(!rows.some(([id]) => id === other));
        expect(published.isPublishedWith(uuid(other), other)).toBe(false);
      }),
    );
  });
});
