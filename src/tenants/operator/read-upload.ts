import type { Request } from 'express';
import type { InvalidInput } from '../../platform/errors/index.js';
import { readMultipart } from '../../platform/http/index.js';

const LIMITS = { fieldBytes: 20_000, fields: 60, files: 1 };

/**
 * A form with one file, small enough to be held. Its fields become the request's body, so that a refusal gives them back at the
 * form's own address, without the token that its action carries.
 * @returns the file, null when none was chosen. @throws `tooLarge` past `maxBytes`; InvalidInput when the form was cut
 */
export async function readUpload(
  request: Request,
  file: { name: string; maxBytes: number; tooLarge: InvalidInput },
): Promise<Buffer | null> {
  let kept: Buffer | null = null;
  let cut = false;
  const typed = request.body as object | undefined;
  request.body = { _page: request.path };
  if (request.is('multipart/form-data')) {
    const fields = await readMultipart(request, LIMITS, async ({ name, filename, stream }) => {
      if (name !== file.name || filename === '') return;
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes <= file.maxBytes) chunks.push(chunk);
      }
      cut = bytes > file.maxBytes;
      kept = Buffer.concat(chunks);
    });
    request.body = { ...fields, _page: request.path };
  } else request.body = { ...typed, _page: request.path };
  if (cut) throw file.tooLarge;
  return kept;
}
