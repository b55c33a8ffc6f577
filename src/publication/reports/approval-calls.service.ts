import { Injectable } from '@nestjs/common';
import { SystemMessages } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { type Locale, Translator } from '../../platform/i18n/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Messages } from '../../platform/mail/index.js';
import { OPEN_DAYS } from '../domain/run-states.js';
import { lockRun, type Run } from '../runs/run.queries.js';
import { isReminderDue, REMINDER_HOURS, type ReminderHours, reminderMoment } from './domain/reminders.js';
import { REMIND_OF_WAITING_RUN } from './kinds.js';
import { RUN_WAITING } from './report-messages.js';
import { reasonsOf, sourceOf } from './report-words.js';
import { addressesOf } from './run-addresses.js';
import { RunFactsReading } from './run-facts.service.js';
import { tongueOf } from './tongue.js';

const DAY_MS = 86_400_000;

/** M7: those who may approve a run are asked to, when it begins to wait, and again while it does (PUB-89, §4.1). */
@Injectable()
export class ApprovalCalls {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly facts: RunFactsReading,
    private readonly systemMessages: SystemMessages,
    private readonly messages: Messages,
    private readonly translator: Translator,
    private readonly config: Config,
  ) {}

  /** In the transaction that holds the run. */
  async forHeld(run: Run): Promise<void> {
    await this.call(run, 0);
    for (const hours of REMINDER_HOURS) {
      const runAt = reminderMoment(heldAt(run, this.clock.now()), hours);
      await this.jobs.later(REMIND_OF_WAITING_RUN, { runId: run.id, hours }, { runAt });
    }
  }

  /** Nothing happens once somebody has decided. */
  remind(runId: string, hours: ReminderHours): Promise<void> {
    return this.work.write(async ({ query }) => {
      const run = await lockRun(query, runId);
      const now = this.clock.now();
      if (run.state === 'awaiting_approval' && isReminderDue(heldAt(run, now), hours, now)) await this.call(run, hours);
    });
  }

  private async call(run: Run, hours: number): Promise<void> {
    const facts = await this.facts.of(run);
    const { path, page } = addressesOf(this.config, run);
    const tongue = (locale: Locale) => tongueOf(this.translator, locale);
    const variables = (locale: Locale) => ({
      number: run.number,
      source: sourceOf(facts),
      reasons: reasonsOf(facts.run.guardReasons, tongue(locale)),
      until: tongue(locale).instant(run.expiresAt ?? this.clock.now()),
      link: page,
    });
    const readers = await this.systemMessages.send({
      to: { permission: 'publication.approve', wholly: true },
      lines: run.lines,
      key: `run/${run.id}/waiting/${hours}`,
      title: ({ locale }) => tongue(locale).say('run-reports:email.waiting.subject', { number: run.number }),
      body: ({ locale }) => {
        const { source, reasons, until } = variables(locale);
        const { say } = tongue(locale);
        return [
          say('run-reports:waiting.reasons', { source, reasons }),
          say('run-reports:waiting.until', { until }),
        ].join('\n\n');
      },
      link: path,
    });
    const letters = readers.flatMap(({ email, name, locale, staffId }) =>
      email === null
        ? []
        : [
            {
              to: { address: email, name, locale },
              variables: variables(locale),
              options: { concerns: { kind: 'staff_member', id: staffId } },
            },
          ],
    );
    await this.messages.sendEach(RUN_WAITING, letters);
  }
}

/** It waits for a fixed time: the end says the beginning. */
function heldAt({ expiresAt }: Run, now: Date): Date {
  return expiresAt ? new Date(expiresAt.getTime() - OPEN_DAYS * DAY_MS) : now;
}
