/** What a column holds: how it is written follows. `cents` are euros in integer cents, `day` is `YYYY-MM-DD`. */
export type Column<Row> = { heading: string } & (
  | { kind: 'text'; value: (row: Row) => string | null }
  | { kind: 'number'; value: (row: Row) => number | null }
  | { kind: 'cents'; value: (row: Row) => number | null }
  | { kind: 'day'; value: (row: Row) => string | null }
  | { kind: 'instant'; value: (row: Row) => Date | null }
);

export interface Sheet<Row> {
  /** Name of the tab; at most 31 characters are kept. */
  name: string;
  columns: Column<Row>[];
  /** Taken one after another: a query's cursor may feed it. */
  rows: AsyncIterable<Row> | Iterable<Row>;
  /** Zone in which instants are written. */
  timeZone: string;
}
