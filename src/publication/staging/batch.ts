/** Lines of COPY on their way from the reader to the staging tables. */
export interface Batch {
  tables: { table: string; rows: Uint8Array }[];
}
