import { Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { InvalidInput } from '../platform/errors/index.js';
import { FileStore } from '../platform/files/index.js';
import type { DrawnLogo } from './branding/draw-logo.js';
import { Tenants } from './tenants.service.js';

export const LOGO_BYTES_AT_MOST = 2_000_000;

/** The agency's logo: PNG, JPEG, WebP, or SVG that runs and fetches nothing; drawn again before it is kept. */
@Injectable()
export class Logos {
  constructor(
    private readonly files: FileStore,
    private readonly tenants: Tenants,
  ) {}

  /** @throws InvalidInput at `logo` when it may not be one */
  async put(domain: string, bytes: Buffer): Promise<void> {
    await this.keep(domain, await this.draw(bytes));
  }

  async putFile(domain: string, path: string): Promise<void> {
    await this.put(domain, await readFile(path));
  }

  /** As it would be kept. @throws InvalidInput at `logo` */
  async draw(bytes: Buffer): Promise<DrawnLogo> {
    if (bytes.length > LOGO_BYTES_AT_MOST) throw logoTooLarge();
    const { drawLogo } = await import('./branding/draw-logo.js'); // weighs on no process that draws none
    const drawn = await drawLogo(bytes);
    if (typeof drawn === 'string') throw InvalidInput.at('logo', `tenants:error.logo-${drawn}`);
    return drawn;
  }

  /** On every page, email and paper from now on. */
  async keep(domain: string, { bytes, type }: DrawnLogo): Promise<void> {
    const { id } = await this.tenants.byDomain(domain);
    const { sha256 } = await this.files.receive(id, Readable.from([bytes]), { maxBytes: Math.max(bytes.length, 1) });
    await this.tenants.changeLogo(domain, { file: sha256, type });
  }

  async remove(domain: string): Promise<void> {
    await this.tenants.changeLogo(domain, null);
  }

  /** null without one. */
  async read(domain: string): Promise<DrawnLogo | null> {
    const { id, logoFile, logoType } = await this.tenants.byDomain(domain);
    if (!logoFile || !logoType) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of await this.files.open(id, logoFile)) chunks.push(chunk as Buffer);
    return { bytes: Buffer.concat(chunks), type: logoType as DrawnLogo['type'] };
  }
}

export function logoTooLarge(): InvalidInput {
  return InvalidInput.at('logo', 'tenants:error.logo-large');
}
