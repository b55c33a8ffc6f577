import { Injectable } from '@nestjs/common';
import { fileTypeFromBuffer } from 'file-type';
import type { ByteSource } from '../byte-source.js';
import { PDF, PHOTO_TYPES, TEXT } from '../domain/media-types.js';
import { endsLikeZip, looksExecutable, pdfMark, ZIP_TAIL_BYTES } from '../domain/signatures.js';
import { looksLikePlainText } from '../domain/text-content.js';
import type { RefusalReason } from '../file-refused.js';
import { pdfState } from '../pdf-reading/pdf-state.js';
import { MalwareScanner } from './malware-scanner.js';
import { inspectArchive } from './inspect-archive.js';
import { pictureState } from './picture-state.js';

/** What a file is by its content, and whether it can be taken. `detail` says what was found, for the log. */
export type Verdict =
  | { taken: true; mediaType: string; /** PDF whose author forbids printing or changing. */ restricted: boolean }
  | { taken: false; reason: RefusalReason; detail?: string };

const HEAD_BYTES = 4_100;
const ZIP_TYPE = 'application/zip';

/** Judges a file by its bytes alone: its name and what its sender says of it are not asked. */
@Injectable()
export class FileInspector {
  constructor(private readonly malware: MalwareScanner) {}

  /** `accepted`: media types the place takes, e.g. `DOCUMENT_TYPES`. */
  async inspect(source: ByteSource, accepted: readonly string[]): Promise<Verdict> {
    if (source.size === 0) return refused('empty');
    const virus = await this.malware.scan(source);
    if (virus) return refused('infected', virus);
    const head = await source.read(0, HEAD_BYTES);
    if (looksExecutable(head)) return refused('executable');
    const verdict = await this.recognise(source, head);
    return verdict.taken && !accepted.includes(verdict.mediaType) ? refused('type', verdict.mediaType) : verdict;
  }

  private async recognise(source: ByteSource, head: Buffer): Promise<Verdict> {
    const mediaType = await mediaTypeOf(head);
    if (mediaType === ZIP_TYPE) return pdfMark(head) >= 0 ? refused('polyglot') : inspectArchive(source);
    if (await isTwoThings(source, head, mediaType)) return refused('polyglot', mediaType);
    if (mediaType === 'application/x-cfb') return inspectCompoundFile(source);
    if (PHOTO_TYPES.includes(mediaType) && (await pictureState(source)) === 'broken') return refused('broken');
    return mediaType === PDF ? inspectPdf(source) : taken(mediaType);
  }
}

async function mediaTypeOf(head: Buffer): Promise<string> {
  if (pdfMark(head) === 0) return PDF;
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return ZIP_TYPE;
  // Before the signatures: a letter may begin with "BM" or "MZ" without being a picture or a program.
  if (looksLikePlainText(head)) return TEXT;
  return (await fileTypeFromBuffer(head))?.mime ?? 'application/octet-stream';
}

async function isTwoThings(source: ByteSource, head: Buffer, mediaType: string): Promise<boolean> {
  if (mediaType !== PDF && mediaType !== TEXT && pdfMark(head) >= 0) return true;
  return endsLikeZip(await source.read(Math.max(0, source.size - ZIP_TAIL_BYTES), ZIP_TAIL_BYTES));
}

async function inspectPdf(source: ByteSource): Promise<Verdict> {
  const state = await pdfState(source);
  if (state === 'password' || state === 'broken') return refused(state);
  return { taken: true, mediaType: PDF, restricted: state === 'restricted' };
}

/** Office locks a document by putting it, encrypted, inside a file of its old format. */
async function inspectCompoundFile(source: ByteSource): Promise<Verdict> {
  const beginning = await source.read(0, 65_536);
  const locked = beginning.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return locked ? refused('password') : refused('type', 'application/x-cfb');
}

function taken(mediaType: string): Verdict {
  return { taken: true, mediaType, restricted: false };
}

function refused(reason: RefusalReason, detail?: string): Verdict {
  return { taken: false, reason, detail };
}
