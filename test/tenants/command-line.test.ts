import { jest } from '@jest/globals';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { generateDemo } from '../../src/demo/index.js';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { Background } from '../../src/platform/jobs/index.js';
import { TenantDirectory } from '../../src/platform/tenancy/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { commandLine } from './support/command-line.js';
import { rawSheet } from './support/sheets.js';

const SMALL = { buildings: 2, lots: 12, entries: 60, documents: 8, seed: 7, source: 'LSC' };

jest.setTimeout(180_000);

describe("the operator's commands", () => {
  let app: TestApp;
  let folder: string;
  let url: string;
  const run = (...args: string[]) => commandLine(app, ...args);

  beforeAll(async () => {
    app = await startTestApp();
    app.get(Background).start({ worker: true });
    url = `http://essai.localhost:${(app.nest.getHttpServer().address() as AddressInfo).port}`;
    folder = await mkdtemp(join(tmpdir(), 'commands-'));
    const settings = { publication: { domainValidated: true }, extranet: { extranetOpen: true } };
    const sources = [{ code: 'LSC', label: 'LSC', lines: ['gerance', 'syndic'], autoCommit: false }];
    await writeFile(join(folder, 'tenant.yaml'), stringify(rawSheet({ settings, sources })));
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('provisions a tenant from its folder, says its secrets once, and lists it [ADM-02, ADM-12]', async () => {
    const added = await run('tenant:add', folder);
    expect(added).toMatchObject({ code: 0, err: '' });
    expect(added.out).toMatch(/Agence Essai: http:\/\/essai\.localhost:3000 \(active\)/);
    expect(added.out).toMatch(/Key of source LSC: [\w-]{43}/);
    expect(added.out).toMatch(/One-time password of pagesimmo \(7 days\): \S+/);
    expect((await run('tenant:list')).out).toMatch(/essai\s+Agence Essai\s+gerance, syndic\s+active/);
    app.get(TenantDirectory).forget();
  });

  it('publishes a folder by the API: names what is missing, goes on once it is there, and again changes nothing [PUB-51, PUB-69, PUB-72]', async () => {
    const out = join(folder, 'publication');
    await generateDemo({ ...SMALL, out, runRef: 'first' });
    const [, name = ''] = /sha256="([0-9a-f]{64})"/.exec(await readFile(join(out, 'manifest.xml'), 'utf8')) ?? [];
    await rename(join(out, 'files', name), join(folder, 'away'));
    const holed = await run('publish', out, '--tenant', 'essai', '--url', url);
    expect([holed.code, holed.err]).toEqual([1, '']);
    expect(holed.out).toMatch(new RegExp(`missing here: .*${name}[\\s\\S]*1 files are missing`));
    await rename(join(folder, 'away'), join(out, 'renamed-and-moved.pdf'));
    const whole = await run('publish', out, '--tenant', 'essai', '--url', url);
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(whole.out).toMatch(/1 files sent[\s\S]*documents\s+8 listed, 8 added[\s\S]*Run 1: applied/);
    expect((await run('publish', out, '--tenant', 'essai', '--url', url)).out).toMatch(/Run 1: applied/);
    const rows = await app.inTenant('essai', () => app.get(UnitOfWork).read((query) => query(sql`SELECT FROM document`)));
    expect(rows).toHaveLength(8);
  });

  it('says in words what went wrong, and ends with a code', async () => {
    const wrongKey = await run('publish', join(folder, 'publication'), '--tenant', 'essai', '--url', url, '--key', 'A'.repeat(43));
    expect([wrongKey.code, wrongKey.err]).toEqual([1, expect.stringMatching(/refused: 401 /)]);
    const silent = await run('publish', join(folder, 'publication'), '--tenant', 'essai', '--url', 'http://127.0.0.1:9', '--key', 'A'.repeat(43));
    expect([silent.code, silent.err]).toEqual([1, expect.stringMatching(/cannot be reached/)]);
    expect(`${wrongKey.err}${silent.err}`).not.toMatch(/\n\s+at /);
    const sheet = await readFile(join(folder, 'tenant.yaml'), 'utf8');
    const bad = await mkdtemp(join(tmpdir(), 'commands-'));
    await writeFile(join(bad, 'tenant.yaml'), sheet.replace('anne@', 'anne ').replace('domain: essai', 'domain: Essai!'));
    const wrong = await run('tenant:add', bad);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/tenant\.yaml:1 {2}domain: [\s\S]*contact\.email: This email address is not valid/);
    expect((await run('jobs:retry', 'rien')).code).toBe(1);
  });

  it('gives someone the console, once', async () => {
    const added = await run('operator:add', 'olivier', '--name', 'Olivier Hôte');
    expect(added.out).toMatch(/login {5}olivier\n {2}password {2}\S{20}/);
    const rows = await app.get(UnitOfWork).operatorRead((query) => query(sql`SELECT name FROM platform.operator WHERE login = 'olivier'`));
    expect(rows).toEqual([{ name: 'Olivier Hôte' }]);
  });

  it('brings the schema up to date, undoes the last migration and does it again', async () => {
    expect((await run('migrate')).out).toBe('The schema is up to date.\n');
    const undone = (await run('migrate:down')).out;
    expect(undone).toMatch(/^undone: \d{12}_\w+\n$/);
    expect((await run('migrate')).out).toBe(undone.replace('undone: ', ''));
  });
});
