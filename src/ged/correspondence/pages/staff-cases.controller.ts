import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Staff } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../../platform/http/index.js';
import { ListAddress, readListRequest, textOf } from '../../../platform/lists/index.js';
import { idOf } from '../../../portfolio/index.js';
import { caseTypes, countCaseFiles, eventsOfCase, listCaseFiles, nextCaseNumber } from '../cases/case.queries.js';
import { type CaseChange, caseSchema, type NewCase, newCaseSchema } from '../cases/case.schema.js';
import { Cases } from '../cases/cases.service.js';
import { HOME as EVENTS } from './correspondence-view.js';
import { DeskPages } from './pages.service.js';

const HOME = '/gestion/dossiers';
const RULES = { sorts: ['date'], usual: '-date' } as const;

/** `/gestion/dossiers`: case files and what was written in each (GED-52). */
@Controller('gestion/dossiers')
@Staff('correspondence.edit')
export class StaffCasesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: Cases,
    private readonly pages: DeskPages,
  ) {}

  @Get()
  async list(@Query() asked: Record<string, unknown>): Promise<Page> {
    const request = readListRequest(asked, RULES);
    const filters = { search: request.search, typeId: idOf(asked.type) };
    const [found, count, types] = await this.work.read((query) =>
      Promise.all([listCaseFiles(query, filters, request), countCaseFiles(query, filters), caseTypes(query)]),
    );
    const address = new ListAddress(HOME, request, { type: filters.typeId ?? '' });
    return page('ged/staff/cases', {
      title: this.pages.say('cases.title'),
      home: HOME,
      filters,
      keep: request.size === 25 ? {} : { par: request.size },
      types: types.map(({ id, label }) => ({ value: id, label })),
      rows: found.rows.map((row) => ({ ...row, href: `${HOME}/${row.id}` })),
      paging: address.paging(found, count.found),
      any: count.any,
      narrowed: address.narrowed,
      resetHref: address.narrowed ? HOME : null,
    });
  }

  @Get('nouveau')
  async newForm(@Query() asked: Record<string, unknown>): Promise<Page> {
    const [types, next] = await this.work.read((query) => Promise.all([caseTypes(query), nextCaseNumber(query)]));
    return page('ged/staff/case-new', {
      title: this.pages.say('cases.new'),
      home: HOME,
      types: types.map(({ id, label }) => ({ value: id, label })),
      number: textOf(asked.numero) || next,
    });
  }

  @Post('nouveau')
  async add(@Form(newCaseSchema) form: NewCase): Promise<Redirect> {
    const id = await this.cases.add(form);
    return redirect(`${HOME}/${id}`, { notice: 'correspondence:cases.added', values: { number: form.number } });
  }

  @Get(':id')
  async one(@Param('id') given: string): Promise<Page> {
    const file = await this.cases.open(idOf(given));
    const [types, events] = await this.work.read((query) =>
      Promise.all([caseTypes(query), eventsOfCase(query, file.id)]),
    );
    return page('ged/staff/case', {
      title: this.pages.say('cases.one', { number: file.number }),
      home: HOME,
      address: `${HOME}/${file.id}`,
      file,
      types: types.map(({ id, label }) => ({ value: id, label })),
      events: events.map((one) => ({ ...one, href: `${EVENTS}/${one.number}` })),
    });
  }

  @Post(':id')
  async change(@Param('id') given: string, @Form(caseSchema) form: CaseChange): Promise<Redirect> {
    const file = await this.cases.open(idOf(given));
    await this.cases.change(file, form);
    return redirect(`${HOME}/${file.id}`, { notice: 'correspondence:cases.changed' });
  }
}
