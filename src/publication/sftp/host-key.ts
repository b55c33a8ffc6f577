import { Injectable } from '@nestjs/common';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { Config, ConfigError } from '../../platform/config/index.js';
import { ed25519Pair } from '../sources/ed25519-pair.js';
import { sshFingerprint } from '../sources/ssh-public-key.js';

/** RSA would bring back signatures by SHA-1, which the library offers with any RSA key. */
const TAKEN = /^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521))$/;
const FILE = 'sftp-host-key';

/** By what senders recognise the host: `SFTP_HOST_KEY`, else a file of `DATA_DIR`, made at the first opening. */
@Injectable()
export class HostKey {
  constructor(private readonly config: Config) {}

  /** @returns the private key, for the server. @throws ConfigError when what is given is none */
  async forServer(): Promise<string> {
    const key = (await this.given()) ?? (await this.make());
    this.parsed(key);
    return key;
  }

  /** `SHA256:…`, to be told to senders; null while there is none here. */
  async fingerprint(): Promise<string | null> {
    const key = await this.given();
    return key === null ? null : sshFingerprint(this.parsed(key).getPublicSSH());
  }

  private async given(): Promise<string | null> {
    const { SFTP_HOST_KEY: key } = this.config.env;
    if (key !== undefined) return `${key.trim()}\n`;
    return readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  }

  /** Of two processes that make one at once, the first counts. */
  private async make(): Promise<string> {
    const { private: key } = ed25519Pair('extranet');
    await mkdir(this.config.dataDir, { recursive: true });
    await writeFile(this.file, key, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return readFile(this.file, 'utf8');
  }

  private parsed(text: string): ssh2.ParsedKey {
    const [key] = [ssh2.utils.parseKey(text)].flat();
    if (!key || key instanceof Error || !key.isPrivateKey() || !TAKEN.test(key.type))
      throw new ConfigError([`${this.origin}: must be a private key, ed25519 or ecdsa, without a passphrase`]);
    return key;
  }

  private get file(): string {
    return join(this.config.dataDir, FILE);
  }

  private get origin(): string {
    return this.config.env.SFTP_HOST_KEY === undefined ? this.file : 'SFTP_HOST_KEY';
  }
}
