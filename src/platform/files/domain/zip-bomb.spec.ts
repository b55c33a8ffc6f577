import fc from 'fast-check';
import { isZipBomb, ZIP_LIMITS, type ZipEntry } from './zip-bomb.js';

const entry = (packedBytes: number, bytes: number): ZipEntry => ({ name: 'x', packedBytes, bytes, encrypted: false });
const MIB = 1024 ** 2;

describe('isZipBomb', () => {
  it('lets an ordinary spreadsheet through, whose XML shrinks forty times', () => {
    expect(isZipBomb([entry(2 * MIB, 80 * MIB)], 2 * MIB + 500)).toBe(false);
  });

  it('stops what unpacks a thousand times its size', () => {
    expect(isZipBomb([entry(MIB, 1000 * MIB)], MIB + 500)).toBe(true);
  });

  it('stops entries that overlap, since together they are larger than the archive', () => {
    expect(
      isZipBomb(
        Array.from({ length: 30 }, () => entry(1000, 9000)),
        20_000,
      ),
    ).toBe(true);
  });

  it('stops too many entries', () => {
    expect(
      isZipBomb(
        Array.from({ length: ZIP_LIMITS.entries + 1 }, () => entry(0, 0)),
        900_000,
      ),
    ).toBe(true);
  });

  it('never lets more than the limit be unpacked', () => {
    const entries = fc.array(fc.tuple(fc.nat(MIB), fc.nat(2 ** 40)), { maxLength: 20 });
    fc.assert(
      fc.property(entries, fc.nat(100 * MIB), (pairs, archiveBytes) => {
        const list = pairs.map(([packed, bytes]) => entry(packed, bytes));
        const unpacked = list.reduce((sum, one) => sum + one.bytes, 0);
        return isZipBomb(list, archiveBytes) || unpacked <= ZIP_LIMITS.bytes;
      }),
    );
  });
});
