import busboy from 'busboy';
import type { Request } from 'express';
import { InvalidInput } from '../../platform/errors/index.js';

const FIELD_BYTES = 20_000;
const FIELDS = 60;

/**
 * A form with one file, small enough to be held. Its fields become the request's body, so that a refusal gives them back at the
 * form's own address, without the token that its action carries.
 * @returns the file, null when none was chosen. @throws InvalidInput at the file's name past `maxBytes`, or when the form was cut
 */
export async function readUpload(request: Request, file: { name: string; maxBytes: number; tooLarge: InvalidInput }): Promise<Buffer | null> {
  const multipart = Boolean(request.is('multipart/form-data'));
  const { fields, chunks, cut } = multipart ? await read(request, file) : { fields: request.body as Fields, chunks: null, cut: false };
  request.body = { ...fields, _page: request.path };
  if (cut) throw file.tooLarge;
  return chunks && Buffer.concat(chunks);
}

type Fields = Record<string, string | string[]>;

interface Read {
  fields: Fields;
  /** null: no file was chosen. */
  chunks: Buffer[] | null;
  cut: boolean;
}

function read(request: Request, { name, maxBytes }: { name: string; maxBytes: number }): Promise<Read> {
  const found: Read = { fields: {}, chunks: null, cut: false };
  const limits = { fieldSize: FIELD_BYTES, fields: FIELDS, files: 1, fileSize: maxBytes };
  return new Promise((resolve, reject) => {
    const broken = () => reject(InvalidInput.at('', 'tenants:error.upload'));
    const parser = busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
    parser.on('field', (key, value) => {
      found.fields[key] = key in found.fields ? [found.fields[key] as string, value].flat() : value;
    });
    parser.on('file', (key, stream, { filename }) => {
      const kept: Buffer[] | null = key === name && filename ? [] : null;
      found.chunks = kept;
      stream.on('data', (chunk: Buffer) => kept?.push(chunk));
      stream.on('limit', () => (found.cut = kept !== null));
      stream.on('error', broken);
    });
    parser.on('error', broken);
    parser.on('close', () => resolve(found));
    request.on('aborted', () => parser.destroy(new Error('cut')));
    request.pipe(parser);
  });
}
