import { Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { InvalidInput } from '../platform/errors/index.js';
import { FileRefused, FileStore, PHOTO_TYPES } from '../platform/files/index.js';
import { svgProblem } from './domain/safe-svg.js';
import { Tenants } from './tenants.service.js';

const LOGO_BYTES_AT_MOST = 500_000;
const SVG = 'image/svg+xml';

/** The agency's logo: SVG that runs and fetches nothing, PNG, JPEG or WebP. */
@Injectable()
export class Logos {
  constructor(
    private readonly files: FileStore,
    private readonly tenants: Tenants,
  ) {}

  /** @throws InvalidInput at `logo` when it may not be one */
  async put(domain: string, bytes: Buffer): Promise<void> {
    const { id } = await this.tenants.byDomain(domain);
    if (bytes.length > LOGO_BYTES_AT_MOST) throw InvalidInput.at('logo', 'tenants:error.logo-large');
    await this.tenants.changeLogo(domain, looksLikeText(bytes) ? await this.keepDrawing(id, bytes) : await this.keepPicture(id, bytes));
  }

  async putFile(domain: string, path: string): Promise<void> {
    await this.put(domain, await readFile(path));
  }

  private async keepDrawing(tenantId: string, bytes: Buffer) {
    const problem = svgProblem(bytes.toString('utf8'));
    if (problem) throw new InvalidInput([{ field: 'logo', sentence: 'tenants:error.logo-type' }]);
    const { sha256 } = await this.files.receive(tenantId, Readable.from([bytes]), { maxBytes: LOGO_BYTES_AT_MOST });
    return { file: sha256, type: SVG };
  }

  private async keepPicture(tenantId: string, bytes: Buffer) {
    try {
      const expected = { maxBytes: LOGO_BYTES_AT_MOST, accept: PHOTO_TYPES };
      const { sha256, mediaType } = await this.files.receive(tenantId, Readable.from([bytes]), expected);
      return { file: sha256, type: mediaType ?? '' };
    } catch (error) {
      if (error instanceof FileRefused) throw InvalidInput.at('logo', 'tenants:error.logo-type');
      throw error;
    }
  }
}

function looksLikeText(bytes: Buffer): boolean {
  return /^\uFEFF?\s*</.test(bytes.subarray(0, 200).toString('utf8'));
}
