import { type HandlesJob, type JobAttempt, JobHandler } from '../../platform/jobs/index.js';
import { DeskManifest } from './desk-manifest.service.js';
import { MAKE_DESK_MANIFEST } from './kinds.js';

/** Paper that cannot be made is waited for that often, then done without. */
const PATIENT_ATTEMPTS = 3;
const ATTEMPTS = 5;

@JobHandler(MAKE_DESK_MANIFEST)
export class MakeDeskManifestJob implements HandlesJob<{ runId: string }> {
  constructor(private readonly manifests: DeskManifest) {}

  async run({ runId }: { runId: string }, { attempt }: JobAttempt): Promise<void> {
    if (attempt > ATTEMPTS) await this.manifests.giveUp(runId);
    else await this.manifests.make(runId, attempt <= PATIENT_ATTEMPTS);
  }
}
