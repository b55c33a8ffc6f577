import { Injectable } from '@nestjs/common';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { FileStore } from '../../platform/files/index.js';
import { LOG_HEADER, type LoggedRun, lineText, stepsAfter, stepsBefore } from './domain/log-lines.js';
import {
  changesAfter,
  keepLog,
  type LoggedChange,
  type LoggedProblem,
  logOf,
  problemsAfter,
  runToLog,
} from './run-log.queries.js';

/** What fails before it fails the stream that is read: nothing else is to be done. */
const failsWithIt = () => undefined;
const LARGEST_BYTES = 1_000_000_000;
const SEVERITIES: Record<LoggedProblem['severity'], string> = {
  refusal: 'refusé',
  set_aside: 'mis de côté',
  warning: 'signalé',
};
const OUTCOMES: Record<LoggedChange['outcome'], string> = {
  added: 'ajouté',
  changed: 'modifié',
  withdrawn: 'retiré',
  expired: 'fini',
};

/** The text log of a run, written once it has ended where the operator wants it; the nightly retention lets it go (PUB-06). */
@Injectable()
export class RunLog {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
  ) {}

  /** Nothing for a run that has its log already. */
  async write(runId: string): Promise<void> {
    const run = await this.work.read((query) => runToLog(query, runId));
    if (!run) return;
    const { id: tenantId, timeZone } = currentTenant();
    const text = Readable.from(this.lines(runId, run, timeZone), { objectMode: false });
    const packed = pipeline(text, createGzip(), failsWithIt);
    const { sha256 } = await this.files.receive(tenantId, packed, { maxBytes: LARGEST_BYTES });
    await this.work.write(({ query }) => keepLog(query, runId, sha256));
  }

  /** @throws NotFound when the run has none */
  async open(number: string): Promise<{ runId: string; text: Readable }> {
    const wanted = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : null;
    const log = wanted ? await this.work.read((query) => logOf(query, wanted)) : null;
    if (!log) throw new NotFound();
    const packed = await this.files.open(currentTenant().id, log.sha256);
    return { runId: log.runId, text: pipeline(packed, createGunzip(), failsWithIt) };
  }

  private async *lines(runId: string, run: LoggedRun, timeZone: string): AsyncGenerator<string> {
    yield LOG_HEADER;
    yield stepsBefore(run)
      .map((line) => lineText(line, timeZone))
      .join('');
    yield* this.problemLines(runId, run.checkedAt ?? run.receivedAt, timeZone);
    if (run.appliedAt) yield* this.changeLines(runId, run.appliedAt, timeZone);
    yield stepsAfter(run)
      .map((line) => lineText(line, timeZone))
      .join('');
  }

  private async *problemLines(runId: string, at: Date, timeZone: string): AsyncGenerator<string> {
    let position = 0;
    for (;;) {
      const problems = await this.work.read((query) => problemsAfter(query, runId, position));
      if (problems.length === 0) return;
      yield problems
        .map(({ severity, code, section, ref, message }) =>
          lineText(
            { at, step: 'vérification', section, ref, outcome: `${SEVERITIES[severity]} ${code} ${message}` },
            timeZone,
          ),
        )
        .join('');
      position = problems.at(-1)?.position ?? position;
    }
  }

  private async *changeLines(runId: string, at: Date, timeZone: string): AsyncGenerator<string> {
    let last: LoggedChange | null = null;
    for (;;) {
      const after: LoggedChange | null = last;
      const changes: LoggedChange[] = await this.work.read((query) => changesAfter(query, runId, after));
      if (changes.length === 0) return;
      yield changes
        .map(({ section, ref, outcome }) =>
          lineText({ at, step: 'application', section, ref, outcome: OUTCOMES[outcome] }, timeZone),
        )
        .join('');
      last = changes.at(-1) ?? null;
    }
  }
}
