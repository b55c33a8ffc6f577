import busboy from 'busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { InvalidInput } from '../../../platform/errors/index.js';

export interface UploadedPart {
  name: string;
  /** '' when no file was chosen. */
  filename: string;
  stream: Readable;
  /** Fields that came before it. */
  fields: Record<string, string>;
}

const FIELD_BYTES = 1_000;
const FIELDS = 20;
const FILES = 4;

/**
 * Reads a form that carries files, one part after another, as they arrive: nothing is held whole. What `take` leaves unread is let go.
 * @throws InvalidInput when the form is cut or is none; what `take` throws
 */
export async function readMultipart(
  request: Request,
  take: (part: UploadedPart) => Promise<void>,
): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  let parser: busboy.Busboy;
  try {
    const limits = { fields: FIELDS, fieldSize: FIELD_BYTES, files: FILES, parts: FIELDS + FILES };
    parser = busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw InvalidInput.at('', 'publication:import.error.form');
  }
  let taken = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      request.unpipe(parser);
      request.resume();
      reject(error as Error);
    };
    parser.on('field', (name, value) => (fields[name] = value));
    parser.on('file', (name, stream, { filename }) => {
      stream.on('error', () => undefined);
      const part = { name, filename: filename ?? '', stream, fields: { ...fields } };
      taken = taken.then(() => take(part)).then(() => void stream.resume());
      taken.catch(fail);
    });
    parser.on('error', () => fail(InvalidInput.at('', 'publication:import.error.cut')));
    request.on('aborted', () => parser.destroy(new Error('cut')));
    parser.on('close', () => taken.then(resolve, fail));
    request.pipe(parser);
  });
  return fields;
}
