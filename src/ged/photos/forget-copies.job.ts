import { z } from 'zod';
import { contextIfAny, currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import { defineJob, type HandlesJob, JobHandler, Jobs, OnTheClock } from '../../platform/jobs/index.js';

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

  /** For the house: one job for each tenant; for a tenant: its copies. */
  async run(): Promise<void> {
    if (contextIfAny()?.tenant) return this.forget();
    const tenants = await this.work.operatorRead((query) => query<{ id: string }>(sql`SELECT id FROM platform.tenant`));
    for (const { id } of tenants)
      await this.jobs.later(FORGET_PHOTO_COPIES, {}, { tenantId: id, unhurried: true, key: 'nightly' });
  }

  /** Bytes first: stopped in between, the row still says what is left to erase. Bytes that something else is made of stay. */
  private async forget(): Promise<void> {
    const useless = await this.work.read((query) =>
      query<{ sha256: string; copy: string | null; shared: boolean }>(sql`
        SELECT c.sha256, c.copy_sha256 AS copy,
          EXISTS (SELECT FROM stored_file f WHERE f.sha256 = c.copy_sha256)
          OR EXISTS (SELECT FROM photo_copy o WHERE o.copy_sha256 = c.copy_sha256 AND o.sha256 <> c.sha256) AS shared
        FROM photo_copy c
        WHERE NOT EXISTS (SELECT FROM photo p WHERE p.sha256 = c.sha256 AND p.publication_state = 'published')`),
    );
    const tenantId = currentTenant().id;
    for (const { copy, shared } of useless) if (copy && !shared) await this.files.remove(tenantId, copy);
    const originals = useless.map(({ sha256 }) => sha256);
    await this.work.write(({ query }) => query(sql`DELETE FROM photo_copy WHERE sha256 = ANY (${originals})`));
  }
}
