import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Operator } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { Say } from '../say.js';
import { OperatorActs } from './operator-acts.js';
import { type OperatorAct, operatorActs } from './tenant-page.queries.js';

const ACTS_A_PAGE = 50;

/** The register of what operators did. */
@Controller('journal')
@Operator()
export class OperatorJournalController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OperatorActs,
    private readonly say: Say,
  ) {}

  @Get()
  async list(@Query('avant') before: unknown): Promise<Page> {
    const from = z.uuid().safeParse(before).data ?? null;
    const found = await this.work.operatorRead((query) => query<OperatorAct>(operatorActs(from, ACTS_A_PAGE + 1)));
    const shown = found.slice(0, ACTS_A_PAGE);
    return page('tenants/operator/journal', {
      title: this.say.now('tenants:operator.journal.title'),
      acts: shown.map((act) => ({ ...this.acts.shown(act), href: act.tenant && `/clients/${act.tenant}` })),
      next: found.length > ACTS_A_PAGE ? `/journal?avant=${shown.at(-1)?.id}` : null,
    });
  }
}
