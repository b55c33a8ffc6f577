import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/index.js';
import { Config } from '../../config/index.js';
import { UnitOfWork } from '../../database/index.js';
import { defineJob, type HandlesJob, type JobAttempt, JobHandler, OnTheClock } from '../../jobs/index.js';
import { DEAD_LETTERS, type DeadLetterCount, deadLettersToTell, lockDeadLetters } from './dead-letters.queries.js';
import { forgetOperatorMessages } from './operator-message.queries.js';
import { OperatorMessages } from './operator-messages.service.js';

export const TELL_DEAD_LETTERS = defineJob('tell-dead-letters', z.strictObject({}));

const KINDS_AT_MOST = 20;
const KEPT_DAYS = 365;
const DAY_MS = 86_400_000;

/** What the console's page of tasks shows, so that somebody looks: kinds, tenants and counts, never what went wrong with whom. */
@Injectable()
@JobHandler(TELL_DEAD_LETTERS)
@OnTheClock('*/5 * * * *', 'Les tâches abandonnées sont signalées aux exploitants, une fois par heure au plus.')
export class TellDeadLetters implements HandlesJob<object> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly messages: OperatorMessages,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async run(_: object, { id }: JobAttempt): Promise<void> {
    await this.work.operatorWrite(async ({ query }) => {
      await query(lockDeadLetters);
      await query(forgetOperatorMessages(new Date(this.clock.now().getTime() - KEPT_DAYS * DAY_MS)));
      const found = await query<DeadLetterCount>(deadLettersToTell());
      if (found.length > 0) await this.tell(id, found);
    });
  }

  private tell(key: string, found: DeadLetterCount[]): Promise<void> {
    const lines = found
      .slice(0, KINDS_AT_MOST)
      .map(({ kind, tenant, count }) => `- ${kind}${tenant ? ` (${tenant})` : ''} : ${count}`);
    const count = found.reduce((sum, one) => sum + one.count, 0);
    const values = { count, list: lines.join('\n'), link: `${this.config.publicUrl()}/taches` };
    return this.messages.tell({ topic: DEAD_LETTERS, key, sentence: 'mail:operator.dead-letters', values });
  }
}
