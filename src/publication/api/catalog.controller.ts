import { Controller, Get, Query, UseFilters, UseGuards } from '@nestjs/common';
import { Machine } from '../../platform/auth/index.js';
import type { Source } from '../sources/sources.service.js';
import { SourceCatalog } from '../sources/source-catalog.service.js';
import { ApiProblem } from './api-problem.js';
import { CurrentSource, KeyGuard } from './key.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { afterQuery, parsed } from './query-schemas.js';

/** What the host holds of the source, for a sender that lost its memory, and the logins its parties were given. */
@Controller('api/v1/publication')
@Machine('key of a publication source')
@UseGuards(KeyGuard)
@UseFilters(ProblemFilter)
export class CatalogController {
  constructor(private readonly catalog: SourceCatalog) {}

  @Get('catalog')
  async rows(@CurrentSource() source: Source, @Query() query: Record<string, unknown>): Promise<unknown> {
    const { after, limit } = parsed(afterQuery, query);
    const rows = await this.catalog.rows(source.id, String(query.section ?? ''), after, limit);
    if (!rows) throw new ApiProblem(400, 'bad_request', 'paramètre « section » invalide');
    return { rows, next: rows.length === limit ? rows.at(-1)?.ref : null };
  }

  @Get('logins')
  async logins(@CurrentSource() source: Source, @Query() query: unknown): Promise<unknown> {
    const { after, limit } = parsed(afterQuery, query);
    const { logins, next } = await this.catalog.logins(source.id, after, limit);
    return { logins, next };
  }
}
