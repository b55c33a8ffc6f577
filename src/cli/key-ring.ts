import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../platform/config/index.js';

const ringSchema = z.record(z.string(), z.string());

/**
 * Keys of sources given on this machine, beside its other secrets and readable by their owner only: the embedded default publishes
 * without asking for them. Elsewhere a key is shown once and kept by whoever sends.
 */
export class KeyRing {
  private constructor(private readonly file: string | null) {}

  static of(config: Config): KeyRing {
    return new KeyRing(config.production ? null : join(config.dataDir, 'source-keys.json'));
  }

  async find(domain: string, source: string): Promise<string | null> {
    return (await this.read())[`${domain}/${source}`] ?? null;
  }

  async keep(domain: string, source: string, key: string): Promise<void> {
    if (!this.file) return;
    const ring = { ...(await this.read()), [`${domain}/${source}`]: key };
    await mkdir(join(this.file, '..'), { recursive: true });
    await writeFile(`${this.file}.new`, JSON.stringify(ring), { mode: 0o600 });
    await rename(`${this.file}.new`, this.file);
  }

  private async read(): Promise<Record<string, string>> {
    if (!this.file) return {};
    const kept = await readFile(this.file, 'utf8').catch(() => '{}');
    return ringSchema.parse(JSON.parse(kept));
  }
}
