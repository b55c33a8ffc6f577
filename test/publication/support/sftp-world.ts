import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import SftpClient from 'ssh2-sftp-client';
import type { ConnectConfig } from 'ssh2';
import { SftpDoor } from '../../../src/publication/sftp/sftp-door.service.js';
import { readSshPublicKey } from '../../../src/publication/sources/ssh-public-key.js';
import { insert } from '../../support/factories/index.js';
import { DropFolderWorld } from './drop-folder-world.js';

const STEP_MS = 20;
/** What breaks is seen by what was asked meanwhile. */
const nothing = () => undefined;

/** The agency "gilbert", whose program LSC has a folder, and the SFTP door open on it. */
export class SftpWorld {
  private readonly clients: SftpClient[] = [];

  private constructor(
    readonly folder: DropFolderWorld,
    readonly port: number,
  ) {}

  static async open(env: Record<string, string> = {}): Promise<SftpWorld> {
    const folder = await DropFolderWorld.open({ env: { SFTP_PORT: '0', ...env } });
    const { port } = (await folder.app.get(SftpDoor).open()) as AddressInfo;
    return new SftpWorld(folder, port);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.clients.map((client) => client.end()));
    await this.folder.close();
  }

  /** A sender signed in: by the key of LSC when nothing else is given. */
  async connect(given: Partial<ConnectConfig> = {}): Promise<SftpClient> {
    const client = new SftpClient('sender', { error: nothing, end: nothing, close: nothing });
    await client.connect(this.config(given));
    (client as unknown as { client: { setNoDelay(): void } }).client.setNoDelay();
    this.clients.push(client);
    return client;
  }

  config(given: Partial<ConnectConfig> = {}): ConnectConfig {
    const credential = given.privateKey ? {} : { password: this.folder.key };
    return { host: '127.0.0.1', port: this.port, username: 'gilbert.LSC', ...credential, ...given };
  }

  /** What is answered to somebody who tries to come in. */
  async refusal(given: Partial<ConnectConfig>): Promise<string> {
    return this.connect(given).then(
      () => 'let in',
      (error: Error) => error.message.replace(/^getConnection: /, ''),
    );
  }

  async register(line: string, label = 'Poste de test'): Promise<string> {
    const key = readSshPublicKey(line);
    if (typeof key === 'string') throw new Error(key);
    await insert(this.folder.ground, 'publication_source_ssh_key', {
      source_id: this.folder.ground.sourceId,
      label,
      algorithm: key.algorithm,
      public_key: key.blob,
      fingerprint: key.fingerprint,
    });
    return key.fingerprint;
  }

  /** Time passes for the host while something goes on outside. */
  async whileTimePasses<T>(outside: Promise<T>): Promise<T> {
    let over = false;
    const ended = outside.finally(() => (over = true));
    ended.catch(() => undefined);
    while (!over) {
      await this.folder.seconds(3);
      await pause(STEP_MS);
    }
    return ended;
  }
}
