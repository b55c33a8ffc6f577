import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519Pair } from '../../src/publication/sources/ed25519-pair.js';
import { HostKey } from '../../src/publication/sftp/host-key.js';
import { change } from '../support/factories/index.js';
import { documentRow, gilbert, invoice, manifest, minutes } from './support/manifest.js';
import { pdf, type TestFile } from './support/pdf.js';
import { SftpWorld } from './support/sftp-world.js';

interface Outcome {
  code: number;
  said: string;
}

describe('LSC, played by tenants/lsc.mjs', () => {
  let world: SftpWorld;
  let mine: string;
  beforeAll(async () => {
    world = await SftpWorld.open();
    mine = await mkdtemp(join(tmpdir(), 'lsc-'));
  });
  afterAll(async () => {
    await world.close();
    await rm(mine, { recursive: true, force: true });
  });

  /** A folder as LSC has it: a manifest, and files under names of its own. */
  async function publication(extra: TestFile[] = [], files: TestFile[] = [minutes, invoice, ...extra]) {
    const rows = gilbert();
    extra.forEach((file, index) => rows.documents.push(documentRow(`X${index}`, file)));
    const sheet = world.folder.sheet(rows);
    const folder = join(mine, sheet.runRef);
    await mkdir(join(folder, 'files'), { recursive: true });
    await writeFile(join(folder, 'manifest.xml'), await manifest(sheet));
    for (const [index, { bytes }] of files.entries()) await writeFile(join(folder, 'files', `${index}.pdf`), bytes);
    return { folder, runRef: sheet.runRef };
  }

  /** The script itself, in a process of its own, while time passes here. */
  function play(...args: string[]): Promise<Outcome> {
    const patience = ['--patience', '60'];
    return world.whileTimePasses(
      new Promise<Outcome>((resolve) => {
        execFile(process.execPath, ['tenants/lsc.mjs', ...args, ...patience], (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
        );
      }),
    );
  }
  const bySftp = () => ['--sftp', `sftp://gilbert.LSC@127.0.0.1:${world.port}`];
  const byFolder = () => ['--folder', world.folder.at('', '')];

  it('publishes on the folder: what is missing is asked for, sent, committed and reported [PUB-83] [PUB-85] [PUB-86] [PUB-88]', async () => {
    const { folder, runRef } = await publication();
    const { code, said } = await play(folder, ...byFolder());
    expect(said).toContain('2 files are missing');
    expect(said).toContain(`run 1: applied`);
    expect(said).toContain('documents: listed 2, added 2');
    expect(code).toBe(0);
    expect(await world.folder.published()).toBe(2);
    expect(await world.folder.files('archive')).toContain(`${runRef}.xml`);
  });

  it('publishes by SFTP with the key of the source, only what is new [PUB-82] [PUB-83] [PUB-84] [PUB-85] [PUB-86] [PUB-88]', async () => {
    const file = pdf('par SFTP');
    const { folder } = await publication([file]);
    const hostKey = (await world.folder.app.get(HostKey).fingerprint()) ?? '';
    const { code, said } = await play(folder, ...bySftp(), '--key', world.folder.key, '--host-key', hostKey);
    expect(said).toContain('1 files are missing');
    expect(said).toContain(`files/${file.sha256} put`);
    expect(said).toContain('documents: listed 3, added 1');
    expect(code).toBe(0);
    expect(await world.folder.published()).toBe(3);
  });

  it('publishes by SFTP with a registered key, all in one pass [PUB-87]', async () => {
    const pair = ed25519Pair('lsc@nancy');
    await world.register(pair.public);
    const identity = join(mine, 'id');
    await writeFile(identity, pair.private, { mode: 0o600 });
    const file = pdf('en une passe');
    const { folder } = await publication([file]);
    const { code, said } = await play(folder, ...bySftp(), '--identity', identity, '--one-pass');
    expect(said).not.toContain('missing');
    expect([code, said]).toEqual([0, expect.stringContaining('run 3: applied')]);
    const [key] = await world.folder.ground.sql('SELECT last_used_at FROM publication_source_ssh_key');
    expect(key).toEqual({ last_used_at: expect.any(Date) });
  });

  it('goes on with a file whose transfer was cut [PUB-84]', async () => {
    const file = pdf('repris', 200_000);
    const half = Math.floor(file.bytes.length / 2);
    const sender = await world.connect();
    await sender.put(file.bytes.subarray(0, half), `/files/${file.sha256}.part`);
    const { folder } = await publication([file]);
    const { said } = await play(folder, ...bySftp(), '--key', world.folder.key);
    expect(said).toContain(`goes on at ${half} of ${file.bytes.length} bytes`);
    expect(said).toContain('run 4: applied');
    expect(said).toContain('documents: listed 3, added 0, changed 1');
  });

  it('hears that a file was wrong, and sends it again [PUB-84]', async () => {
    const file = pdf('refait');
    const sender = await world.connect();
    await sender.put(Buffer.alloc(file.bytes.length - 1, 'x'), `/files/${file.sha256}.part`);
    const { folder, runRef } = await publication([file]);
    const { code, said } = await play(folder, ...bySftp(), '--key', world.folder.key);
    expect(said).toContain(`rejected: ${file.sha256}: digest_mismatch`);
    expect(code).toBe(0);
    expect(await readFile(world.folder.at('out', `${runRef}.rejected.csv`), 'utf8')).toBe(
      `name;reason\r\n${file.sha256};digest_mismatch\r\n`,
    );
    expect((await sender.list('/files/rejected')).map(({ name }) => name)).toEqual([file.sha256]);
  });

  it('is told why a manifest is refused, and publishes without what it has not when it says so [PUB-83] [PUB-85]', async () => {
    const gone = pdf('perdu');
    const { folder } = await publication([gone], [minutes, invoice]);
    const partial = await play(folder, ...bySftp(), '--key', world.folder.key, '--partial');
    expect(partial.said).toContain(`not here: ${gone.sha256}`);
    expect(partial.said).toContain('setAside 1');
    await writeFile(
      join(folder, 'manifest.xml'),
      (await readFile(join(folder, 'manifest.xml'), 'utf8')).slice(0, 2_000),
    );
    const refused = await play(folder, ...bySftp(), '--key', world.folder.key);
    expect(refused.said).toMatch(/refused\n.*MAN-/);
    expect(refused.code).toBe(2);
  });

  it('goes no further than a host that is not the one it knows, or that does not know it', async () => {
    const { folder } = await publication();
    const stranger = await play(folder, ...bySftp(), '--key', world.folder.key, '--host-key', 'SHA256:other');
    expect([stranger.code, stranger.said]).toEqual([1, expect.stringContaining('Host denied')]);
    await change(
      world.folder.ground,
      'publication_source',
      { state: 'suspended' },
      { id: world.folder.ground.sourceId },
    );
    const suspended = await play(folder, ...bySftp(), '--key', world.folder.key);
    expect([suspended.code, suspended.said]).toEqual([1, expect.stringContaining('authentication methods failed')]);
    await change(world.folder.ground, 'publication_source', { state: 'active' }, { id: world.folder.ground.sourceId });
  });
});
