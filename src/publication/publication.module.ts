import { Module } from '@nestjs/common';
import { ApplyRunsJob } from './jobs/apply-runs.job.js';
import { CheckRunJob } from './jobs/check-run.job.js';
import { EndRunJob } from './jobs/end-run.job.js';
import { ExpireRunJob } from './jobs/expire-run.job.js';
import { ManifestArchive } from './runs/manifest-archive.js';
import { RunApplication } from './runs/run-application.service.js';
import { RunCheck } from './runs/run-check.service.js';
import { RunDecisions } from './runs/run-decisions.service.js';
import { RunEndings } from './runs/run-endings.js';
import { RunFiles } from './runs/run-files.service.js';
import { RunMoves } from './runs/run-moves.js';
import { RunOpening } from './runs/run-opening.service.js';
import { RunStaging } from './runs/run-staging.service.js';
import { RunTidying } from './runs/run-tidying.service.js';
import { Sources } from './sources/sources.service.js';

@Module({
  providers: [
    Sources,
    ManifestArchive,
    RunOpening,
    RunMoves,
    RunStaging,
    RunCheck,
    RunFiles,
    RunDecisions,
    RunApplication,
    RunEndings,
    RunTidying,
    CheckRunJob,
    ApplyRunsJob,
    EndRunJob,
    ExpireRunJob,
  ],
  exports: [Sources, RunOpening, RunDecisions, RunFiles, RunEndings],
})
export class PublicationModule {}
