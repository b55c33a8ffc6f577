import { type HandlesJob, JobHandler } from '../../platform/jobs/index.js';
import { FileRetention } from './file-retention.js';
import { ERASE_FILES } from './kinds.js';

@JobHandler(ERASE_FILES)
export class EraseFiles implements HandlesJob<{ files: string[] }> {
  constructor(private readonly files: FileRetention) {}

  run({ files }: { files: string[] }): Promise<void> {
    return this.files.eraseLoose(files);
  }
}
