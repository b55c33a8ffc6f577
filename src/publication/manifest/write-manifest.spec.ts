import fc from 'fast-check';
import { headerFor, writeManifest, type SectionRow } from './write-manifest.js';
import { anyManifest, type AnyManifest } from './testing/arbitraries.js';
import { collect, cutAt, gzip } from './testing/collect.js';
import { escaped } from './writing/tags.js';

const header = (sections: AnyManifest['sections']) =>
  headerFor(
    {
      source: 'LSC-PARIS',
      runRef: 'r1',
      generatedAt: new Date('2025-11-14T19:00:00Z'),
      lines: ['gerance', 'syndic'],
      generator: 'Essai & <fils>',
    },
    sections,
  );

async function written({ sections, rows }: AnyManifest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of writeManifest(header(sections), rows)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const withoutLines = (rows: { section: string; row: object }[]) =>
  rows.map(({ section, row }) => ({ section, row: { ...row, line: 0 } }));

describe('writing a manifest', () => {
  it('gives back, once read, the rows that were written, at any cutting of the bytes [PUB-39]', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyManifest,
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.boolean(),
        async (manifest, places, packed) => {
          const xml = await written(manifest);
          const reading = await collect(cutAt(packed ? gzip(xml.toString()) : xml, places));
          expect({ refusal: reading.refusal, setAside: reading.setAside, warnings: reading.warnings }).toEqual({
            refusal: null,
            setAside: [],
            warnings: [],
          });
          expect(withoutLines(reading.rows)).toEqual(manifest.rows);
          expect(reading.header).toEqual(header(manifest.sections));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is refused wherever it is cut before its end [MAN-01] [MAN-03]', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyManifest,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        async (manifest, share, packed) => {
          const xml = await written(manifest);
          const bytes = packed ? gzip(xml.toString()) : xml;
          const end = packed ? bytes.length : xml.lastIndexOf('>') + 1;
          const { refusal, summary } = await collect(bytes.subarray(0, Math.floor(share * (end - 1))));
          expect(summary).toBeNull();
          expect(['MAN-01', 'MAN-03']).toContain(refusal?.code);
          expect(refusal?.line).toBeGreaterThan(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads the same byte by byte [PUB-39]', async () => {
    const [manifest] = fc.sample(anyManifest, { numRuns: 1, seed: 7 });
    const xml = await written(manifest as AnyManifest);
    const whole = await collect(xml);
    expect(await collect(Array.from(xml, (_, index) => xml.subarray(index, index + 1)))).toEqual(whole);
  });

  it('writes the sections in scope that have no row, and one scope section a line where needed [PUB-41]', async () => {
    const chosen = { ...header(['lots', 'photos']), scope: [{ section: 'lots' as const, lines: ['syndic' as const] }] };
    const chunks: Buffer[] = [];
    for await (const chunk of writeManifest(chosen, [])) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toMatch(
      /<section name="lots" line="syndic"\/>[^]*<lots\/>[^]*<totals lots="0"\/>/,
    );
  });

  it('refuses rows out of order or out of scope', async () => {
    const lot = { ref: 'L', building: 'I', number: '1', kind: 'other', shares: [], holders: [] } as const;
    const rows = [{ section: 'lots', row: { ...lot, shares: [], holders: [] } }] satisfies SectionRow[];
    await expect(written({ sections: ['photos'], rows: rows as never })).rejects.toThrow('out of scope');
  });

  it('escapes what XML reserves and drops what it cannot carry', () => {
    expect(escaped('a<b & "c" \u0000\n\ud800]]>')).toBe(
      'a&lt;b &amp; &quot;c&quot;   \ufffd]]&gt;'.replace('   ', '   '),
    );
  });
});
