import type { Batch, Conditional } from './batch.js';
import { ByteRows } from './byte-rows.js';

/** Gathers lines of COPY by table, until they leave as a batch; the memory they were in serves the next ones. */
export class Gathering {
  private readonly tables = new Map<string, ByteRows>();
  private readonly held = new ByteRows();
  private conditionals: Conditional[] = [];
  private total = 0;

  /** Bytes gathered. */
  get size(): number {
    return this.total + this.held.length;
  }

  /** @param text lines of COPY, each with its end */
  add(table: string, text: string): void {
    const rows = this.rowsOf(table);
    const before = rows.length;
    rows.append(text);
    this.total += rows.length - before;
  }

  /** Rows of an account that need not be staged when the account is published with this very content. */
  addUnlessPublished(table: string, text: string, id: string, contentHash: string): void {
    const from = this.held.length;
    this.held.append(text);
    this.conditionals.push({ id, contentHash, table, from, to: this.held.length });
  }

  /** What is gathered; valid until `clear`, which makes room for more. */
  batch(): Batch {
    const filled = [...this.tables].filter(([, rows]) => rows.length > 0);
    return {
      tables: filled.map(([table, rows]) => ({ table, rows: rows.bytes() })),
      held: this.held.bytes(),
      conditionals: this.conditionals,
    };
  }

  clear(): void {
    for (const rows of this.tables.values()) rows.clear();
    this.held.clear();
    this.conditionals = [];
    this.total = 0;
  }

  private rowsOf(table: string): ByteRows {
    const known = this.tables.get(table);
    if (known) return known;
    const rows = new ByteRows();
    this.tables.set(table, rows);
    return rows;
  }
}
