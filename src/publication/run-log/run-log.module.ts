import { Module } from '@nestjs/common';
import { OperatorPanel } from '../../tenants/index.js';
import { PublicationModule } from '../publication.module.js';
import { RunEndings } from '../runs/run-endings.js';
import { RunLogDownloadsController } from './run-log-downloads.controller.js';
import { numbersWithLog } from './run-log.queries.js';
import { RunLog } from './run-log.service.js';

/** "Activer log": what each run did, as text (PUB-05, PUB-06). */
@Module({
  imports: [PublicationModule],
  controllers: [RunLogDownloadsController],
  providers: [RunLog],
})
export class RunLogModule {
  constructor(endings: RunEndings, logs: RunLog, panel: OperatorPanel) {
    endings.contribute('reports', ({ id }) => logs.write(id));
    panel.contributeRunLinks({
      label: 'publication-settings:logs.download',
      numbers: numbersWithLog,
      path: (number) => `publications/${number}/journal`,
    });
  }
}
