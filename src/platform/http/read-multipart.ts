import busboy from 'busboy';
import { AsyncResource } from 'node:async_hooks';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { InvalidInput } from '../errors/index.js';
import { withoutNul } from './without-nul.js';

export type MultipartFields = Record<string, string | string[]>;

export interface MultipartLimits {
  /** Bytes of one field. */
  fieldBytes: number;
  fields: number;
  files: number;
}

export interface UploadedPart {
  name: string;
  /** '' when no file was chosen. */
  filename: string;
  stream: Readable;
  /** Fields that came before it. */
  fields: MultipartFields;
}

/**
 * Reads a form that carries files as it arrives, nothing held whole: each file goes to `take` before the next; what `take` leaves
 * unread is let go.
 * @returns its fields, a name given several times as a list
 * @throws InvalidInput when the form is cut, is none or has more files than allowed (at their field); what `take` throws
 */
export async function readMultipart(
  request: Request,
  limits: MultipartLimits,
  take: (part: UploadedPart) => Promise<void>,
): Promise<MultipartFields> {
  const fields = new Map<string, string | string[]>();
  const parser = open(request, limits);
  // The parser speaks from wherever the bytes come in: a file is taken in the request's own context.
  const takeHere = AsyncResource.bind(take);
  let taken = Promise.resolve();
  let lastFile = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      request.unpipe(parser);
      request.resume();
      reject(error as Error);
    };
    parser.on('field', (named, given) => {
      const [name, value] = [withoutNul(named), withoutNul(given)];
      const former = fields.get(name);
      fields.set(name, former === undefined ? value : [former, value].flat());
    });
    parser.on('file', (name, stream, { filename }) => {
      lastFile = name;
      stream.on('error', () => undefined);
      const part = { name, filename: filename ?? '', stream, fields: Object.fromEntries(fields) };
      taken = taken.then(() => takeHere(part)).then(() => void stream.resume());
      taken.catch(fail);
    });
    parser.on('filesLimit', () => fail(InvalidInput.at(lastFile, 'forms:too-many-files', { count: limits.files })));
    parser.on('error', () => fail(InvalidInput.at('', 'forms:upload-cut')));
    request.on('aborted', () => parser.destroy(new Error('cut')));
    parser.on('close', () => taken.then(resolve, fail));
    request.pipe(parser);
  });
  return Object.fromEntries(fields);
}

function open(request: Request, { fieldBytes: fieldSize, fields, files }: MultipartLimits): busboy.Busboy {
  try {
    const limits = { fieldSize, fields, files, parts: fields + files + 1 };
    return busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw InvalidInput.at('', 'forms:upload-unread');
  }
}
