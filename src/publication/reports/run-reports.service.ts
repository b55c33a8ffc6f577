import { Injectable } from '@nestjs/common';
import { type Reader, SystemMessages } from '../../identity/index.js';
import { Config } from '../../platform/config/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { DEFAULT_LOCALE, type Locale, Translator } from '../../platform/i18n/index.js';
import { Messages, OperatorMessages } from '../../platform/mail/index.js';
import { reachOf } from '../pages/domain/run-reach.js';
import type { Run } from '../runs/run.queries.js';
import { reportOf } from './domain/report-of.js';
import { RUN_ENDED, RUN_FAILED } from './report-messages.js';
import { causeOf, firstProblems, reportDetails, sourceOf, timesOf } from './report-words.js';
import { addressesOf } from './run-addresses.js';
import { linesOf, type RunFacts, RunFactsReading } from './run-facts.service.js';
import { type Tongue, tongueOf } from './tongue.js';

/** The report of each run that ended, to the staff of its lines who receive system messages (PUB-23 to PUB-26). */
@Injectable()
export class RunReports {
  constructor(
    private readonly work: UnitOfWork,
    private readonly facts: RunFactsReading,
    private readonly systemMessages: SystemMessages,
    private readonly messages: Messages,
    private readonly operator: OperatorMessages,
    private readonly translator: Translator,
    private readonly config: Config,
  ) {}

  /** Told twice, it writes once. */
  async ofEnded(run: Run): Promise<void> {
    const report = reportOf(run);
    if (!report) return;
    const facts = await this.facts.of(run);
    const { path } = addressesOf(this.config, run);
    await this.work.write(async () => {
      const readers = await this.systemMessages.send({
        to: 'receivers',
        lines: linesOf(facts),
        key: `run/${run.id}/ended`,
        title: ({ locale }) => this.title(facts, report.letter, locale),
        body: (reader) => this.body(facts, report.letter, reader),
        link: path,
      });
      const written = readers.filter(({ email }) => email !== null);
      if (report.mailed && report.letter === 'ended')
        await this.messages.sendEach(RUN_ENDED, this.letters(facts, written));
      if (report.letter === 'failed') await this.messages.sendEach(RUN_FAILED, this.failures(facts, written));
      if (report.toOperator) await this.tellOperator(facts);
    });
  }

  private title({ run }: RunFacts, letter: 'ended' | 'failed', locale: Locale): string {
    const { say } = this.tongue(locale);
    const state = say(`run-reports:states.${run.state}`);
    return say(`run-reports:email.${letter}.subject`, { number: run.number, state });
  }

  private body(facts: RunFacts, letter: 'ended' | 'failed', reader: Reader): string {
    const tongue = this.tongue(reader.locale);
    const { csv } = addressesOf(this.config, facts.run);
    const { formerDate, ...failed } = this.failed(facts, reader);
    const first =
      letter === 'ended'
        ? [tongue.say('run-reports:ended.summary', this.summary(facts, tongue)), effectOf(facts, tongue)]
        : [
            tongue.say('run-reports:failed.summary', failed),
            formerDate
              ? tongue.say('run-reports:failed.former', { date: formerDate })
              : tongue.say('run-reports:failed.no-former'),
          ];
    return [first.filter(Boolean).join('\n'), ...reportDetails(facts, tongue, isDetailed(facts, reader), csv)].join(
      '\n\n',
    );
  }

  private letters(facts: RunFacts, readers: Reader[]) {
    const { number } = facts.run;
    return readers.map((reader) => {
      const tongue = this.tongue(reader.locale);
      const variables = {
        number,
        state: tongue.say(`run-reports:states.${facts.run.state}`),
        ...this.summary(facts, tongue),
        effect: effectOf(facts, tongue),
        problems: isDetailed(facts, reader) ? firstProblems(facts, tongue) : [],
        link: addressesOf(this.config, facts.run).page,
      };
      return { to: addressee(reader), variables, options: concerning(reader) };
    });
  }

  private failures(facts: RunFacts, readers: Reader[]) {
    const link = addressesOf(this.config, facts.run).page;
    return readers.map((reader) => {
      const variables = { number: facts.run.number, ...this.failed(facts, reader), link };
      return { to: addressee(reader), variables, options: concerning(reader) };
    });
  }

  private summary(facts: RunFacts, tongue: Tongue) {
    const { added, changed, withdrawn, setAside } = facts.totals;
    const { notificationsQueued: notifications } = facts.around;
    return { source: sourceOf(facts), ...timesOf(facts, tongue), added, changed, withdrawn, setAside, notifications };
  }

  private failed(facts: RunFacts, reader: Reader) {
    const tongue = this.tongue(reader.locale);
    const { formerAppliedAt } = facts.around;
    return {
      date: tongue.day(facts.run.receivedAt),
      reason: causeOf(facts, tongue, isDetailed(facts, reader)),
      formerDate: formerAppliedAt && tongue.day(formerAppliedAt),
    };
  }

  /** Codes and counts alone (PUB-67). */
  private async tellOperator(facts: RunFacts): Promise<void> {
    const { run } = facts;
    const tongue = this.tongue(DEFAULT_LOCALE);
    const { name, domain } = currentTenant();
    const values = {
      tenant: name,
      domain,
      source: run.sourceCode,
      number: run.number,
      date: tongue.day(run.receivedAt),
      reason: causeOf(facts, tongue, false),
      link: `${this.config.publicUrl()}/clients/${domain}`,
    };
    await this.operator.tell({ topic: 'run-failed', key: run.id, sentence: 'run-reports:operator.failed', values });
  }

  private tongue(locale: Locale): Tongue {
    return tongueOf(this.translator, locale);
  }
}

/** Its rows are for who may open them on its page. */
function isDetailed(facts: RunFacts, { lines, wholeAgency, permissions }: Reader): boolean {
  const buildingIds = wholeAgency ? null : [];
  const reach = reachOf({ lines, buildingIds }, linesOf(facts), currentTenant().lines);
  return reach === 'whole' && permissions.has('publication.view');
}

/** What became of a run that was not applied, so that its counts are not taken for deeds. */
function effectOf({ run, around }: RunFacts, tongue: Tongue): string {
  if (run.state === 'applied') return '';
  const { decidedBy, decisionNote } = around;
  const decision =
    run.state === 'rejected' && decidedBy && decisionNote
      ? [tongue.say('run-reports:ended.rejected', { who: decidedBy, note: decisionNote })]
      : [];
  return [...decision, tongue.say('run-reports:ended.no-effect')].join(' ');
}

function addressee({ email, name, locale }: Reader) {
  return { address: email ?? '', name, locale };
}

function concerning({ staffId }: Reader) {
  return { concerns: { kind: 'staff_member', id: staffId } };
}
