import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { context, currentTenant } from '../../platform/context/index.js';
import type { Query, Sql } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { FileStore, sendFile } from '../../platform/files/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { idOf } from '../../portfolio/index.js';
import { asFilename } from '../domain/document-names.js';
import { COPY_TYPE, type CopySize } from './draw-copy.js';
import { openModel } from './photo.model.js';
import { PhotoCopies } from './photo-copies.js';
import { findPhoto, type OpenPhoto } from './photos.queries.js';

/** What residents' and staff's pages of photos have in common; each says who sees which. */
@Injectable()
export class PhotoAlbum {
  constructor(
    private readonly copies: PhotoCopies,
    private readonly files: FileStore,
    private readonly translator: Translator,
  ) {}

  /** @throws NotFound: no such photo, or not for this reader, which is the same */
  async find(query: Query, within: Sql, id: string): Promise<OpenPhoto> {
    const known = idOf(id);
    const photo = known ? await findPhoto(query, within, known) : null;
    if (!photo) throw new NotFound(undefined, {}, `photo ${id} is not visible`);
    return photo;
  }

  /** Page of one photo, under the address of the list. */
  async enlarged(photo: OpenPhoto, home: string) {
    const readable = (await this.copies.of(photo.sha256, 'enlarged')) !== null;
    return openModel(photo, home, readable, this.say);
  }

  /** The bytes of a copy. @throws NotFound when the photo cannot be read */
  async send({ sha256, title, buildingName }: OpenPhoto, size: CopySize, request: Request, response: Response) {
    const copy = await this.copies.of(sha256, size);
    if (copy === null) throw new NotFound(undefined, {}, `photo ${sha256} cannot be read`);
    await sendFile(this.files, request, response, {
      tenantId: currentTenant().id,
      sha256: copy,
      mediaType: COPY_TYPE,
      filename: `${asFilename(title ?? buildingName)}.webp`,
      disposition: 'inline',
    });
  }

  readonly say = (key: string, values: Record<string, string | number> = {}): string =>
    this.translator.say(context().locale, key, values);
}
