import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { DomainNotValidated } from '../publication-errors.js';
import type { Run } from '../runs/run.queries.js';
import { RunOpening } from '../runs/run-opening.service.js';
import { domainValidated } from '../settings/domain-name.queries.js';
import { type Source, Sources } from '../sources/sources.service.js';
import { MAKE_DESK_MANIFEST } from './kinds.js';

export interface DeskRunOptions {
  trigger: 'schedule' | 'manual';
  /** The staff member who asked. */
  startedBy?: string;
  /** Ends after the check: says what would change, changes nothing (PUB-36). */
  simulate?: boolean;
  /** "Notifier dès cette publication" (PUB-59). */
  notifyFirst?: boolean;
}

const DESK = 'DESK';

/** Publications of what the agency keeps at its own desk: the same run as a program's, whose manifest we make (PUB-43). */
@Injectable()
export class DeskRuns {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly sources: Sources,
    private readonly opening: RunOpening,
    private readonly jobs: Jobs,
  ) {}

  /**
   * The run is written down with the job that will make its manifest: from then on no crash loses it.
   * @returns the run, in state `checking`
   * @throws RunOpen when one of the desk is open (PUB-28), DomainNotValidated, NotFound in a tenant without a desk
   */
  async start(options: DeskRunOptions): Promise<Run> {
    const source = await this.source();
    return this.work.write(async ({ query }) => {
      if (!(await domainValidated(query))) throw new DomainNotValidated();
      const run = await this.opening.announce(source, this.reference(), options);
      await this.jobs.later(MAKE_DESK_MANIFEST, { runId: run.id });
      return run;
    });
  }

  private async source(): Promise<Source> {
    const source = await this.sources.byCode(DESK);
    if (!source) throw new NotFound(undefined, {}, 'the tenant has no desk');
    return source;
  }

  /** "2025-11-14T20-00-00-1f3a": readable, and of no other run. */
  private reference(): string {
    const second = this.clock.now().toISOString().slice(0, 19).replaceAll(':', '-');
    return `${second}-${randomBytes(2).toString('hex')}`;
  }
}
