import { jest } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { SFTPWrapper } from 'ssh2';
import ssh2 from 'ssh2';
import type SftpClient from 'ssh2-sftp-client';
import { ed25519Pair } from '../../src/publication/sources/ed25519-pair.js';
import { Metrics } from '../../src/platform/observability/index.js';
import { Gatekeeper } from '../../src/publication/sftp/gatekeeper.service.js';
import { SftpDoor } from '../../src/publication/sftp/sftp-door.service.js';
import { makeSourceKey } from '../../src/publication/sources/source-key.js';
import { Sources } from '../../src/publication/sources/sources.service.js';
import { change, insert, layGround } from '../support/factories/index.js';
import { minutes } from './support/manifest.js';
import { SftpWorld } from './support/sftp-world.js';

const REFUSED = 'All configured authentication methods failed';

describe('who comes in by SFTP', () => {
  let world: SftpWorld;
  beforeEach(async () => {
    world = await SftpWorld.open();
  });
  afterEach(() => world.close());

  const setSource = (columns: Record<string, unknown>) =>
    change(world.folder.ground, 'publication_source', columns, { id: world.folder.ground.sourceId });
  const words = (asked: Promise<unknown>) =>
    asked.then(
      () => 'done',
      (error: Error) => error.message,
    );
  const names = async (sender: SftpClient, path: string) => (await sender.list(path)).map(({ name }) => name).sort();

  /** Another source with a folder, of that tenant. @returns its key */
  async function addSource(ground: Parameters<typeof insert>[0], code: string): Promise<string> {
    const { key, hash, prefix } = makeSourceKey();
    const columns = { code, label: code, kind: 'machine', lines: ['syndic'], drop_folder: true };
    await insert(ground, 'publication_source', { ...columns, key_hash: hash, key_prefix: prefix });
    return key;
  }

  it('is a source by its key, whatever the case of its name', async () => {
    for (const username of ['gilbert.LSC', 'Gilbert.lsc']) expect(await world.refusal({ username })).toBe('let in');
  });

  it('is nobody else, and all are told the same, as late', async () => {
    const other = makeSourceKey().key;
    const tries = [
      { password: other },
      { username: 'gilbert.NOBODY' },
      { username: 'nobody.LSC' },
      { username: 'gilbert' },
      { username: 'gilbert.LSC.x' },
      { username: '../gilbert.LSC' },
      { password: '' },
    ];
    const took: number[] = [];
    for (const given of tries) {
      const since = performance.now();
      expect(await world.refusal(given)).toBe(REFUSED);
      took.push(performance.now() - since);
    }
    for (const one of took) expect(one).toBeGreaterThan(390);
  });

  it('is one with both its keys for 24 hours after a renewal, then with the new one [PUB-61]', async () => {
    const { app, ground, key: former } = world.folder;
    const key = await app.inTenant('gilbert', () => app.get(Sources).renewKey(ground.sourceId));
    expect([await world.refusal({ password: key }), await world.refusal({ password: former })]).toEqual([
      'let in',
      'let in',
    ]);
    app.clock.advance({ hours: 25 });
    expect([await world.refusal({ password: key }), await world.refusal({ password: former })]).toEqual([
      'let in',
      REFUSED,
    ]);
  });

  it('is no source that is suspended, has no folder, or comes from another network', async () => {
    const changes = [
      [{ state: 'suspended' }, { state: 'active' }],
      [{ drop_folder: false }, { drop_folder: true }],
      [{ allowed_networks: ['192.0.2.0/24'] }, { allowed_networks: ['127.0.0.0/8'] }],
    ];
    for (const [shut, open] of changes) {
      await setSource(shut!);
      expect(await world.refusal({})).toBe(REFUSED);
      await setSource(open!);
      expect(await world.refusal({})).toBe('let in');
    }
    await world.folder.ground.sql(`UPDATE platform.tenant SET features = '{}' WHERE id = $1`, [
      world.folder.ground.tenantId,
    ]);
    world.folder.forgetTenants();
    expect(await world.refusal({})).toBe(REFUSED);
  });

  it('is shut out within seconds of being suspended, connected or not', async () => {
    const sender = await world.connect();
    await sender.put(Buffer.from('1'), `/files/${minutes.sha256}.part`);
    await setSource({ state: 'suspended' });
    await pause(5_100);
    expect(await words(sender.put(Buffer.from('2'), `/files/${minutes.sha256}`))).toContain('n’est plus ouvert');
    expect(await words(sender.list('/'))).not.toBe('done');
  });

  it('is told to try again while nobody can say whether it is still welcome, and served as soon as somebody can', async () => {
    const sender = await world.connect();
    await pause(5_100);
    const asked = jest.spyOn(Gatekeeper.prototype, 'isStillWelcome').mockRejectedValueOnce(new Error('away'));
    expect(await words(sender.list('/in'))).toContain('réessayez');
    expect(await words(sender.list('/in'))).toBe('done');
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
  });

  it('has too many wrong keys: then even the right one waits, from that network', async () => {
    const password = makeSourceKey().key;
    for (let round = 0; round < 4; round += 1) {
      const guesses = Array.from({ length: 5 }, () => world.refusal({ password }));
      expect(new Set(await Promise.all(guesses))).toEqual(new Set([REFUSED]));
    }
    expect(await world.refusal({})).toBe(REFUSED);
    expect(await world.folder.app.get(Metrics).text()).toMatch(/sftp_refused_total\{reason="throttled"\} 1\b/);
  });

  it('sees its own folder only, beside other sources and other agencies', async () => {
    const beside = await addSource(world.folder.ground, 'BESIDE');
    const mosan = await layGround(world.folder.app.database, { domain: 'mosan' });
    const far = await addSource(mosan, 'LSC-TOUL');
    world.folder.forgetTenants();
    const mine = await world.connect();
    await mine.put(minutes.bytes, `/files/${minutes.sha256}.part`);
    const others = [
      { username: 'gilbert.BESIDE', password: beside },
      { username: 'mosan.LSC-TOUL', password: far },
    ];
    for (const given of others) {
      const other = await world.connect(given);
      expect(await names(other, '/files')).toEqual(['rejected']);
      expect(await words(other.get(`/../LSC/files/${minutes.sha256}.part`))).toContain('rien de ce nom');
      expect(await words(other.get('/../../gilbert/LSC/out/x'))).toContain('rien de ce nom');
    }
    for (const [username, password] of [
      ['mosan.LSC', world.folder.key],
      ['mosan.LSC-TOUL', world.folder.key],
      ['gilbert.LSC', far],
      ['gilbert.BESIDE', world.folder.key],
    ])
      expect(await world.refusal({ username, password })).toBe(REFUSED);
    await mosan.close();
  });

  it('is one by a registered key of each kind, and by no other', async () => {
    const pairs = [
      ed25519Pair(),
      ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }),
      ssh2.utils.generateKeyPairSync('rsa', { bits: 3_072 }),
    ];
    for (const pair of pairs) {
      expect(await world.refusal({ privateKey: pair.private })).toBe(REFUSED);
      const fingerprint = await world.register(pair.public);
      expect(await world.refusal({ privateKey: pair.private })).toBe('let in');
      expect(await world.refusal({ privateKey: pair.private, username: 'gilbert.OTHER' })).toBe(REFUSED);
      const [row] = await world.folder.ground.sql(
        `SELECT last_used_at FROM publication_source_ssh_key WHERE fingerprint = $1`,
        [fingerprint],
      );
      expect(row?.last_used_at).toEqual(world.folder.app.clock.now());
      await world.folder.ground.sql('DELETE FROM publication_source_ssh_key');
      expect(await world.refusal({ privateKey: pair.private })).toBe(REFUSED);
    }
  });

  it('shows that it holds its key: the signature of another opens nothing', async () => {
    const pair = ssh2.utils.generateKeyPairSync('rsa', { bits: 3_072 });
    await world.register(pair.public);
    const [key] = [ssh2.utils.parseKey(pair.private)].flat();
    if (!key || key instanceof Error) throw new Error('no key');
    const other = generateKeyPairSync('rsa', { modulusLength: 3_072 }).privateKey;
    const forged = Object.assign(Object.create(key) as ssh2.ParsedKey, {
      sign: (bytes: Buffer) =>
        (ssh2.utils.parseKey(other.export({ type: 'pkcs1', format: 'pem' }) as string) as ssh2.ParsedKey).sign(
          bytes,
          'sha256',
        ),
    });
    const agent = (signer: ssh2.ParsedKey) =>
      Object.assign(
        new (class extends ssh2.BaseAgent {
          override getIdentities(done: (error: Error | undefined, keys?: ssh2.ParsedKey[]) => void) {
            done(undefined, [key as ssh2.ParsedKey]);
          }
          override sign(
            _: unknown,
            bytes: Buffer,
            options: unknown,
            done?: (error: Error | undefined, signature?: Buffer) => void,
          ) {
            const hash = (options as { hash?: string }).hash;
            (done ?? (options as typeof done))?.(undefined, signer.sign(bytes, hash));
          }
        })(),
      );
    expect(await world.refusal({ password: undefined, agent: agent(forged) as never })).toBe(REFUSED);
    expect(await world.refusal({ password: undefined, agent: agent(key) as never })).toBe('let in');
  });

  it('has no shell, no command, no tunnel', async () => {
    const client = new ssh2.Client();
    await new Promise<void>((ready) =>
      client
        .on('ready', ready)
        .on('error', () => undefined)
        .connect(world.folder && world.config()),
    );
    const asked = (ask: (done: (error?: Error) => void) => void) =>
      new Promise<string>((done) => ask((error) => done(error ? error.message : 'done')));
    expect(await asked((done) => client.exec('id', done))).not.toBe('done');
    expect(await asked((done) => client.shell(done))).not.toBe('done');
    expect(await asked((done) => client.forwardOut('127.0.0.1', 1, '127.0.0.1', world.port, done))).not.toBe('done');
    expect(await asked((done) => client.forwardIn('127.0.0.1', 0, done))).not.toBe('done');
    expect(await asked((done) => client.openssh_forwardOutStreamLocal('/tmp/x', done))).not.toBe('done');
    client.end();
  });

  it('speaks what is modern, or not at all', async () => {
    const old = [
      { kex: ['diffie-hellman-group14-sha1'] },
      { cipher: ['aes256-cbc'] },
      { hmac: ['hmac-sha1'], cipher: ['aes128-ctr'] },
      { serverHostKey: ['ssh-rsa'] },
      { compress: ['zlib'] },
    ];
    for (const algorithms of old)
      expect(await world.refusal({ algorithms: algorithms as never })).toContain('no matching');
  });

  it('is heard up to ten strangers from an address, eight connections of a source', async () => {
    const strangers: Socket[] = [];
    for (let count = 0; count < 10; count += 1)
      strangers.push(connect(world.port, '127.0.0.1').on('error', () => undefined));
    await pause(100);
    expect(await world.refusal({ readyTimeout: 2_000 })).not.toBe('let in');
    for (const stranger of strangers) stranger.destroy();
    await pause(100);
    for (let count = 0; count < 8; count += 1) await world.connect();
    expect(await world.refusal({})).not.toBe('let in');
    const metrics = await world.folder.app.get(Metrics).text();
    expect(metrics).toMatch(/sftp_open\{what="senders"\} 8\b/);
    expect(metrics).toMatch(/sftp_sign_ins_total\{tenant="gilbert",by="key"\} 8\b/);
    expect(metrics).toMatch(/sftp_refused_total\{reason="too_many"\} 2\b/);
  });

  it('leaves when it has said all: the channel closes after it', async () => {
    const client = new ssh2.Client();
    await new Promise<void>((ready) => client.on('ready', ready).connect(world.config()));
    const wire = await new Promise<SFTPWrapper>((open, failed) =>
      client.sftp((error, sftp) => (error ? failed(error) : open(sftp))),
    );
    const closed = new Promise<string>((done) => wire.on('close', () => done('closed')));
    const { _protocol: protocol, outgoing } = wire as unknown as {
      _protocol: { channelEOF(id: number): void };
      outgoing: { id: number };
    };
    protocol.channelEOF(outgoing.id);
    expect(await Promise.race([closed, pause(2_000, 'still open')])).toBe('closed');
    client.end();
  });

  it('is heard to the end of what it has begun when the host stops', async () => {
    const sender = await world.connect();
    await sender.put(minutes.bytes, `/files/${minutes.sha256}.part`);
    await world.folder.app.get(SftpDoor).beforeApplicationShutdown();
    expect(await words(sender.list('/'))).not.toBe('done');
    expect(await world.refusal({})).toContain('ECONNREFUSED');
  });
});
