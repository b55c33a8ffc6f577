import { raw, sql, type Transaction } from '../../platform/database/index.js';
import { copyIn } from './copy-in.js';

/** Characters gathered before they are sent: the same, whatever the size of the manifest. */
const BATCH_CHARACTERS = 1_000_000;

/** Rows that are left out when the account they belong to is published with this very content. */
interface Conditional {
  id: string;
  /** Hexadecimal. */
  contentHash: string;
  rows: [table: string, text: string][];
}

interface Batch {
  characters: number;
  texts: Map<string, string[]>;
  conditionals: Conditional[];
}

const emptyBatch = (): Batch => ({ characters: 0, texts: new Map(), conditionals: [] });

/**
 * Fills the staging tables of a run, by COPY into temporary tables, since COPY into a table under row-level security is refused. One
 * batch is being sent while the next one is gathered.
 */
export class StagingWriter {
  private batch = emptyBatch();
  private sending: Promise<void> = Promise.resolve();
  private readonly columns = new Map<string, readonly string[]>();

  constructor(
    private readonly transaction: Transaction,
    private readonly runId: string,
  ) {}

  /** Tells the columns of a table of the run before the first of its rows. */
  declare(table: string, columns: readonly string[]): void {
    this.columns.set(table, columns);
  }

  /** @param text lines of COPY, each with its end */
  add(table: string, text: string): void {
    const texts = this.batch.texts.get(table);
    if (texts) texts.push(text);
    else this.batch.texts.set(table, [text]);
    this.batch.characters += text.length;
  }

  addUnlessPublished(conditional: Conditional): void {
    this.batch.conditionals.push(conditional);
    for (const [, text] of conditional.rows) this.batch.characters += text.length;
  }

  /** @returns a promise to be waited for when the batch is full, else nothing */
  pace(): Promise<void> | undefined {
    return this.batch.characters < BATCH_CHARACTERS ? undefined : this.send();
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
    const batch = this.batch;
    this.batch = emptyBatch();
    await this.sending;
    this.sending = this.store(batch);
    this.sending.catch(() => undefined); // told by the next wait
  }

  private async store({ texts, conditionals }: Batch): Promise<void> {
    for (const [table, text] of await this.unpublished(conditionals)) {
      const known = texts.get(table);
      if (known) known.push(text);
      else texts.set(table, [text]);
    }
    for (const [table, lines] of texts) await this.storeTable(table, lines.join(''));
  }

  private async unpublished(conditionals: Conditional[]): Promise<[string, string][]> {
    if (conditionals.length === 0) return [];
    const published = await this.transaction.query<{ id: string; hash: string }>(sql`
      SELECT id, encode(content_hash, 'hex') AS hash FROM account
      WHERE id = ANY (${conditionals.map(({ id }) => id)}::uuid[]) AND publication_state IN ('published', 'hidden')`);
    const hashes = new Map(published.map(({ id, hash }) => [id, hash]));
    return conditionals.filter(({ id, contentHash }) => hashes.get(id) !== contentHash).flatMap(({ rows }) => rows);
  }

  private async storeTable(table: string, text: string): Promise<void> {
    const { query, client } = this.transaction;
    const columns = (this.columns.get(table) ?? []).map((name) => `"${name}"`).join(', ');
    const incoming = `incoming_${table}`;
    await query(
      sql`CREATE TEMP TABLE IF NOT EXISTS ${raw(incoming)} ON COMMIT DROP AS SELECT ${raw(columns)} FROM ${raw(table)} WITH NO DATA`,
    );
    await copyIn(client, `COPY ${incoming} (${columns}) FROM STDIN`, text);
    await query(
      sql`INSERT INTO ${raw(table)} (run_id, ${raw(columns)}) SELECT ${this.runId}::uuid, ${raw(columns)} FROM ${raw(incoming)}`,
    );
    await query(sql`TRUNCATE ${raw(incoming)}`);
  }
}
