import { Clock } from '../../platform/clock/index.js';
import { type HandlesJob, JobHandler, OnTheClock } from '../../platform/jobs/index.js';
import { isOutdated } from './folder-rules.js';
import { TIDY_DROP_FOLDERS } from './kinds.js';
import { WatchedFolders } from './watched-folders.js';

const ROOMS = ['in', 'files', 'out', 'archive', 'receipts'] as const;

@JobHandler(TIDY_DROP_FOLDERS)
@OnTheClock(
  '40 3 * * *',
  'Chaque nuit à 3 h 40, les réponses des dossiers de dépôt vieilles de trente jours sont supprimées.',
)
export class TidyDropFolders implements HandlesJob<object> {
  constructor(
    private readonly folders: WatchedFolders,
    private readonly clock: Clock,
  ) {}

  /** What a killed process left half-written goes with them: it lies beside the rest, under a hidden name. */
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.folders.each(async (folder) => {
      for (const room of ROOMS) {
        for (const name of await folder.names(room)) {
          if (room !== 'out' && !isUnfinished(name)) continue;
          const modifiedAt = await folder.modifiedAt(room, name);
          if (modifiedAt && isOutdated(modifiedAt, now)) await folder.remove(room, name);
        }
      }
    });
  }
}

const isUnfinished = (name: string) => name.startsWith('.') && name.endsWith('.tmp');
