import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { collect, rowsOf, type Reading } from '../publication/manifest/testing/collect.js';
import { svgProblem } from '../tenants/domain/safe-svg.js';
import { readSheet } from '../tenants/provisioning/read-sheet.js';
import { SAURUPT } from './agencies/cast.js';
import { AGENCIES } from './samples.js';
import { unresolved } from './testing/unresolved.js';
import { worldOf } from './world/publish.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TENANTS = join(ROOT, 'tenants');
const LARGEST_TOTAL_BYTES = 6_000_000;
const MAGIC: Record<string, string> = { 'application/pdf': '%PDF-', 'image/jpeg': '\u00ff\u00d8\u00ff' };

const publicationOf = (domain: string): string => join(TENANTS, domain, 'publication');
const readings = new Map<string, Reading>();
beforeAll(async () => {
  for (const domain of Object.keys(AGENCIES))
    readings.set(domain, await collect(await readFile(join(publicationOf(domain), 'manifest.xml'))));
});
const readingOf = (domain: string): Reading => readings.get(domain) as Reading;

describe('sheets of the demo tenants', () => {
  it.each(['saurupt', 'mosan', 'diag-lorraine'])(
    '%s can be provisioned, with a logo that may be one',
    async (domain) => {
      const sheet = await readSheet(join(TENANTS, domain));
      expect([sheet.domain, sheet.state]).toEqual([domain, 'active']);
      expect(svgProblem(await readFile(join(TENANTS, domain, sheet.logo ?? ''), 'utf8'))).toBeNull();
    },
  );

  it.each(Object.keys(AGENCIES))('%s names residents and a source that its publication knows', async (domain) => {
    const sheet = await readSheet(join(TENANTS, domain));
    const logins = rowsOf(readingOf(domain), 'parties').flatMap(({ credentials }) => credentials?.login ?? []);
    expect(sheet.residents.map(({ login }) => login).sort()).toEqual(logins.sort());
    expect(sheet.publication?.source).toBe(readingOf(domain).header?.source);
  });
});

describe.each(Object.keys(AGENCIES))('sample publication of %s', (domain) => {
  it('is faultless: balances add up, references resolve', () => {
    const { refusal, setAside, warnings, rows } = readingOf(domain);
    expect({ refusal, setAside, warnings, unresolved: unresolved(rows) }).toEqual({
      refusal: null,
      setAside: [],
      warnings: [],
      unresolved: [],
    });
  });

  it('is valid for the published schema', async () => {
    const schema = XmlDocument.fromString(
      await readFile(join(ROOT, 'src/publication/manifest/manifest-1.0.xsd'), 'utf8'),
    );
    const validator = XsdValidator.fromDoc(schema);
    const manifest = XmlDocument.fromString(await readFile(join(publicationOf(domain), 'manifest.xml'), 'utf8'));
    expect(() => validator.validate(manifest)).not.toThrow();
    for (const held of [manifest, validator, schema]) held.dispose();
  });

  it('has exactly the files it names, of the size, digest and type it says', async () => {
    const documents = rowsOf(readingOf(domain), 'documents').filter((row) => !row.withdrawn);
    const named = new Map([...documents, ...rowsOf(readingOf(domain), 'photos')].map((row) => [row.sha256, row]));
    const folder = join(publicationOf(domain), 'files');
    expect((await readdir(folder)).sort()).toEqual([...named.keys()].sort());
    for (const [sha256, { bytes, media }] of named) {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of createReadStream(join(folder, sha256)) as AsyncIterable<Buffer>) {
        if (size === 0) expect(chunk.toString('latin1', 0, 5)).toContain(MAGIC[media]);
        hash.update(chunk);
        size += chunk.length;
      }
      expect([hash.digest('hex'), size]).toEqual([sha256, bytes]);
    }
  });

  it('is what its description gives today: run scripts/make-demo.mjs when it is not', async () => {
    const logo = await readFile(join(TENANTS, domain, 'logo.svg'), 'utf8');
    const { rows, papers, pictures } = worldOf((AGENCIES[domain] as (typeof AGENCIES)[string])(logo));
    const committed = readingOf(domain);
    for (const section of ['parties', 'buildings', 'lots', 'accounts', 'expenses'] as const) {
      expect(rowsOf(committed, section).map(({ ref }) => ref)).toEqual(rows[section].map(({ ref }) => ref));
    }
    expect(rowsOf(committed, 'accounts')).toMatchObject(
      rows.accounts.map(({ ref, balance, entries }) => ({ ref, balance, entries })),
    );
    expect(rowsOf(committed, 'documents')).toMatchObject(
      papers.map(({ ref, title, binder }) => ({ ref, title, binder })),
    );
    expect(rowsOf(committed, 'photos')).toMatchObject(
      pictures.map(({ ref, building, lot, title, takenOn }) => ({ ref, building, lot, title, takenOn })),
    );
  });

  it('has three years of entries, whole tantièmes and one president a building', () => {
    const reading = readingOf(domain);
    const days = rowsOf(reading, 'accounts').flatMap(({ entries }) => entries.map(({ date }) => date));
    expect(days.reduce((first, date) => (date < first ? date : first))).toMatch(/^2023-1/);
    expect(days.reduce((last, date) => (date > last ? date : last))).toMatch(/^2026-11/);
    for (const building of rowsOf(reading, 'buildings').filter(({ businessLine }) => businessLine === 'syndic')) {
      expect(building.council.filter(({ title }) => title === 'president')).toHaveLength(1);
      const shares = rowsOf(reading, 'lots')
        .filter((lot) => lot.building === building.ref)
        .flatMap((lot) => lot.shares);
      for (const key of building.allocationKeys) {
        expect(shares.filter((share) => share.key === key.ref).reduce((sum, { value }) => sum + value, 0)).toBe(
          key.total,
        );
      }
    }
  });
});

describe('cast of the demo', () => {
  it('holds one resident of each kind, one who is two, one who has not signed in yet', async () => {
    const accounts = rowsOf(readingOf('saurupt'), 'accounts');
    const kindsOf = (ref: string) =>
      accounts
        .filter(({ party }) => party === ref)
        .map(({ kind }) => kind)
        .sort();
    expect(kindsOf(SAURUPT.coOwner.ref)).toEqual(['co_owner']);
    expect(kindsOf(SAURUPT.coOwnerAndLandlord.ref)).toEqual(['co_owner', 'landlord']);
    expect(kindsOf(SAURUPT.landlord.ref)).toEqual(['landlord']);
    expect(kindsOf(SAURUPT.lessee.ref)).toEqual(['lessee']);
    const { residents } = await readSheet(join(TENANTS, 'saurupt'));
    expect(residents.filter(({ demo }) => demo === 'provisional').map(({ login }) => login)).toEqual([
      SAURUPT.newLessee.login,
    ]);
  });

  it('weighs less than 6 MB in all', async () => {
    const files = await readdir(TENANTS, { recursive: true, withFileTypes: true });
    let total = 0;
    for (const file of files) if (file.isFile()) total += (await readFile(join(file.parentPath, file.name))).length;
    expect(total).toBeLessThan(LARGEST_TOTAL_BYTES);
  });
});
