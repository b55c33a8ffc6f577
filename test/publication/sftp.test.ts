import { jest } from '@jest/globals';
import { readdir, readFile, stat, symlink, writeFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type SftpClient from 'ssh2-sftp-client';
import type { SFTPWrapper } from 'ssh2';
import { SenderFolder } from '../../src/publication/sftp/sender-folder.js';
import { failed } from '../../src/publication/sftp/sftp-failure.js';
import { gilbert, invoice, manifest, minutes } from './support/manifest.js';
import { SftpWorld } from './support/sftp-world.js';

const SHA = minutes.sha256;

describe('the SFTP door', () => {
  let world: SftpWorld;
  let sender: SftpClient;
  beforeAll(async () => {
    world = await SftpWorld.open();
    sender = await world.connect();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => world.close());

  const names = async (path: string) => (await sender.list(path)).map(({ name }) => name).sort();
  const words = (asked: Promise<unknown>) =>
    asked.then(
      () => 'done',
      (error: Error) => error.message,
    );
  const put = (bytes: Buffer | string, path: string) => sender.put(Buffer.from(bytes), path);
  const onDisk = (room: string, name: string) => readFile(world.folder.at(room, name));

  it('shows a sender its folder, and times and sizes as they are', async () => {
    expect(await sender.realPath('.')).toBe('/');
    expect(await names('/')).toEqual(['archive', 'files', 'in', 'out']);
    expect(await names('/files')).toEqual(['rejected']);
    await writeFile(world.folder.at('out', 'R-0.missing.csv'), 'sha256;bytes;ref;filename\r\n');
    const [listed] = await sender.list('/out');
    expect(listed).toMatchObject({ name: 'R-0.missing.csv', type: '-', size: 27 });
    expect(await sender.stat('out/R-0.missing.csv')).toMatchObject({ isFile: true, size: 27 });
    expect(String(await sender.get('/out/R-0.missing.csv'))).toBe('sha256;bytes;ref;filename\r\n');
    await sender.delete('/out/R-0.missing.csv');
    expect(await sender.exists('/out/R-0.missing.csv')).toBe(false);
  });

  it('takes files under their last name whole or not at all', async () => {
    await put(minutes.bytes, `/files/${SHA}`);
    expect(await onDisk('files', SHA)).toEqual(minutes.bytes);
    expect((await readdir(world.folder.at('files', ''))).sort()).toEqual([SHA, 'rejected'].sort());
    await put('other', `/files/${SHA}`);
    expect(await words(sender.append(Buffer.from('x'), `/files/${SHA}`))).toContain('se reprend sous le nom en .part');
    const cut = await world.connect();
    const wire = (cut as unknown as { sftp: SFTPWrapper }).sftp;
    await new Promise<void>((done) =>
      wire.open(`/files/${SHA}`, 'w', (_, handle) => wire.write(handle, Buffer.from('half'), 0, 4, 0, () => done())),
    );
    expect((await readdir(world.folder.at('files', ''))).filter((name) => name.endsWith('.tmp'))).toHaveLength(1);
    expect(await onDisk('files', SHA)).toEqual(Buffer.from('other'));
    (cut as unknown as { client: { destroy(): void } }).client.destroy();
    await until(async () => !(await readdir(world.folder.at('files', ''))).some((name) => name.endsWith('.tmp')));
    expect(await onDisk('files', SHA)).toEqual(Buffer.from('other'));
    await sender.delete(`/files/${SHA}`);
  });

  it('goes on with a .part that was cut, by appending or from where it ended, and gives it its name [PUB-84]', async () => {
    const half = Math.floor(minutes.bytes.length / 2);
    await put(minutes.bytes.subarray(0, half), `/files/${SHA}.part`);
    const again = await world.connect();
    expect((await again.stat(`/files/${SHA}.part`)).size).toBe(half);
    await again.append(minutes.bytes.subarray(half), `/files/${SHA}.part`);
    await again.rename(`/files/${SHA}.part`, `/files/${SHA}`);
    expect(await onDisk('files', SHA)).toEqual(minutes.bytes);

    await put(minutes.bytes.subarray(0, half), `/files/${invoice.sha256}.filepart`);
    const rest = { flags: 'r+', start: half } as never;
    await again.put(minutes.bytes.subarray(half), `/files/${invoice.sha256}.filepart`, { writeStreamOptions: rest });
    expect(await onDisk('files', `${invoice.sha256}.filepart`)).toEqual(minutes.bytes);
    await again.delete(`/files/${invoice.sha256}.filepart`);
    await again.delete(`/files/${SHA}`);
  });

  it('says in words what may not be put, read, renamed or removed', async () => {
    expect(await words(put('x', '/in/notes.txt'))).toContain('<runRef>.xml');
    expect(await words(put('x', '/files/notes.pdf'))).toContain('SHA-256');
    expect(await words(put('x', '/out/R-1.report.json'))).toContain('écrites par l’hôte');
    expect(await words(put('x', '/archive/R-1.xml'))).toContain('tenues par l’hôte');
    expect(await words(sender.mkdir('/in/sub'))).toContain('il n’y en a pas d’autre');
    expect(await words(sender.rmdir('/archive'))).toContain('il n’y en a pas d’autre');
    await put('<x/>', '/in/W-1.xml.part');
    expect(await words(sender.get('/in/W-1.xml.part'))).toContain('ne se relit pas');
    expect(await words(sender.rename('/in/W-1.xml.part', '/out/W-1.report.json'))).toContain('Seul un fichier .part');
    await sender.delete('/in/W-1.xml.part');
    await writeFile(world.folder.at('in', 'KEPT.abandon'), '');
    expect(await words(sender.delete('/in/KEPT.abandon'))).toContain('ne se supprime pas');
    await rm(world.folder.at('in', 'KEPT.abandon'));
    await writeFile(world.folder.at('archive', 'OLD.xml'), '<x/>');
    expect(await names('/archive')).toEqual(['OLD.xml']);
    expect(await words(sender.get('/archive/OLD.xml'))).toContain('ne se relisent pas');
    await rm(world.folder.at('archive', 'OLD.xml'));
  });

  it('keeps a sender in its folder, whatever it asks for', async () => {
    const outside = join(world.folder.app.config.dataDir, 'secret');
    await writeFile(outside, 'secret');
    await mkdir(world.folder.at('out', 'FOLDER'), { recursive: true });
    await symlink(outside, world.folder.at('out', 'R-9.report.json'));
    await symlink(outside, world.folder.at('files', `${SHA}.part`));
    await writeFile(world.folder.at('archive/.runs', 'R-9.json'), '{}');
    const climbs = [
      '/../../../../etc/passwd',
      '../secret',
      '/out/../../../secret',
      '/out/..\\..\\secret',
      '/%2e%2e/secret',
      '//etc/passwd',
    ];
    for (const path of [
      ...climbs,
      outside,
      '/out/R-9.report.json',
      '/archive/.runs/R-9.json',
      '/out/\0',
      '/files/rejected/../../../x',
      '~/x',
    ])
      expect(await words(sender.get(path))).not.toBe('done');
    expect(await sender.realPath('/out/../../..')).toBe('/');
    expect(await names('/out')).toEqual([]);
    expect(await names('/archive')).toEqual([]);
    expect(await words(put('gone', `/files/${SHA}.part`))).toContain('n’est pas un fichier');
    expect(await words(put('gone', '/in/../../x.xml'))).not.toBe('done');
    expect(String(await readFile(outside))).toBe('secret');
    const wire = (sender as unknown as { sftp: SFTPWrapper }).sftp;
    const asked = (ask: (done: (error?: Error | null) => void) => void) =>
      new Promise<string>((done) => ask((error) => done(error ? error.message : 'done')));
    expect(await asked((done) => wire.symlink('/etc', '/in/x.xml', done))).toContain('liens');
    expect(await asked((done) => wire.readlink('/out/R-9.report.json', done))).toContain('liens');
    expect(await asked((done) => wire.setstat('/out', { mode: 0o777 } as never, done))).toBe('done');
    await rm(world.folder.at('out', 'R-9.report.json'));
    await rm(world.folder.at('files', `${SHA}.part`));

    await rm(world.folder.at('out', ''), { recursive: true });
    await symlink(world.folder.app.config.dataDir, world.folder.at('out', ''));
    expect(await words(sender.get('/out/secret'))).toContain('n’est pas un fichier');
    expect(await words(sender.list('/out'))).toContain('n’est pas un fichier');
    await rm(world.folder.at('out', ''));
    await mkdir(world.folder.at('out', ''));
  });

  it('bounds what is sent and what is held open', async () => {
    const wire = (sender as unknown as { sftp: SFTPWrapper }).sftp;
    const open = (path: string, flags: 'w' | 'r') =>
      new Promise<Buffer>((done, failed) =>
        wire.open(path, flags, (error, handle) => (error ? failed(error) : done(handle))),
      );
    const write = (handle: Buffer, at: number) =>
      new Promise<string>((done) =>
        wire.write(handle, Buffer.from('x'), 0, 1, at, (error) => done(error ? error.message : 'done')),
      );
    const close = (handle: Buffer) =>
      new Promise<string>((done) => wire.close(handle, (error) => done(error ? error.message : 'done')));
    const handle = await open(`/files/${SHA}.part`, 'w');
    expect(await write(handle, 104_857_599)).toBe('done');
    expect(await write(handle, 104_857_600)).toContain('trop gros');
    expect(await close(handle)).toContain('pas pu être écrit en entier');
    await sender.delete(`/files/${SHA}.part`);
    const torn = await open(`/files/${SHA}`, 'w');
    expect(await write(torn, 104_857_600)).toContain('trop gros');
    expect(await close(torn)).toContain('pas pu être écrit en entier');
    expect(await names('/files')).toEqual(['rejected']);
    await writeFile(world.folder.at('out', 'R-1.report.csv'), 'x');
    const held: Buffer[] = [];
    for (let count = 0; count < 64; count += 1) held.push(await open('/out/R-1.report.csv', 'r'));
    await expect(open('/out/R-1.report.csv', 'r')).rejects.toThrow('Trop de fichiers ouverts');
    for (const one of held) expect(await close(one)).toBe('done');
    expect(await close(held[0]!)).toContain('pas ouvert pour cela');
    await rm(world.folder.at('out', 'R-1.report.csv'));
  });

  it('stops what would fill the disk while it comes, not only before it begins', async () => {
    const room = jest
      .spyOn(SenderFolder.prototype, 'assertRoom')
      .mockResolvedValueOnce()
      .mockRejectedValue(failed('full'));
    await expect(sender.put(Buffer.alloc(17 * 1_024 ** 2), `/files/${SHA}`)).rejects.toThrow('entier');
    expect(room).toHaveBeenCalledTimes(2);
    expect(await names('/files')).toEqual(['rejected']);
  });

  it('reads large answers and long lists whole, however much is asked at once', async () => {
    const large = Buffer.alloc(5_000_000, 'réponse ');
    await writeFile(world.folder.at('out', 'BIG.report.csv'), large);
    expect((await sender.get('/out/BIG.report.csv')) as Buffer).toEqual(large);
    for (let count = 0; count < 350; count += 1) await writeFile(world.folder.at('out', `N-${count}.report.csv`), '');
    expect(await names('/out')).toHaveLength(351);
    for (const name of await readdir(world.folder.at('out', ''))) await rm(world.folder.at('out', name));
  });

  it('looks at what has come without waiting for the half-minute [PUB-82]', async () => {
    const sheet = world.folder.sheet(gilbert());
    await put(await manifest(sheet), `/in/${sheet.runRef}.xml.part`);
    expect(await world.folder.state(sheet.runRef)).toBeNull();
    await sender.rename(`/in/${sheet.runRef}.xml.part`, `/in/${sheet.runRef}.xml`);
    await world.folder.seconds(9);
    expect(await world.folder.state(sheet.runRef)).toBe('receiving');
    await put('', `/in/${sheet.runRef}.abandon`);
    await world.folder.seconds(9);
    expect(await world.folder.state(sheet.runRef)).toBe('abandoned');
  });

  it('has a host key of its own that nobody else on the machine can read', async () => {
    const file = join(world.folder.app.config.dataDir, 'sftp-host-key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(String(await readFile(file))).toContain('OPENSSH PRIVATE KEY');
  });

  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 200 && !(await holds()); tries += 1) await new Promise((done) => setTimeout(done, 20));
  }
});
