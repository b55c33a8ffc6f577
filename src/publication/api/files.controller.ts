import { Controller, Head, Headers, Param, Patch, Put, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Machine } from '../../platform/auth/index.js';
import { RunFiles } from '../runs/run-files.service.js';
import type { Source } from '../sources/sources.service.js';
import { ApiProblem } from './api-problem.js';
import { CurrentSource, KeyGuard } from './key.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { digest, parsed, uploadOffset } from './query-schemas.js';
import { UploadSlots } from './upload-slots.js';

const PART_TYPE = 'application/offset+octet-stream';

/** Files, by the digest of their bytes: only those an open run of the source waits for. */
@Controller('api/v1/publication/files/:sha256')
@Machine('key of a publication source')
@UseGuards(KeyGuard)
@UseFilters(ProblemFilter)
export class FilesController {
  constructor(
    private readonly files: RunFiles,
    private readonly slots: UploadSlots,
  ) {}

  @Put()
  async put(
    @CurrentSource() source: Source,
    @Param('sha256') sha256: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const name = digest(sha256);
    const received = await this.slots.hold(source.id, () => this.files.receive(source.id, name, request));
    response.status(received === 'stored' ? 201 : 200);
    return { sha256, state: received };
  }

  @Head()
  async offset(
    @CurrentSource() source: Source,
    @Param('sha256') sha256: string,
    @Res() response: Response,
  ): Promise<void> {
    const { offset, bytes } = await this.files.offset(source.id, digest(sha256));
    response
      .status(200)
      .set({ 'Upload-Offset': String(offset), 'Upload-Length': String(bytes), 'Cache-Control': 'no-store' })
      .end();
  }

  @Patch()
  async append(
    @CurrentSource() source: Source,
    @Param('sha256') sha256: string,
    @Headers('upload-offset') offset: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!request.is(PART_TYPE))
      throw new ApiProblem(415, 'wrong_type', `une partie de fichier est de type ${PART_TYPE}`);
    const from = parsed(uploadOffset, offset);
    const name = digest(sha256);
    const reached = await this.slots.hold(source.id, () => this.files.append(source.id, name, from, request));
    response.status(204).set('Upload-Offset', String(reached)).end();
  }
}
