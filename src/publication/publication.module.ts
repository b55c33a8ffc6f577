import { Module } from '@nestjs/common';
import { GedModule } from '../ged/index.js';
import { CatalogController } from './api/catalog.controller.js';
import { FilesController } from './api/files.controller.js';
import { KeyGuard } from './api/key.guard.js';
import { RunsController } from './api/runs.controller.js';
import { SchemaController } from './api/schema.controller.js';
import { TarController } from './api/tar.controller.js';
import { TarReception } from './api/tar-reception.js';
import { UploadSlots } from './api/upload-slots.js';
import { DeskRuns } from './desk/desk-runs.service.js';
import { DESK } from './desk/providers.js';
import { DROP_FOLDER } from './drop-folder/providers.js';
import { ApplyRunsJob } from './jobs/apply-runs.job.js';
import { CheckRunJob } from './jobs/check-run.job.js';
import { EndRunJob } from './jobs/end-run.job.js';
import { ExpireRunJob } from './jobs/expire-run.job.js';
import { Rehearsal } from './rehearsing/rehearsal.service.js';
import { LooseFiles } from './retention/loose-files.js';
import { ManifestArchive } from './runs/manifest-archive.js';
import { RunAccess } from './runs/run-access.service.js';
import { RunApplication } from './runs/run-application.service.js';
import { RunCheck } from './runs/run-check.service.js';
import { RunDecisions } from './runs/run-decisions.service.js';
import { RunEndings } from './runs/run-endings.js';
import { RunFiles } from './runs/run-files.service.js';
import { RunMoves } from './runs/run-moves.js';
import { RunOpening } from './runs/run-opening.service.js';
import { RunReading } from './runs/run-reading.service.js';
import { RunStaging } from './runs/run-staging.service.js';
import { RunTidying } from './runs/run-tidying.service.js';
import { RunWaits } from './runs/run-waits.js';
import { TransferLog } from './runs/transfer-log.service.js';
import { SourceCatalog } from './sources/source-catalog.service.js';
import { Sources } from './sources/sources.service.js';

const RUNS = [
  LooseFiles,
  ManifestArchive,
  RunOpening,
  RunMoves,
  RunStaging,
  RunCheck,
  Rehearsal,
  RunFiles,
  RunDecisions,
  RunAccess,
  RunApplication,
  RunReading,
  RunEndings,
  RunWaits,
  RunTidying,
  TransferLog,
];
const JOBS = [CheckRunJob, ApplyRunsJob, EndRunJob, ExpireRunJob];
const API = [KeyGuard, UploadSlots, TarReception];

@Module({
  imports: [GedModule],
  controllers: [SchemaController, TarController, RunsController, FilesController, CatalogController],
  providers: [Sources, SourceCatalog, ...RUNS, ...JOBS, ...API, ...DROP_FOLDER, ...DESK],
  exports: [Sources, DeskRuns, RunOpening, RunDecisions, RunReading, RunFiles, RunEndings, RunWaits],
})
export class PublicationModule {}
