import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Machine } from '../../platform/auth/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { DEFAULT_LIMITS } from '../manifest/reading/limits.js';
import { RunDecisions } from '../runs/run-decisions.service.js';
import { RunOpening } from '../runs/run-opening.service.js';
import { RunReading, type RunView } from '../runs/run-reading.service.js';
import { TransferLog } from '../runs/transfer-log.service.js';
import type { Source } from '../sources/sources.service.js';
import { ApiProblem } from './api-problem.js';
import { CurrentSource, KeyGuard } from './key.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { commitQuery, listQuery, missingQuery, openingQuery, parsed, waitQuery } from './query-schemas.js';
import { reportCsv } from './report-csv.js';
import { runAnswer, runViewAnswer } from './run-answer.js';

const MANIFEST_TYPES = ['application/xml', 'text/xml', 'application/gzip', 'application/octet-stream'];

/** Runs of the source whose key comes with each request (§3.15.2). */
@Controller('api/v1/publication/runs')
@Machine('key of a publication source')
@UseGuards(KeyGuard)
@UseFilters(ProblemFilter)
export class RunsController {
  constructor(
    private readonly opening: RunOpening,
    private readonly reading: RunReading,
    private readonly decisions: RunDecisions,
    private readonly transfers: TransferLog,
  ) {}

  @Post()
  async open(
    @CurrentSource() source: Source,
    @Query() query: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const options = parsed(openingQuery, query);
    checkBody(request);
    const { run, fresh } = await this.opening.receive(source, request, { trigger: 'machine', ...options });
    if (fresh && run.state === 'refused') throw await this.refusal(await this.reading.view(run));
    response.status(fresh ? 202 : 200).location(`/api/v1/publication/runs/${run.id}`);
    return runAnswer(run);
  }

  @Get()
  async list(@CurrentSource() source: Source, @Query() query: unknown): Promise<unknown> {
    const { state, limit } = parsed(listQuery, query);
    return { runs: (await this.reading.list(source.id, state, limit)).map(runAnswer) };
  }

  @Get(':id')
  async one(@CurrentSource() source: Source, @Param('id') id: string, @Query() query: unknown): Promise<unknown> {
    const { wait } = parsed(waitQuery, query);
    const run = await this.reading.ofSource(source.id, id);
    return runViewAnswer(await this.reading.view(await this.reading.changed(run, wait)));
  }

  @Get(':id/missing')
  async missing(@CurrentSource() source: Source, @Param('id') id: string, @Query() query: unknown): Promise<unknown> {
    const { after, limit } = parsed(missingQuery, query);
    const run = await this.reading.ofSource(source.id, id);
    const files = await this.reading.missing(run.id, after, limit);
    return { files, next: files.length === limit ? files.at(-1)?.sha256 : null };
  }

  @Post(':id/commit')
  async commit(
    @CurrentSource() source: Source,
    @Param('id') id: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const { allowMissing } = parsed(commitQuery, query);
    const { id: runId } = await this.reading.ofSource(source.id, id);
    const { run, fresh } = await this.decisions.commit(runId, allowMissing);
    response.status(fresh ? 202 : 200);
    return runAnswer(run);
  }

  @Delete(':id')
  @HttpCode(204)
  async abandon(@CurrentSource() source: Source, @Param('id') id: string): Promise<void> {
    const run = await this.reading.ofSource(source.id, id);
    await this.decisions.abandon(run.id);
  }

  @Get(':id/report')
  async report(
    @CurrentSource() source: Source,
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const run = await this.reading.ofSource(source.id, id);
    const view = { ...(await this.reading.view(run, 0)), problems: await this.reading.allProblems(run.id) };
    if (request.accepts(['application/json', 'text/csv']) !== 'text/csv') return runViewAnswer(view);
    response.type('text/csv; charset=utf-8').attachment(`publication-${run.number}.csv`);
    return reportCsv(view.problems);
  }

  @Get(':id/log.xml')
  async log(
    @CurrentSource() source: Source,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const run = await this.reading.ofSource(source.id, id);
    const xml = await this.transfers.xml(run, currentTenant().timeZone);
    if (xml === null) throw new ApiProblem(404, 'no_log');
    response.type('application/xml; charset=utf-8');
    return xml;
  }

  private refusal(run: RunView): Promise<ApiProblem> {
    const [problem] = run.problems;
    const { code = 'refused', message, line = null, column = null } = problem ?? {};
    return Promise.resolve(new ApiProblem(422, code, message, { line, column, runId: run.id, number: run.number }));
  }
}

/** Before a byte is read. */
function checkBody(request: Request): void {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!MANIFEST_TYPES.includes(type))
    throw new ApiProblem(415, 'wrong_type', 'un bordereau est de type application/xml');
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!['identity', 'gzip'].includes(encoding)) throw new ApiProblem(415, 'wrong_encoding');
  if (Number(request.headers['content-length'] ?? 0) > DEFAULT_LIMITS.bytes) throw new ApiProblem(413, 'MAN-12');
}
