import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../../platform/context/index.js';
import { sql, UnitOfWork } from '../../../platform/database/index.js';
import { FileStore } from '../../../platform/files/index.js';
import { type HandlesJob, JobHandler } from '../../../platform/jobs/index.js';
import { lettersOf } from './editions.queries.js';
import { FORGET_ACCESS_LETTERS } from './kinds.js';

/** Bytes first: stopped in between, the rows still say what is left to erase. */
@Injectable()
@JobHandler(FORGET_ACCESS_LETTERS)
export class ForgetAccessLetters implements HandlesJob<{ editionId: string }> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
  ) {}

  async run({ editionId }: { editionId: string }): Promise<void> {
    const letters = await this.work.read((query) => lettersOf(query, editionId));
    for (const { file, isShared } of letters) if (!isShared) await this.files.remove(currentTenant().id, file);
    await this.work.write(async ({ query }) => {
      await query(sql`DELETE FROM access_code_letters WHERE edition_id = ${editionId}`);
      await query(sql`UPDATE access_code_edition SET state = 'expired', party_ids = '{}' WHERE id = ${editionId}`);
    });
  }
}
