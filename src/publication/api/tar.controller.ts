import { Controller, HttpCode, Param, Post, Req, UseFilters, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { Machine } from '../../platform/auth/index.js';
import { RunReading } from '../runs/run-reading.service.js';
import type { Source } from '../sources/sources.service.js';
import { ApiProblem } from './api-problem.js';
import { CurrentSource, KeyGuard } from './key.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { TarReception, type TarOutcome } from './tar-reception.js';
import { UploadSlots } from './upload-slots.js';

const TAR_TYPES = ['application/x-tar', 'application/tar', 'application/octet-stream'];

/** Many small files in one go (PUB-75). */
@Controller('api/v1/publication/runs/:id/files')
@Machine('key of a publication source')
@UseGuards(KeyGuard)
@UseFilters(ProblemFilter)
export class TarController {
  constructor(
    private readonly reading: RunReading,
    private readonly tars: TarReception,
    private readonly slots: UploadSlots,
  ) {}

  @Post()
  @HttpCode(207)
  async receive(
    @CurrentSource() source: Source,
    @Param('id') id: string,
    @Req() request: Request,
  ): Promise<TarOutcome> {
    if (!request.is(TAR_TYPES)) throw new ApiProblem(415, 'wrong_type', 'une archive tar est attendue');
    await this.reading.ofSource(source.id, id);
    return this.slots.hold(source.id, () => this.tars.receive(source.id, request));
  }
}
