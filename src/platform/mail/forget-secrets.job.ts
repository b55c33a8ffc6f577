import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock/index.js';
import { contextIfAny } from '../context/index.js';
import { UnitOfWork } from '../database/index.js';
import { defineJob, type HandlesJob, JobHandler, Jobs, OnTheClock } from '../jobs/index.js';
import { forgetSecrets } from './message.queries.js';

/** A provisional password lives 30 days: no secret of a message outlives it. */
const KEPT_DAYS = 31;
const DAY_MS = 86_400_000;

export const FORGET_MESSAGE_SECRETS = defineJob('forget-message-secrets', z.strictObject({}));

@Injectable()
@JobHandler(FORGET_MESSAGE_SECRETS)
@OnTheClock(
  '40 3 * * *',
  'Chaque nuit à 3 h 40, les mots de passe et liens des messages jamais envoyés depuis un mois sont effacés.',
)
export class ForgetMessageSecrets implements HandlesJob<object> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    if (contextIfAny()?.tenant) return this.forget();
    await this.jobs.forEachTenant(FORGET_MESSAGE_SECRETS);
  }

  private async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY_MS);
    await this.work.write(({ query }) => query(forgetSecrets(before)));
  }
}
