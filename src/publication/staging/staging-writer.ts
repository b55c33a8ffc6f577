import { raw, sql, type Transaction } from '../../platform/database/index.js';
import type { Batch } from './batch.js';
import { copyIn } from './copy-in.js';
import { STAGED_COLUMNS } from './staged-columns.js';

/** Fills the staging tables of a run, by COPY into temporary tables, since COPY into a table under row-level security is refused. */
export class StagingWriter {
  private readonly made = new Set<string>();

  constructor(
    private readonly transaction: Transaction,
    private readonly runId: string,
  ) {}

  /** Nothing else may be under way on the connection. */
  async store(batch: Batch): Promise<void> {
    for (const { table, rows } of batch.tables) await this.storeTable(table, rows);
  }

  private async storeTable(table: string, rows: Uint8Array): Promise<void> {
    const { query, client } = this.transaction;
    const columns = columnsOf(table);
    const incoming = `incoming_${table}`;
    if (!this.made.has(table)) {
      await query(
        sql`CREATE TEMP TABLE ${raw(incoming)} ON COMMIT DROP AS SELECT ${raw(columns)} FROM ${raw(table)} WITH NO DATA`,
      );
      this.made.add(table);
    }
    await copyIn(client, `COPY ${incoming} (${columns}) FROM STDIN`, rows);
    await Promise.all([
      query(sql`
        INSERT INTO ${raw(table)} (tenant_id, run_id, ${raw(columns)})
        SELECT (SELECT app.tenant_id()), ${this.runId}::uuid, ${raw(columns)} FROM ${raw(incoming)}`),
      query(sql`TRUNCATE ${raw(incoming)}`),
    ]);
  }
}

function columnsOf(table: string): string {
  const columns = STAGED_COLUMNS.get(table);
  if (!columns) throw new Error(`${table} is no staging table`);
  return columns.map((name) => `"${name}"`).join(', ');
}
