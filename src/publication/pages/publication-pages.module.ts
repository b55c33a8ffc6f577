import { Module } from '@nestjs/common';
import { StaffShell } from '../../platform/shell/index.js';
import { PublicationModule } from '../publication.module.js';
import { ScheduleModule } from '../schedule/schedule.module.js';
import { SftpModule } from '../sftp/sftp.module.js';
import { LooseFiles } from '../retention/loose-files.js';
import { ManifestArchive } from '../runs/manifest-archive.js';
import { ImportArchives } from './import/import-archives.js';
import { ImportFilesJob } from './import/import-files.job.js';
import { StaffImportController } from './import/staff-import.controller.js';
import { waitingRuns } from './run-list.queries.js';
import { RunPages } from './run-pages.js';
import { RunUndo } from './run-undo.js';
import { SourceDesk } from './sources/source-desk.js';
import { SshKeyDesk } from './sources/ssh-key-desk.js';
import { StaffSourceKeysController } from './sources/staff-source-keys.controller.js';
import { StaffSourcesController } from './sources/staff-sources.controller.js';
import { StaffDeskRunsController } from './staff-desk-runs.controller.js';
import { StaffRunController } from './staff-run.controller.js';
import { StaffRunDecisionsController } from './staff-run-decisions.controller.js';
import { StaffRunDownloadsController } from './staff-run-downloads.controller.js';
import { StaffRunsController } from './staff-runs.controller.js';

/** Publications as the staff reads and decides them. */
@Module({
  imports: [PublicationModule, SftpModule, ScheduleModule],
  controllers: [
    StaffRunsController,
    StaffDeskRunsController,
    StaffImportController,
    StaffRunDownloadsController,
    StaffRunController,
    StaffRunDecisionsController,
    StaffSourcesController,
    StaffSourceKeysController,
  ],
  providers: [RunPages, RunUndo, SourceDesk, SshKeyDesk, ImportArchives, ImportFilesJob, ManifestArchive, LooseFiles],
})
export class PublicationPagesModule {
  constructor(shell: StaffShell, pages: RunPages) {
    shell.contribute(
      {
        key: 'publication.runs',
        order: 100,
        icon: 'cloud-upload',
        label: 'publication:title',
        note: 'publication:note',
        href: () => '/gestion/publications',
        visible: ({ viewer }) => viewer.permissions.has('publication.view'),
      },
      {
        key: 'publication.sources',
        order: 105,
        icon: 'plug-connected',
        label: 'publication:sources.title',
        href: () => '/gestion/administration/publication-internet/sources',
        visible: ({ viewer }) => viewer.permissions.has('sources.manage'),
        only: 'menu',
      },
    );
    shell.contributePanel({
      key: 'publication.waiting',
      order: 10,
      view: 'publication/waiting-runs',
      visible: ({ viewer }) => viewer.permissions.has('publication.view'),
      load: async (_, query) => {
        const runs = await waitingRuns(query, pages.linesRead());
        const shown = runs.map((run) => ({ ...run, mayDecide: pages.may('publication.approve', run.lines) }));
        return shown.length === 0 ? null : { runs: shown };
      },
    });
  }
}
