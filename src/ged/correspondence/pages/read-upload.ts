import busboy from 'busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { InvalidInput } from '../../../platform/errors/index.js';

export interface UploadLimits {
  fieldBytes: number;
  fields: number;
  files: number;
}

/**
 * A form that carries files, read as it arrives: each file goes to `take` before the next; what it leaves unread is let go. An empty
 * place for a file is no file.
 * @returns its fields, a name given several times as a list. @throws InvalidInput when the form is cut or is none; what `take` throws
 */
export async function readUpload(
  request: Request,
  limits: UploadLimits,
  take: (filename: string, stream: Readable) => Promise<void>,
): Promise<Record<string, string | string[]>> {
  const fields: Record<string, string | string[]> = {};
  const parser = open(request, limits);
  let taken = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      request.unpipe(parser);
      request.resume();
      reject(error as Error);
    };
    parser.on(
      'field',
      (name, value) => (fields[name] = name in fields ? [fields[name] as string, value].flat() : value),
    );
    parser.on('file', (_, stream, { filename }) => {
      stream.on('error', () => undefined);
      taken = taken.then(() => (filename ? take(filename, stream) : undefined)).then(() => void stream.resume());
      taken.catch(fail);
    });
    parser.on('filesLimit', () =>
      fail(InvalidInput.at('files', 'correspondence:error.too-many-files', { count: limits.files })),
    );
    parser.on('error', () => fail(InvalidInput.at('', 'correspondence:error.upload')));
    request.on('aborted', () => parser.destroy(new Error('cut')));
    parser.on('close', () => taken.then(resolve, fail));
    request.pipe(parser);
  });
  return fields;
}

function open(request: Request, { fieldBytes: fieldSize, fields, files }: UploadLimits): busboy.Busboy {
  try {
    const limits = { fieldSize, fields, files, parts: fields + files };
    return busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw InvalidInput.at('', 'correspondence:error.upload');
  }
}
