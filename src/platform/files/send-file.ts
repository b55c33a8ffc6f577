import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { NotFound } from '../errors/index.js';
import { savedAs } from '../http/saved-as.js';
import { PDF, SHOWN_INLINE } from './domain/media-types.js';
import type { ByteRange } from './drivers/blob-driver.js';
import type { FileStore } from './file-store.js';

export interface SentFile {
  tenantId: string;
  sha256: string;
  mediaType: string;
  /** As the reader will save it; any character. */
  filename: string;
  /** `inline` is granted only to types a browser shows safely. */
  disposition: 'inline' | 'attachment';
}

const FRAMED_BY_US = "frame-ancestors 'self'";
/** Nothing a file holds may run or load anything, should a browser take it for a page. */
const SANDBOX = `sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; ${FRAMED_BY_US}`;
const INTERRUPTED = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];

/**
 * Streams a stored file as the answer: 200, 206 for a range, 304, 416. Access was checked by the caller.
 * @throws NotFound before anything is sent
 */
export async function sendFile(store: FileStore, request: Request, response: Response, file: SentFile): Promise<void> {
  const bytes = await store.size(file.tenantId, file.sha256);
  if (bytes === null) throw new NotFound(undefined, {}, `no file ${file.sha256}`);
  describe(response, file);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const range = rangeOf(request, response, bytes);
  if (range === 'unsatisfiable') {
    response.status(416).set('Content-Range', `bytes */${bytes}`).end();
    return;
  }
  if (range) response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${bytes}`);
  response.set('Content-Length', String(range ? range.end - range.start + 1 : bytes));
  if (request.method === 'HEAD') response.end();
  else await stream(store, response, file, range);
}

function describe(response: Response, file: SentFile): void {
  const inline = file.disposition === 'inline' && SHOWN_INLINE.includes(file.mediaType);
  response.set({
    'Content-Type': file.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : file.mediaType,
    'Content-Disposition': savedAs(file.filename, inline ? 'inline' : 'attachment'),
    // Browsers refuse to open their PDF reader inside a sandbox; `nosniff` keeps a PDF from being anything else.
    'Content-Security-Policy': inline && file.mediaType === PDF ? FRAMED_BY_US : SANDBOX,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'bytes',
    ETag: `"${file.sha256}"`,
  });
}

/** One range is served; several at once, or one for an earlier version, get the whole file. */
function rangeOf(request: Request, response: Response, bytes: number): ByteRange | 'unsatisfiable' | undefined {
  const condition = request.headers['if-range'];
  if (condition && condition !== response.get('ETag')) return undefined;
  const ranges = request.range(bytes, { combine: true });
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}

/** A reader who closes the tab half-way is no error. */
async function stream(store: FileStore, response: Response, file: SentFile, range?: ByteRange): Promise<void> {
  const bytes = await store.open(file.tenantId, file.sha256, range);
  if (response.destroyed) {
    bytes.destroy();
    return;
  }
  try {
    await pipeline(bytes, response);
  } catch (error) {
    if (!INTERRUPTED.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
