import { Controller, Get, Query } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Staff } from '../../../platform/auth/index.js';
import { type Query as DatabaseQuery, UnitOfWork } from '../../../platform/database/index.js';
import { page, type Page } from '../../../platform/http/index.js';
import { ListAddress, readListRequest, textOf } from '../../../platform/lists/index.js';
import { buildingChoices, idOf, openLines } from '../../../portfolio/index.js';
import {
  buildingsInCharge,
  type CorrespondenceFilters,
  countCorrespondence,
  listCorrespondence,
} from '../desk/correspondence.queries.js';
import { currentReach } from '../desk/reach.sql.js';
import { STATES } from '../desk/state.sql.js';
import { templateChoices } from '../templates/template.queries.js';
import { DeskPages } from './pages.service.js';
import { HOME, toneOf } from './correspondence-view.js';

const RULES = { sorts: ['numero'], usual: '-numero' } as const;
const USUAL_DAYS = 90;
const PERIODS = { '': USUAL_DAYS, an: 365, tout: null } as const;

/** What the address narrows the list to: `q`, `etat`, `modele`, `immeuble`, `dossier`, `periode` (90 days unless said). */
export async function readFilters(query: DatabaseQuery, asked: Record<string, unknown>, today: string) {
  const period = textOf(asked.periode) in PERIODS ? (textOf(asked.periode) as keyof typeof PERIODS) : '';
  const days = PERIODS[period];
  const state = STATES.find((one) => one === asked.etat) ?? null;
  const chosen = {
    etat: state ?? '',
    modele: idOf(asked.modele) ?? '',
    immeuble: asked.immeuble === 'tous' ? 'tous' : (idOf(asked.immeuble) ?? ''),
    dossier: textOf(asked.dossier),
    periode: period,
  };
  const filters: CorrespondenceFilters = {
    search: textOf(asked.q),
    state,
    templateId: chosen.modele || null,
    buildingId: idOf(chosen.immeuble),
    mine: chosen.immeuble === '' ? await buildingsInCharge(query) : null,
    caseNumber: chosen.dossier,
    since: days === null ? null : DateTime.fromISO(today, { zone: 'utc' }).minus({ days }).toISODate(),
  };
  return { chosen, filters };
}

/** `/gestion/evenements`: correspondence, newest first, of my buildings and of the last 90 days unless asked otherwise. */
@Controller('gestion/evenements')
@Staff('correspondence.edit')
export class StaffCorrespondenceListController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pages: DeskPages,
  ) {}

  @Get()
  async list(@Query() asked: Record<string, unknown>): Promise<Page> {
    const request = readListRequest(asked, RULES);
    const [found, count, templates, buildings, chosen] = await this.work.read(async (query) => {
      const { chosen: wished, filters } = await readFilters(query, asked, this.pages.today);
      return Promise.all([
        listCorrespondence(query, filters, request, this.pages.today),
        countCorrespondence(query, filters, this.pages.today),
        templateChoices(query, openLines()),
        Promise.all(
          openLines().map((line) => buildingChoices(query, { line, buildingIds: currentReach().buildingIds })),
        ),
        wished,
      ]);
    });
    const address = new ListAddress(HOME, request, chosen);
    return page('ged/staff/events', {
      title: this.pages.say('events.title'),
      home: HOME,
      chosen: { ...chosen, q: request.search },
      keep: request.size === 25 ? {} : { par: request.size },
      choices: {
        states: this.pages.options('states', STATES),
        templates: templates.map(({ id, name }) => ({ value: id, label: name })),
        buildings: [
          { value: 'tous', label: this.pages.say('events.all-buildings') },
          ...buildings.flat().map(({ id, name }) => ({ value: id, label: name })),
        ],
        periods: this.pages.options('periods', ['an', 'tout']),
      },
      rows: found.rows.map((row) => ({
        ...row,
        number: String(row.number),
        href: `${HOME}/${row.number}`,
        binder: row.binderPath?.join(' / ') ?? null,
        others: row.recipientsCount - row.recipients.length,
        tone: toneOf(row.state),
      })),
      total: count.found,
      selection: { q: request.search, ...chosen },
      paging: address.paging(found, count.found),
      any: count.any,
      narrowed: address.narrowed,
      resetHref: address.narrowed ? HOME : null,
      allHref: `${HOME}?periode=tout&immeuble=tous`,
    });
  }
}
