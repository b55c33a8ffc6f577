import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Staff } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { page, type Page, type Redirect } from '../../../platform/http/index.js';
import { idOf, openLines } from '../../../portfolio/index.js';
import { caseSuggestions } from '../cases/case.queries.js';
import { CorrespondenceDesk } from '../desk/correspondence.service.js';
import { newCorrespondenceSchema } from '../desk/correspondence.schema.js';
import { findTemplate, templateChoices } from '../templates/template.queries.js';
import { AfterWriting } from './after-writing.js';
import { HOME } from './correspondence-view.js';
import { DeskPages } from './pages.service.js';
import { Uploads } from './uploads.service.js';

/** `/gestion/evenements/nouveau`: a template first, which gives subject and text (GED-51). */
@Controller('gestion/evenements/nouveau')
@Staff('correspondence.edit')
export class StaffNewCorrespondenceController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: CorrespondenceDesk,
    private readonly uploads: Uploads,
    private readonly after: AfterWriting,
    private readonly pages: DeskPages,
  ) {}

  @Get()
  async form(@Query() asked: Record<string, unknown>): Promise<Page> {
    const id = idOf(asked.modele);
    const lines = openLines();
    const [template, templates, cases] = await this.work.read((query) =>
      Promise.all([id ? findTemplate(query, lines, id) : null, templateChoices(query, lines), caseSuggestions(query)]),
    );
    const title = this.pages.say('events.new');
    if (template?.state !== 'active')
      return page('ged/staff/event-template', {
        title,
        home: HOME,
        groups: (['gerance', 'syndic', 'both'] as const)
          .map((line) => ({
            label: this.pages.lineName(line),
            options: templates.filter((one) => one.line === line).map((one) => ({ value: one.id, label: one.name })),
          }))
          .filter(({ options }) => options.length > 0),
        mayTemplates: this.pages.may('templates.edit'),
      });
    const offered = template.line === 'both' ? lines : [template.line];
    return page('ged/staff/event-new', {
      title,
      home: HOME,
      action: `${HOME}/nouveau?modele=${template.id}`,
      template,
      binder: template.binderPath?.join(' / ') ?? null,
      lines: this.pages.options('lines', offered),
      line: offered.length === 1 ? offered[0] : (template.binderLine ?? ''),
      event: { subject: template.subject, body: template.body, caseNumber: '' },
      cases,
    });
  }

  @Post()
  async add(@Req() request: Request): Promise<Redirect> {
    const { form, files } = await this.uploads.read(request, newCorrespondenceSchema);
    const number = await this.desk.add(form, files);
    return this.after.writing(number, form.act);
  }
}
