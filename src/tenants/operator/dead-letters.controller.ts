import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/index.js';
import { Operator } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { type DeadLetter, Jobs } from '../../platform/jobs/index.js';
import { Say } from '../say.js';

const LETTERS_A_PAGE = 50;
const ERROR_AT_MOST = 240;

/** What was given up, of every tenant: seen by a person, tried again or let go. */
@Controller('taches')
@Operator()
export class DeadLettersController {
  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly say: Say,
  ) {}

  @Get()
  async list(@Query('avant') before: unknown): Promise<Page> {
    const from = z.uuid().safeParse(before).data;
    const found = await this.jobs.deadLetters({ limit: LETTERS_A_PAGE + 1, ...(from ? { before: from } : {}) });
    const shown = found.slice(0, LETTERS_A_PAGE);
    return page('tenants/operator/dead-letters', {
      title: this.say.now('tenants:operator.letters.title'),
      letters: shown.map(letterShown),
      next: found.length > LETTERS_A_PAGE ? `/taches?avant=${shown.at(-1)?.id}` : null,
    });
  }

  @Post(':id/reprise')
  async retry(@Param('id', ParseUUIDPipe) id: string): Promise<Redirect> {
    await this.act('jobs.retry', id, () => this.jobs.retry(id));
    return redirect('/taches', { notice: 'tenants:operator.letters.retried' });
  }

  @Get(':id/abandon')
  confirm(@Param('id', ParseUUIDPipe) id: string): Page {
    return page('tenants/operator/confirm', {
      title: this.say.now('tenants:operator.letters.discard-title'),
      sentence: this.say.now('tenants:operator.letters.discard-sentence'),
      submit: this.say.now('tenants:operator.letters.discard'),
      back: '/taches',
      action: `/taches/${id}/abandon`,
      values: {},
      danger: true,
    });
  }

  @Post(':id/abandon')
  async discard(@Param('id', ParseUUIDPipe) id: string): Promise<Redirect> {
    await this.act('jobs.discard', id, () => this.jobs.discard(id));
    return redirect('/taches', { notice: 'tenants:operator.letters.discarded' });
  }

  private act(action: string, id: string, act: () => Promise<void>): Promise<void> {
    return this.work.operatorWrite(async () => {
      await act();
      await this.audit.record({ action, subject: { kind: 'job', id } });
    });
  }
}

/** The payload holds ids alone, the error its first line: nothing of a resident. */
export function letterShown({ id, kind, tenantDomain, attempts, finishedAt, lastError }: DeadLetter) {
  const error = (lastError ?? '').split('\n')[0]?.slice(0, ERROR_AT_MOST) ?? '';
  return { id, kind, tenant: tenantDomain, href: tenantDomain && `/clients/${tenantDomain}`, attempts, finishedAt, error };
}
