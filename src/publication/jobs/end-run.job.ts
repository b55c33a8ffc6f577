import { type HandlesJob, JobHandler } from '../../platform/jobs/index.js';
import { RunTidying } from '../runs/run-tidying.service.js';
import { END_RUN } from './kinds.js';

@JobHandler(END_RUN)
export class EndRunJob implements HandlesJob<{ runId: string }> {
  constructor(private readonly runs: RunTidying) {}

  run({ runId }: { runId: string }): Promise<void> {
    return this.runs.end(runId);
  }
}
