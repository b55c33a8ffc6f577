import { join, raw, sql, type Sql } from '../database/index.js';
import { type Cursor, type CursorValue, writeCursor } from './cursor.js';
import type { ListRequest } from './list-request.js';

/** One expression a list is sorted by, never null. The last key of a list is unique. */
export interface SortKey {
  sql: Sql;
  type: 'text' | 'bigint' | 'uuid' | 'date' | 'timestamptz';
}

export interface Keyset {
  /** Condition that finds the page, whatever its depth. */
  where: Sql;
  order: Sql;
  /** One row more than the page, which tells whether another follows. */
  limit: Sql;
  /** To be selected as `"at"`. */
  at: Sql;
  /** The page out of the rows found, in the order asked for. */
  cut<Row extends { at: CursorValue[] }>(found: Row[]): ListPage<Row>;
}

export interface ListPage<Row> {
  rows: Row[];
  from: number;
  to: number;
  /** Cursors of the pages around this one. */
  previous: string | null;
  next: string | null;
}

/** The part of a request that finds a page. */
export interface AskedPage extends Pick<ListRequest, 'descending' | 'cursor'> {
  size: number;
}

export function keyset(keys: SortKey[], asked: AskedPage): Keyset {
  const cursor = usable(asked.cursor, keys);
  const descending = asked.descending !== (cursor?.towards === 'previous');
  const expressions = join(keys.map((key) => key.sql));
  return {
    where: cursor ? sql`(${expressions}) ${raw(descending ? '<' : '>')} (${bound(keys, cursor.values)})` : sql`TRUE`,
    order: join(keys.map((key) => sql`${key.sql} ${raw(descending ? 'DESC' : 'ASC')}`)),
    limit: sql`${asked.size + 1}`,
    at: sql`jsonb_build_array(${expressions})`,
    cut: (found) => cutPage(found, asked.size, cursor),
  };
}

function cutPage<Row extends { at: CursorValue[] }>(found: Row[], size: number, cursor: Cursor | null): ListPage<Row> {
  const backwards = cursor?.towards === 'previous';
  const rows = found.slice(0, size);
  const more = found.length > size;
  if (backwards) rows.reverse();
  const from = rows.length === 0 ? 0 : backwards && !more ? 1 : (cursor?.rank ?? 1);
  const before = backwards ? more : cursor !== null;
  const after = backwards || more;
  const cursorAt = (row: Row | undefined, rank: number) => (row ? writeCursor({ rank, values: row.at }) : null);
  return {
    rows,
    from,
    to: rows.length === 0 ? 0 : from + rows.length - 1,
    previous: before ? cursorAt(rows[0], Math.max(1, from - size)) : null,
    next: after ? cursorAt(rows.at(-1), from + rows.length) : null,
  };
}

const FORMS: Record<SortKey['type'], RegExp> = {
  text: /^[^\0]*$/,
  bigint: /^-?\d{1,18}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}:\d{2}$/,
};

/** A cursor of another sort, or made by hand, is no cursor. */
function usable(cursor: Cursor | null, keys: SortKey[]): Cursor | null {
  if (!cursor || cursor.values.length !== keys.length) return null;
  const fits = keys.every(({ type }, index) => FORMS[type].test(String(cursor.values[index])));
  return fits ? cursor : null;
}

function bound(keys: SortKey[], values: CursorValue[]): Sql {
  return join(keys.map(({ type }, index) => sql`${String(values[index])}::${raw(type)}`));
}
