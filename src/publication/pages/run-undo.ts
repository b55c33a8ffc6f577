import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors/index.js';
import { FileStore } from '../../platform/files/index.js';
import { readRun, type Run } from '../runs/run.queries.js';
import { RunOpening } from '../runs/run-opening.service.js';
import { Sources } from '../sources/sources.service.js';
import { canBeUndone } from './domain/run-view.js';
import type { OpenRun } from './run-pages.js';

/** "Revenir à la publication précédente": its manifest is applied again, as a new run that notifies no one (PUB-37). */
@Injectable()
export class RunUndo {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
    private readonly sources: Sources,
    private readonly opening: RunOpening,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @returns the new run. @throws Conflict past 72 hours, or when another run has been applied since; RunOpen */
  async undo({ view, around }: OpenRun, staffId: string): Promise<Run> {
    const { formerRunId, isLastApplied } = around;
    const now = this.clock.now();
    if (!formerRunId || !canBeUndone({ ...view, isLastApplied, hasFormer: true }, now)) {
      throw new Conflict('publication:error.not-undoable', { number: view.number });
    }
    const former = await this.work.read((query) => readRun(query, formerRunId));
    const source = await this.sources.byCode(view.sourceCode);
    const sha256 = former.manifestFile;
    const bytes = sha256 ? await this.files.size(currentTenant().id, sha256) : null;
    if (!source || !sha256 || bytes === null)
      throw new Conflict('publication:error.not-undoable', { number: view.number });
    const kept = { sha256, bytes, mediaType: null, restricted: false };
    const runRef = `retour-${view.number}-${now.getTime()}`;
    const options = { trigger: 'replay' as const, startedBy: staffId, replayOf: former.id, runRef };
    const { run } = await this.opening.open(source, kept, options);
    const details = { number: view.number, back: former.number, as: run.number };
    await this.audit.record({ action: 'publication.undo', subject: { kind: 'publication_run', id: view.id }, details });
    return run;
  }
}
