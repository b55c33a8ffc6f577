import { raw, sql, type Transaction } from '../../platform/database/index.js';
import { Batch, type Conditional } from './batch.js';
import { copyIn } from './copy-in.js';

/** Bytes gathered before they are sent: the same, whatever the size of the manifest. */
const BATCH_BYTES = 2_000_000;

/**
 * Fills the staging tables of a run, by COPY into temporary tables, since COPY into a table under row-level security is refused. One
 * batch is being sent while the next one is gathered.
 */
export class StagingWriter {
  private gathering = new Batch();
  private idleBatch = new Batch();
  private sending: Promise<void> = Promise.resolve();
  private readonly columns = new Map<string, string>();
  private readonly made = new Set<string>();

  constructor(
    private readonly transaction: Transaction,
    private readonly runId: string,
  ) {}

  /** Tells the columns of a table of the run before the first of its rows. */
  declare(table: string, columns: readonly string[]): void {
    this.columns.set(table, columns.map((name) => `"${name}"`).join(', '));
  }

  /** @param text lines of COPY, each with its end */
  add(table: string, text: string): void {
    this.gathering.add(table, text);
  }

  /** Rows of an account that need not be staged when the account is published with this very content. */
  addUnlessPublished(table: string, text: string, accountId: string, contentHash: string): void {
    this.gathering.addUnlessPublished(table, text, accountId, contentHash);
  }

  /** @returns a promise to be waited for when the batch is full, else nothing */
  pace(): Promise<void> | undefined {
    return this.gathering.size < BATCH_BYTES ? undefined : this.send();
  }

  async finish(): Promise<void> {
    await this.send();
    await this.sending;
  }

  /** Resolves when nothing is under way on the connection, whatever happened. */
  async idle(): Promise<void> {
    await this.sending.catch(() => undefined);
  }

  /** Resolves once the former batch is in and this one is on its way. */
  private async send(): Promise<void> {
    await this.sending;
    const batch = this.gathering;
    this.gathering = this.idleBatch;
    this.idleBatch = batch;
    this.sending = this.store(batch).finally(() => batch.clear());
    this.sending.catch(() => undefined); // told by the next wait
  }

  private async store(batch: Batch): Promise<void> {
    for (const changed of await this.unpublished(batch.conditionals)) batch.release(changed);
    for (const [table, rows] of batch.tables) if (rows.length > 0) await this.storeTable(table, rows.bytes());
  }

  private async unpublished(conditionals: Conditional[]): Promise<Conditional[]> {
    if (conditionals.length === 0) return [];
    const published = await this.transaction.query<{ id: string; hash: string }>(sql`
      SELECT id, encode(content_hash, 'hex') AS hash FROM account
      WHERE id = ANY (${conditionals.map(({ id }) => id)}::uuid[]) AND publication_state IN ('published', 'hidden')`);
    const hashes = new Map(published.map(({ id, hash }) => [id, hash]));
    return conditionals.filter(({ id, contentHash }) => hashes.get(id) !== contentHash);
  }

  private async storeTable(table: string, rows: Buffer): Promise<void> {
    const { query, client } = this.transaction;
    const columns = this.columns.get(table) ?? '';
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
