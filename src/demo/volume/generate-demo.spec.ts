import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { collect, rowsOf } from '../../publication/manifest/testing/collect.js';
import { unresolved } from '../testing/unresolved.js';
import { generateDemo } from './generate-demo.js';
import { planOf } from './plan.js';

const folders: string[] = [];
const newFolder = async () => folders[folders.push(await mkdtemp(join(tmpdir(), 'demo '))) - 1] as string;
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const small = { buildings: 5, lots: 40, entries: 777, documents: 123, seed: 3 };

describe('demo:generate', () => {
  it('makes a faultless manifest of exactly the size asked, whose references all resolve', async () => {
    const out = await newFolder();
    const made = await generateDemo({ ...small, out });
    const reading = await collect(await readFile(made.manifest));
    expect({ ...reading, rows: [], header: null, summary: null }).toMatchObject({
      refusal: null,
      setAside: [],
      warnings: [],
    });
    expect(reading.summary).toMatchObject({
      entries: 777,
      listed: { buildings: 5, lots: 40, documents: 123, accounts: made.accounts },
    });
    expect(unresolved(reading.rows)).toEqual([]);
  });

  it('puts every file it names beside it, under its digest', async () => {
    const out = await newFolder();
    const { manifest } = await generateDemo({ ...small, out });
    const names = new Set(await readdir(join(out, 'files')));
    for (const document of rowsOf(await collect(await readFile(manifest)), 'documents')) {
      if (document.withdrawn) continue;
      expect(names).toContain(document.sha256);
      const bytes = await readFile(join(out, 'files', document.sha256));
      expect([createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([
        document.sha256,
        document.bytes,
      ]);
    }
  });

  it('says the same with the same seed, plain or packed, and otherwise with another', async () => {
    const make = async (seed: number, gzip = false) => {
      const { manifest } = await generateDemo({ ...small, seed, gzip, runRef: 'r', out: await newFolder() });
      return (await collect(await readFile(manifest))).rows;
    };
    const rows = await make(3);
    expect(await make(3, true)).toEqual(rows);
    expect(await make(4)).not.toEqual(rows);
  });

  it('lets one resident of each kind in', async () => {
    const { manifest } = await generateDemo({ ...small, out: await newFolder() });
    const parties = rowsOf(await collect(await readFile(manifest)), 'parties');
    expect(parties.flatMap(({ credentials }) => credentials?.login ?? [])).toEqual([
      'demo.coproprietaire',
      'demo.bailleur',
      'demo.locataire',
    ]);
  });

  it('spreads lots and accounts so that they add up, whatever the volumes', () => {
    const volumes = fc.record({
      buildings: fc.integer({ min: 1, max: 60 }),
      lots: fc.nat(500),
      entries: fc.nat(1000),
      documents: fc.nat(1000),
    });
    fc.assert(
      fc.property(volumes, (asked) => {
        const { plans, accounts } = planOf(asked);
        const sum = (of: (plan: (typeof plans)[number]) => number) =>
          plans.reduce((total, plan) => total + of(plan), 0);
        return sum(({ lots }) => lots) === asked.lots && sum(({ owners, lessees }) => owners + lessees) === accounts;
      }),
    );
  });
});
