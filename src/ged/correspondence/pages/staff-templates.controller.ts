import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Staff } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../../platform/http/index.js';
import { ListAddress, readListRequest } from '../../../platform/lists/index.js';
import { idOf, openLines } from '../../../portfolio/index.js';
import { COMPLIANCE_KINDS, monthsLacking } from '../domain/compliance-kinds.js';
import { deskSettings } from '../facts.queries.js';
import {
  binderChoices,
  type BinderChoice,
  countTemplates,
  listTemplates,
  type Template,
} from '../templates/template.queries.js';
import {
  publicationSchema,
  TEMPLATE_LINES,
  templateSchema,
  type TemplatePublication,
  type TemplateText,
} from '../templates/template.schema.js';
import { fits, templateLines, Templates } from '../templates/templates.service.js';
import { nothing } from './correspondence-view.js';
import { DeskPages } from './pages.service.js';

const HOME = '/gestion/modeles';
const RULES = { sorts: ['nom'], usual: 'nom' } as const;

/** `/gestion/modeles`: models of correspondence and their tab "Extranet" (GED-47 to GED-65). */
@Controller('gestion/modeles')
@Staff('templates.edit')
export class StaffTemplatesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly templates: Templates,
    private readonly pages: DeskPages,
  ) {}

  @Get()
  async list(@Query() asked: Record<string, unknown>): Promise<Page> {
    const request = readListRequest(asked, RULES);
    const line = TEMPLATE_LINES.find((one) => one === asked.metier) ?? null;
    const archived = asked.etat === 'archives';
    const filters = { search: request.search, state: archived ? ('archived' as const) : ('active' as const), line };
    const [found, count] = await this.work.read((query) =>
      Promise.all([listTemplates(query, openLines(), filters, request), countTemplates(query, openLines(), filters)]),
    );
    const address = new ListAddress(HOME, request, { etat: archived ? 'archives' : '', metier: line ?? '' });
    return page('ged/staff/templates', {
      title: this.pages.say('templates.title'),
      home: HOME,
      filters,
      chosen: { etat: archived ? 'archives' : '', metier: line ?? '' },
      keep: request.size === 25 ? {} : { par: request.size },
      choices: {
        lines: this.pages.options('lines', templateLines()),
        states: [{ value: 'archives', label: this.pages.say('templates.archived-ones') }],
      },
      rows: found.rows.map((row) => ({
        ...row,
        href: `${HOME}/${row.id}`,
        binder: row.binderPath?.join(' / ') ?? null,
        lacking: monthsLacking(row.complianceKind ?? row.binderKind, row.publicationMonths),
      })),
      sorts: address.sorts(['nom']),
      paging: address.paging(found, count.found),
      any: count.any,
      narrowed: address.narrowed,
      resetHref: address.narrowed ? HOME : null,
    });
  }

  @Get('nouveau')
  newForm(): Page {
    return page('ged/staff/template-new', {
      title: this.pages.say('templates.new'),
      home: HOME,
      lines: this.pages.options('lines', templateLines()),
      template: { name: '', line: templateLines().length === 1 ? templateLines()[0] : '', subject: '', body: '' },
    });
  }

  @Post('nouveau')
  async add(@Form(templateSchema) form: TemplateText): Promise<Redirect> {
    const id = await this.templates.add(form);
    return redirect(`${HOME}/${id}/extranet`, { notice: 'correspondence:templates.added' });
  }

  @Get(':id')
  async one(@Param('id') given: string): Promise<Page> {
    const template = await this.templates.open(idOf(given));
    const lines = templateLines();
    return page('ged/staff/template', {
      ...this.head(template, 'text'),
      lines: this.pages.options('lines', lines.includes(template.line) ? lines : [...lines, template.line]),
      template,
    });
  }

  @Post(':id')
  async change(@Param('id') given: string, @Form(templateSchema) form: TemplateText): Promise<Redirect> {
    const { id } = await this.templates.open(idOf(given));
    await this.templates.change(id, form);
    return redirect(`${HOME}/${id}`, { notice: 'correspondence:templates.changed' });
  }

  @Get(':id/extranet')
  async publication(@Param('id') given: string): Promise<Page> {
    const template = await this.templates.open(idOf(given));
    const [binders, settings] = await this.work.read((query) =>
      Promise.all([binderChoices(query), deskSettings(query)]),
    );
    return page('ged/staff/template-extranet', {
      ...this.head(template, 'extranet'),
      template,
      groups: this.binderGroups(binders, template),
      kinds: this.pages.options('kinds', COMPLIANCE_KINDS),
      namesForAll: settings.useAttachmentNames,
      lacking: monthsLacking(template.complianceKind ?? template.binderKind, template.publicationMonths),
    });
  }

  @Post(':id/extranet')
  async setPublication(
    @Param('id') given: string,
    @Form(publicationSchema) form: TemplatePublication,
  ): Promise<Redirect> {
    const { id } = await this.templates.open(idOf(given));
    const now = await this.templates.setPublication(id, form);
    const months = monthsLacking(now.complianceKind ?? now.binderKind, now.publicationMonths);
    const address = `${HOME}/${id}/extranet`;
    if (months === null) return redirect(address, { notice: 'correspondence:templates.changed' });
    return redirect(address, { notice: 'correspondence:templates.changed-short', values: { months }, tone: 'warning' });
  }

  @Post(':id/archivage')
  async archive(@Param('id') given: string, @Form(nothing) _: unknown): Promise<Redirect> {
    const { id } = await this.templates.open(idOf(given));
    await this.templates.archive(id, true);
    return redirect(`${HOME}/${id}`, { notice: 'correspondence:templates.archived' });
  }

  @Post(':id/reprise')
  async restore(@Param('id') given: string, @Form(nothing) _: unknown): Promise<Redirect> {
    const { id } = await this.templates.open(idOf(given));
    await this.templates.archive(id, false);
    return redirect(`${HOME}/${id}`, { notice: 'correspondence:templates.restored' });
  }

  private head(template: Template, tab: 'text' | 'extranet') {
    const address = `${HOME}/${template.id}`;
    return {
      title: template.name,
      home: HOME,
      address,
      tabs: [
        { label: this.pages.say('templates.tab-text'), href: address, current: tab === 'text' },
        { label: this.pages.say('templates.tab-extranet'), href: `${address}/extranet`, current: tab === 'extranet' },
      ],
    };
  }

  /** Active binders that fit, by line; the one chosen stays readable when it is no longer active (GED-49). */
  private binderGroups(binders: BinderChoice[], { line, binderId }: Template) {
    const offered = binders.filter((one) => (one.active && fits(line, one.line)) || one.id === binderId);
    return (['gerance', 'syndic'] as const)
      .map((of) => ({
        label: this.pages.lineName(of),
        options: offered
          .filter((one) => one.line === of)
          .map(({ id, path, active }) => ({
            value: id,
            label: active ? path.join(' / ') : this.pages.say('templates.inactive-binder', { name: path.join(' / ') }),
          })),
      }))
      .filter(({ options }) => options.length > 0);
  }
}
