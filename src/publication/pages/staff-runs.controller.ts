import { Controller, Get, Query } from '@nestjs/common';
import { Staff } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { ListAddress, readListRequest, textOf } from '../../platform/lists/index.js';
import { durationOf, toneOf } from './domain/run-view.js';
import { countRuns, listRuns, RUN_GROUPS } from './run-list.queries.js';
import { RunPages } from './run-pages.js';
import { sourceChoices } from './sources/source-list.queries.js';

const RULES = { sorts: ['numero'], usual: '-numero' } as const;
const PERIOD_DAYS = 30;
const DAY_MS = 86_400_000;

/** `/gestion/publications`: runs, newest first (PUB-62). */
@Controller('gestion/publications')
export class StaffRunsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pages: RunPages,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Staff('publication.view')
  async list(@Query() asked: Record<string, unknown>): Promise<Page> {
    const request = readListRequest(asked, RULES);
    const everything = textOf(asked.periode) === 'tout';
    const chosen = {
      source: textOf(asked.source),
      etat: textOf(asked.etat) in RUN_GROUPS ? textOf(asked.etat) : '',
      periode: everything ? 'tout' : '',
    };
    const since = everything ? null : new Date(this.clock.now().getTime() - PERIOD_DAYS * DAY_MS);
    const [found, count, sources] = await this.work.read(async (query) => {
      const choices = await sourceChoices(query);
      const sourceId = choices.find(({ code }) => code === chosen.source)?.id ?? null;
      const filters = { sourceId, group: chosen.etat || null, since };
      return Promise.all([listRuns(query, filters, request), countRuns(query, filters), choices]);
    });
    const path = '/gestion/publications';
    const address = new ListAddress(path, request, chosen);
    return page('publication/staff/runs', {
      title: this.pages.say('publication:title'),
      address: path,
      chosen,
      keep: request.size === 25 ? {} : { par: request.size },
      choices: {
        sources: sources.map(({ code, label }) => ({ value: code, label })),
        groups: Object.keys(RUN_GROUPS).map((group) => this.option(group, `publication:groups.${group}`)),
        periods: [this.option('tout', 'publication:periods.all')],
      },
      rows: found.rows.map((row) => ({
        ...row,
        tone: toneOf(row.state),
        duration: durationOf(row.startedAt, row.endedAt),
        href: `${path}/${row.number}`,
      })),
      paging: address.paging(found, count.found),
      any: count.any,
      narrowed: address.narrowed,
      resetHref: address.narrowed ? path : null,
      allHref: `${path}?periode=tout`,
      may: { run: this.pages.may('publication.run'), sources: this.pages.may('sources.manage') },
    });
  }

  private option(value: string, sentence: string) {
    return { value, label: this.pages.say(sentence) };
  }
}
