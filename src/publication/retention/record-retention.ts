import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { sql, type Sql, UnitOfWork } from '../../platform/database/index.js';
import { pastTerm } from './domain/terms.js';

const ROWS_AT_ONCE = 10_000;

/** What was put in the bin, and who opened what: each as long as it is kept. Everything here may be done twice. */
@Injectable()
export class RecordRetention {
  constructor(private readonly work: UnitOfWork) {}

  async letGo(now: Date): Promise<void> {
    const { timeZone } = currentTenant();
    await this.emptyBin(pastTerm('bin', now, timeZone));
    const old = pastTerm('consultation', now, timeZone);
    await this.inBatches(
      sql`DELETE FROM consultation_record WHERE id IN (SELECT id FROM consultation_record WHERE at <= ${old} LIMIT ${ROWS_AT_ONCE})`,
    );
  }

  /** A document that someone opened is only withdrawn: the proof of it names it. The bytes of both follow. */
  private async emptyBin(old: Date): Promise<void> {
    const binned = (table: Sql) =>
      sql`SELECT b.id FROM ${table} b WHERE b.publication_state = 'binned' AND b.state_changed_at <= ${old} LIMIT ${ROWS_AT_ONCE}`;
    const named = sql`EXISTS (SELECT FROM consultation_record r WHERE r.document_id = d.id)
      OR EXISTS (SELECT FROM account_entry e WHERE e.document_id = d.id)
      OR EXISTS (SELECT FROM expense_document e WHERE e.document_id = d.id)
      OR EXISTS (SELECT FROM document o WHERE o.replaces_id = d.id)`;
    await this.inBatches(
      sql`UPDATE document d SET publication_state = 'withdrawn' WHERE d.id IN (${binned(sql`document`)}) AND (${named})`,
    );
    await this.inBatches(sql`DELETE FROM document WHERE id IN (${binned(sql`document`)})`);
    await this.inBatches(sql`DELETE FROM photo WHERE id IN (${binned(sql`photo`)})`);
  }

  /** @param change of `ROWS_AT_ONCE` rows at most: as long as it finds some, there may be more */
  private async inBatches(change: Sql): Promise<void> {
    for (let rows = ROWS_AT_ONCE; rows > 0;) {
      const [done] = await this.work.write(({ query }) =>
        query<{ rows: number }>(sql`WITH done AS (${change} RETURNING 1) SELECT count(*)::int AS rows FROM done`),
      );
      rows = done?.rows ?? 0;
    }
  }
}
