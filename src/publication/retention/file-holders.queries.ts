import { Injectable } from '@nestjs/common';
import { join, type Query, raw, sql, type Sql } from '../../platform/database/index.js';
import type { Holds } from './file-retention.queries.js';

interface Holder {
  table: string;
  column: string;
}

/** Documents and photos hold their file until so long after they went. */
const LETTING_GO = new Set(['document', 'photo']);

/**
 * Which tables hold files, read from the catalogue, so that a table to come is not forgotten: columns that refer to `stored_file`,
 * columns named `…_file`, and what runs have staged.
 */
@Injectable()
export class FileHolders {
  private known: Holder[] | undefined;

  /** What went before `goneBefore` holds nothing more. */
  async holding(query: Query, goneBefore: Date): Promise<Holds> {
    const holders = (this.known ??= await readHolders(query));
    return (sha256) => holdsOf(holders, sha256, goneBefore);
  }
}

function holdsOf(holders: readonly Holder[], sha256: Sql, goneBefore: Date): Sql {
  const held = holders.map(({ table, column }) => {
    const gone = LETTING_GO.has(table)
      ? sql` AND NOT (h.publication_state IN ('withdrawn', 'binned') AND h.state_changed_at <= ${goneBefore})`
      : sql``;
    return sql`EXISTS (SELECT FROM ${raw(table)} h WHERE h.${raw(column)} = ${sha256}${gone})`;
  });
  return sql`(${join(held, ' OR ')} OR EXISTS (SELECT FROM platform.tenant h WHERE h.logo_file = ${sha256}))`;
}

function readHolders(query: Query): Promise<Holder[]> {
  return query<Holder>(sql`
    SELECT t.relname AS table, a.attname AS column
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (own, theirs)
      JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = k.theirs AND f.attname = 'sha256'
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
    WHERE c.contype = 'f' AND c.confrelid = 'public.stored_file'::regclass
    UNION
    SELECT t.relname, a.attname FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND a.atttypid = 'text'::regtype AND NOT a.attisdropped
      AND (a.attname LIKE '%\\_file' OR t.relname LIKE 'staged\\_%' AND a.attname LIKE '%sha256')
    ORDER BY 1, 2`);
}
