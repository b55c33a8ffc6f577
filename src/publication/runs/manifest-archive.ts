import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { currentTenant } from '../../platform/context/index.js';
import { FileStore, type StoredBlob } from '../../platform/files/index.js';
import type { ManifestHeader } from '../manifest/manifest.types.js';
import { DEFAULT_LIMITS } from '../manifest/reading/limits.js';
import { textSource } from '../manifest/reading/text-source.js';
import { readManifest } from '../manifest/read-manifest.js';
import { LooseFiles } from '../retention/loose-files.js';

class HeaderRead extends Error {
  constructor(readonly header: ManifestHeader) {
    super('the header is read');
  }
}

/** Manifests as they were received, in the file store. */
@Injectable()
export class ManifestArchive {
  constructor(
    private readonly files: FileStore,
    private readonly loose: LooseFiles,
  ) {}

  /** @throws FileRefused past the largest size of a manifest */
  receive(stream: Readable): Promise<StoredBlob> {
    return this.files.receive(currentTenant().id, stream, { maxBytes: DEFAULT_LIMITS.bytes });
  }

  open(sha256: string): Promise<Readable> {
    return this.files.open(currentTenant().id, sha256);
  }

  /** Its text, unpacked if it is packed; fails on what the reader would refuse before looking at the XML. */
  async text(sha256: string): Promise<AsyncIterable<string>> {
    return textSource(await this.open(sha256), DEFAULT_LIMITS).pieces;
  }

  /** @throws ManifestRefused */
  async header(sha256: string): Promise<ManifestHeader> {
    return readHeader(await this.open(sha256));
  }

  /** What something else is made of stays: whatever is sent in the place of a manifest is judged after it was received. */
  async remove(sha256: string): Promise<void> {
    await this.loose.erase(sha256);
  }
}

/** Reads no further than the header, and destroys the stream. @throws ManifestRefused */
export async function readHeader(stream: Readable): Promise<ManifestHeader> {
  const nothing = () => undefined;
  const stop = (header: ManifestHeader) => {
    throw new HeaderRead(header);
  };
  try {
    await readManifest(stream, { header: stop, row: nothing, setAside: nothing, problem: nothing });
  } catch (error) {
    if (error instanceof HeaderRead) return error.header;
    throw error;
  } finally {
    stream.destroy();
  }
  throw new Error('A manifest is never read to its end without its header');
}
