import fc from 'fast-check';
import { rowDigest } from './row-digest.js';
import { anyManifest, type AnyRow } from './testing/arbitraries.js';
import { collect, rowsOf } from './testing/collect.js';
import { account, document, manifestOf } from './testing/fragments.js';

const digestOf = ({ section, row }: AnyRow): string => rowDigest(section, row as never).toString('hex');

async function documentDigest(attributes: string, inside?: string): Promise<string> {
  const [row] = rowsOf(await collect(manifestOf('documents', document(attributes, inside))), 'documents');
  return rowDigest('documents', row as never).toString('hex');
}

describe('digest of a row', () => {
  it('has 16 bytes and forgets the line', () => {
    fc.assert(
      fc.property(anyManifest, fc.nat(), ({ rows }, line) =>
        rows.every((item) => {
          const moved = { ...item, row: { ...item.row, line } } as AnyRow;
          return digestOf(item).length === 32 && digestOf(moved) === digestOf(item);
        }),
      ),
      { numRuns: 50 },
    );
  });

  it('is the same whatever the order of attributes and addressees, and with defaults written or not', async () => {
    const two = '<to building="I1"/><to lot="L1"/>';
    const plain = await documentDigest('from="2025-01-01" notify="true"', two);
    expect(await documentDigest('origin="attachment" notify="1" from="2025-01-01"', two)).toBe(plain);
    expect(await documentDigest('from="2025-01-01" notify="true"', '<to lot="L1"/><to building="I1"/>')).toBe(plain);
  });

  it('changes with any value, of the row or of a child', async () => {
    const plain = await documentDigest('from="2025-01-01"');
    const others = [
      await documentDigest('from="2025-01-02"'),
      await documentDigest('from="2025-01-01" until="2026-01-01"'),
      await documentDigest('from="2025-01-01" caseRef="2026-01-01"'),
      await documentDigest('from="2025-01-01"', '<to lot="I012"/>'),
      await documentDigest('from="0000-00-00"'),
    ];
    expect(new Set([plain, ...others]).size).toBe(others.length + 1);
  });

  it('covers the entries of an account, in their order', async () => {
    const entry = (ref: string, label: string) => `<entry ref="${ref}" date="2025-01-01" label="${label}" debit="1"/>`;
    const digest = async (entries: string) => {
      const [row] = rowsOf(
        await collect(manifestOf('accounts', account('kind="landlord" balance="2"', entries))),
        'accounts',
      );
      return rowDigest('accounts', row as never).toString('hex');
    };
    const plain = await digest(entry('1', 'a') + entry('2', 'b'));
    expect(await digest(entry('1', 'a') + entry('2', 'c'))).not.toBe(plain);
    expect(await digest(entry('2', 'b') + entry('1', 'a'))).not.toBe(plain);
  });

  it('tells apart all the different rows it is shown', () => {
    fc.assert(
      fc.property(anyManifest, ({ rows }) => {
        const contents = new Set(rows.map(({ section, row }) => JSON.stringify({ section, row })));
        return new Set(rows.map((item) => item.section + digestOf(item))).size === contents.size;
      }),
      { numRuns: 50 },
    );
  });

  it('holds nothing of an initial password [PUB-60]', () => {
    const party = (initialPassword: string) =>
      ({
        line: 1,
        ref: 'T1',
        kind: 'person',
        lastName: 'A',
        credentials: { login: 'pierre.a', initialPassword },
      }) as never;
    expect(rowDigest('parties', party('premier mot'))).toEqual(rowDigest('parties', party('second mot')));
  });
});
