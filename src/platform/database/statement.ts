import { createHash } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';

export { empty, join, raw } from 'sql-template-tag';
export { sql, type Sql };

export type Query = <Row = Record<string, unknown>>(statement: Sql) => Promise<Row[]>;

const NAMED_TEXTS_LIMIT = 1_000;
const names = new Map<string, string>();

/** A stable name makes PostgreSQL plan a statement once per connection; texts beyond the limit stay unnamed. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= NAMED_TEXTS_LIMIT) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
