import { Module } from '@nestjs/common';
import { AnonymisationModule } from '../../portfolio/index.js';
import { EraseFiles } from './erase-files.job.js';
import { FileHolders } from './file-holders.queries.js';
import { FileRetention } from './file-retention.js';
import { LooseFiles } from './loose-files.js';
import { NightlyRetention } from './nightly-retention.job.js';
import { RecordRetention } from './record-retention.js';
import { RunRetention } from './run-retention.js';

/** What is kept how long: `docs/operating.md` has the table. */
@Module({
  imports: [AnonymisationModule],
  providers: [FileHolders, LooseFiles, FileRetention, RunRetention, RecordRetention, EraseFiles, NightlyRetention],
})
export class RetentionModule {}
