import { Controller, Get, Query } from '@nestjs/common';
import { someoneReceives } from '../../identity/index.js';
import { Staff } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { ListAddress, readListRequest, textOf } from '../../platform/lists/index.js';
import { runDuration } from '../../tenants/index.js';
import { originSaid, rehearsalOf, stateSaid } from './domain/run-view.js';
import { countRuns, type ListedRun, listRuns, RUN_GROUPS } from './run-list.queries.js';
import { RunPages } from './run-pages.js';
import { sourceChoices } from './sources/source-list.queries.js';

const HOME = '/gestion/publications';
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
    const [found, count, sources, received] = await this.work.read(async (query) => {
      const choices = await sourceChoices(query);
      const sourceId = choices.find(({ code }) => code === chosen.source)?.id ?? null;
      const filters = { sourceId, group: chosen.etat || null, since, lines: this.pages.linesRead() };
      return Promise.all([
        listRuns(query, filters, request),
        countRuns(query, filters),
        choices,
        someoneReceives(query),
      ]);
    });
    const address = new ListAddress(HOME, request, chosen);
    return page('publication/staff/runs', {
      title: this.pages.say('publication:title'),
      address: HOME,
      chosen,
      keep: request.size === 25 ? {} : { par: request.size },
      choices: {
        sources: sources
          .filter(({ lines }) => this.pages.reachOver(lines) !== 'none')
          .map(({ code, label }) => ({ value: code, label })),
        groups: Object.keys(RUN_GROUPS).map((group) => this.option(group, `publication:groups.${group}`)),
        periods: [this.option('tout', 'publication:periods.all')],
      },
      rows: found.rows.map((row) => this.shown(row)),
      paging: address.paging(found, count.found),
      any: count.any,
      reportsUnread: !received,
      narrowed: address.narrowed,
      resetHref: address.narrowed ? HOME : null,
      allHref: `${HOME}?periode=tout`,
      may: {
        run: this.pages.may('publication.run'),
        import: sources.some(({ lines }) => this.pages.may('publication.run', lines)),
        sources: this.pages.may('sources.manage'),
      },
    });
  }

  private shown(row: ListedRun) {
    const state = stateSaid(row);
    const origin = originSaid(row, row.startedBy);
    const rehearsal = rehearsalOf(row);
    return {
      ...row,
      state: this.pages.say(state.sentence),
      tone: state.tone,
      rehearsal: rehearsal && this.pages.say(`publication:rehearsals.${rehearsal}`),
      origin: this.pages.say(origin.sentence, origin.values),
      duration: runDuration(row),
      href: `${HOME}/${row.number}`,
    };
  }

  private option(value: string, sentence: string) {
    return { value, label: this.pages.say(sentence) };
  }
}
