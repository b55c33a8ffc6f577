import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../../platform/http/index.js';
import { idOf } from '../../../portfolio/index.js';
import { caseTypes } from '../cases/case.queries.js';
import { caseTypeSchema } from '../cases/case.schema.js';
import { Cases } from '../cases/cases.service.js';
import { nothing } from './correspondence-view.js';
import { DeskPages } from './pages.service.js';

const HOME = '/gestion/dossiers/types';
type CaseTypeForm = z.infer<typeof caseTypeSchema>;

/** Types of case files: each names the folder of its letters (GED-53, GED-57). */
@Controller('gestion/dossiers/types')
@Staff('correspondence.edit')
export class StaffCaseTypesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: Cases,
    private readonly pages: DeskPages,
  ) {}

  @Get()
  async list(): Promise<Page> {
    const types = await this.work.read(caseTypes);
    return page('ged/staff/case-types', {
      title: this.pages.say('cases.types'),
      home: '/gestion/dossiers',
      address: HOME,
      types: types.map((type) => ({ ...type, href: `${HOME}/${type.id}` })),
    });
  }

  @Post()
  async add(@Form(caseTypeSchema) { label }: CaseTypeForm): Promise<Redirect> {
    await this.cases.addType(label);
    return redirect(HOME, { notice: 'correspondence:cases.type-added' });
  }

  @Get(':id')
  async one(@Param('id') id: string): Promise<Page> {
    const type = await this.work.read((query) => this.cases.openType(query, idOf(id)));
    return page('ged/staff/case-type', {
      title: type.label,
      home: '/gestion/dossiers',
      types: HOME,
      address: `${HOME}/${type.id}`,
      type,
    });
  }

  @Post(':id')
  async rename(@Param('id') id: string, @Form(caseTypeSchema) { label }: CaseTypeForm): Promise<Redirect> {
    await this.cases.renameType(idOf(id), label);
    return redirect(HOME, { notice: 'correspondence:cases.type-renamed' });
  }

  @Post(':id/suppression')
  async remove(@Param('id') id: string, @Form(nothing) _: unknown): Promise<Redirect> {
    await this.cases.removeType(idOf(id));
    return redirect(HOME, { notice: 'correspondence:cases.type-removed' });
  }
}
