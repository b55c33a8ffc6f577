import { Clock } from '../../platform/clock/index.js';
import { isSha256 } from '../../platform/files/index.js';
import { type HandlesJob, JobHandler, Jobs, OnTheClock } from '../../platform/jobs/index.js';
import type { DropFolder } from './drop-folder.js';
import { parseDropped } from './folder-names.js';
import { SCAN_DROP_FOLDER, WATCH_DROP_FOLDERS } from './kinds.js';
import { receiptRefs } from './receipts.js';
import { WatchedFolders } from './watched-folders.js';

const HALF_A_MINUTE_MS = 30_000;

@JobHandler(WATCH_DROP_FOLDERS)
@OnTheClock('* * * * *', 'Deux fois par minute, les dossiers de dépôt des sources de publication sont relevés.')
export class WatchDropFolders implements HandlesJob<{ second?: true }> {
  constructor(
    private readonly folders: WatchedFolders,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** The clock strikes by the minute: each of its looks asks for the one in between (PUB-82). */
  async run({ second }: { second?: true }): Promise<void> {
    if (!second) {
      const runAt = new Date(this.clock.now().getTime() + HALF_A_MINUTE_MS);
      await this.jobs.later(WATCH_DROP_FOLDERS, { second: true }, { tenantId: null, key: 'second', runAt });
    }
    await this.folders.each(async (folder, { id, receiving }) => {
      if (await hasWork(folder, receiving)) await this.jobs.later(SCAN_DROP_FOLDER, { sourceId: id }, { key: id });
    });
  }
}

/** Runs that go on must be answered for; files alone wait for a run that awaits them. */
async function hasWork(folder: DropFolder, receiving: boolean): Promise<boolean> {
  if ((await folder.names('in')).some((name) => parseDropped(name) !== null)) return true;
  if ((await receiptRefs(folder)).length > 0) return true;
  return receiving && (await folder.names('files')).some(isSha256);
}
