import { z } from 'zod';
import { contextIfAny, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import { defineJob, type HandlesJob, JobHandler, Jobs, OnTheClock } from '../../platform/jobs/index.js';
import { forgetCopies, uselessCopies } from './photo-copies.queries.js';

export const FORGET_PHOTO_COPIES = defineJob('forget-photo-copies', z.strictObject({}));

/** A photo that is shown no more leaves no copy behind. */
@JobHandler(FORGET_PHOTO_COPIES)
@OnTheClock('50 3 * * *', 'Chaque nuit à 3 h 50, les vignettes des photos retirées sont effacées.')
export class ForgetPhotoCopies implements HandlesJob<object> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly files: FileStore,
  ) {}

  async run(): Promise<void> {
    if (contextIfAny()?.tenant) return this.forget();
    await this.jobs.forEachTenant(FORGET_PHOTO_COPIES);
  }

  /** Bytes first: stopped in between, the rows still say what is left to erase. */
  private async forget(): Promise<void> {
    const useless = await this.work.read(uselessCopies);
    const tenantId = currentTenant().id;
    for (const { erasable } of useless) if (erasable) await this.files.remove(tenantId, erasable);
    const originals = useless.map(({ original }) => original);
    await this.work.write(({ query }) => forgetCopies(query, originals));
  }
}
