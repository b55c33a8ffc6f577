/** Rows that are left out when the account they belong to is published with this very content. */
export interface Conditional {
  id: string;
  /** Hexadecimal. */
  contentHash: string;
  table: string;
  /** Where they are in the bytes held. */
  from: number;
  to: number;
}

/** Lines of COPY on their way from the reader to the staging tables. */
export interface Batch {
  tables: { table: string; rows: Uint8Array }[];
  held: Uint8Array;
  conditionals: Conditional[];
}
