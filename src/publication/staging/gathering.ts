import type { Batch } from './batch.js';
import { ByteRows } from './byte-rows.js';

/** Gathers lines of COPY by table, until they leave as a batch; the memory they were in serves the next ones. */
export class Gathering {
  private readonly tables = new Map<string, ByteRows>();
  /** Bytes gathered. */
  size = 0;

  /** @param text lines of COPY, each with its end */
  add(table: string, text: string): void {
    const rows = this.rowsOf(table);
    const before = rows.length;
    rows.append(text);
    this.size += rows.length - before;
  }

  /** What is gathered; valid until `clear`, which makes room for more. */
  batch(): Batch {
    const filled = [...this.tables].filter(([, rows]) => rows.length > 0);
    return { tables: filled.map(([table, rows]) => ({ table, rows: rows.bytes() })) };
  }

  clear(): void {
    for (const rows of this.tables.values()) rows.clear();
    this.size = 0;
  }

  private rowsOf(table: string): ByteRows {
    const known = this.tables.get(table);
    if (known) return known;
    const rows = new ByteRows();
    this.tables.set(table, rows);
    return rows;
  }
}
