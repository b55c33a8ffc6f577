import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { currentTenant } from '../../../platform/context/index.js';
import { InvalidInput } from '../../../platform/errors/index.js';
import { DOCUMENT_TYPES, FileRefused, FileStore } from '../../../platform/files/index.js';
import { parseForm, readMultipart } from '../../../platform/http/index.js';
import type { ReceivedFile } from '../desk/correspondence.writes.js';

const FILE_BYTES = 100 * 1024 * 1024;
const LIMITS = { fieldBytes: 100_000, fields: 60, files: 20 };
const NAME_CHARACTERS = 200;

/** Forms of correspondence, which carry its attachments. */
@Injectable()
export class Uploads {
  constructor(private readonly files: FileStore) {}

  /**
   * The form and its files, each judged by its content and stored.
   * @throws InvalidInput: the form comes back with what was typed, without its files, which a browser does not give twice
   */
  async read<Schema extends z.ZodType>(
    request: Request,
    schema: Schema,
  ): Promise<{ form: z.infer<Schema>; files: ReceivedFile[] }> {
    const files: ReceivedFile[] = [];
    const refused: InvalidInput[] = [];
    const fields = await readMultipart(request, LIMITS, async ({ filename, stream }) => {
      if (filename === '') return;
      try {
        const { sha256, bytes, mediaType } = await this.files.receive(currentTenant().id, stream, {
          maxBytes: FILE_BYTES,
          accept: DOCUMENT_TYPES,
        });
        files.push({ sha256, bytes, mediaType: mediaType as string, name: nameOf(filename) });
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
        refused.push(new InvalidInput([{ field: 'files', sentence: error.sentence ?? '', values: error.values }]));
      }
    });
    request.body = fields;
    const [first] = refused;
    if (first) throw first;
    return { form: parseForm(schema, fields), files };
  }
}

/** Browsers of old send the whole path. */
function nameOf(filename: string): string {
  const last =
    filename
      .normalize('NFC')
      .replace(/\p{Cc}+/gu, ' ')
      .split(/[\\/]/)
      .at(-1)
      ?.trim() ?? '';
  return [...last].slice(-NAME_CHARACTERS).join('') || 'document';
}
