import { Clock } from '../../platform/clock/index.js';
import { type HandlesJob, JobHandler, Jobs, NotYet } from '../../platform/jobs/index.js';
import { DropFolderScan } from './drop-folder-scan.service.js';
import { SCAN_DROP_FOLDER } from './kinds.js';

const SOON_MS = 3_000;
/** Each holds a connection beside the ones it works with. */
const AT_ONCE = 2;

@JobHandler(SCAN_DROP_FOLDER)
export class ScanDropFolder implements HandlesJob<{ sourceId: string }> {
  private underWay = 0;

  constructor(
    private readonly scans: DropFolderScan,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** As long as something goes on it is looked at often: files, manifest and commit put together are done with in seconds (PUB-87). */
  async run({ sourceId }: { sourceId: string }): Promise<void> {
    if (this.underWay >= AT_ONCE) throw new NotYet(this.soon());
    this.underWay += 1;
    try {
      const { lookAgain } = await this.scans.scan(sourceId);
      if (lookAgain) await this.jobs.later(SCAN_DROP_FOLDER, { sourceId }, { key: sourceId, runAt: this.soon() });
    } finally {
      this.underWay -= 1;
    }
  }

  private soon(): Date {
    return new Date(this.clock.now().getTime() + SOON_MS);
  }
}
