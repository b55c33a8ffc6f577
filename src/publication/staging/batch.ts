import { ByteRows } from './byte-rows.js';

/** Rows that are left out when the account they belong to is published with this very content. */
export interface Conditional {
  id: string;
  /** Hexadecimal. */
  contentHash: string;
  table: string;
  from: number;
  to: number;
}

/** Rows on their way to the staging tables. */
export class Batch {
  readonly tables = new Map<string, ByteRows>();
  readonly conditionals: Conditional[] = [];
  private readonly held = new ByteRows();
  private total = 0;

  /** Bytes gathered. */
  get size(): number {
    return this.total + this.held.length;
  }

  add(table: string, text: string): void {
    const rows = this.rowsOf(table);
    const before = rows.length;
    rows.append(text);
    this.total += rows.length - before;
  }

  addUnlessPublished(table: string, text: string, id: string, contentHash: string): void {
    const from = this.held.length;
    this.held.append(text);
    this.conditionals.push({ id, contentHash, table, from, to: this.held.length });
  }

  /** The rows are to be sent after all. */
  release({ table, from, to }: Conditional): void {
    this.rowsOf(table).appendBytes(this.held.bytes(from, to));
  }

  clear(): void {
    for (const rows of this.tables.values()) rows.clear();
    this.held.clear();
    this.conditionals.length = 0;
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
