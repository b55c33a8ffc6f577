import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { FileStore, sendFile } from '../../platform/files/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { InSpace, type SpaceAddress, spacePaths } from '../../portfolio/index.js';
import { asFilename, savedName } from '../domain/document-names.js';
import { levelNames } from '../domain/shelves.js';
import { ResidentCopies } from '../resident-copies.js';
import { sendArchive } from './send-archive.js';

/** The bytes of documents: opened in the browser, saved, or all of a level in one archive. */
@Controller(spacePaths())
@RequiresFeature('extranet')
@Resident()
export class ResidentDocumentController {
  constructor(
    private readonly copies: ResidentCopies,
    private readonly files: FileStore,
    private readonly translator: Translator,
  ) {}

  @Get('document/:id')
  open(@InSpace() address: SpaceAddress, @Param('id') id: string, @Req() request: Request, @Res() response: Response) {
    return this.send(address, id, request, response, 'view');
  }

  @Get('document/:id/telecharger')
  download(
    @InSpace() address: SpaceAddress,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.send(address, id, request, response, 'download');
  }

  @Get('archive/*path')
  async archive(@InSpace() address: SpaceAddress, @Param('path') path: string | string[], @Res() response: Response) {
    const level = levelNames(path);
    if (!level) throw new NotFound();
    const { entries, cut } = await this.copies.archive(address, level);
    const part = cut ? ` (${this.translator.say(context().locale, 'ged:resident.archive-part')})` : '';
    const filename = `${asFilename(level.join(' - '))}${part}.zip`;
    await sendArchive(this.files, response, currentTenant().id, filename, entries);
  }

  private async send(
    address: SpaceAddress,
    id: string,
    request: Request,
    response: Response,
    action: 'view' | 'download',
  ) {
    const document = await this.copies.one(address, id, action);
    await sendFile(this.files, request, response, {
      tenantId: currentTenant().id,
      sha256: document.sha256,
      mediaType: document.mediaType,
      filename: savedName(document),
      disposition: action === 'view' ? 'inline' : 'attachment',
    });
  }
}
