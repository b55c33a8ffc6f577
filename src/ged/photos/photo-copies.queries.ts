import { type Query, sql } from '../../platform/database/index.js';
import type { CopySize } from './draw-copy.js';

/**
 * Digest of the copy of that original, null where it could not be read; undefined: never made, or given up before that instant and to be
 * tried again.
 */
export async function keptCopy(
  query: Query,
  original: string,
  size: CopySize,
  givenUpSince: Date,
): Promise<string | null | undefined> {
  const [row] = await query<{ copy: string | null }>(sql`
    SELECT copy_sha256 AS copy FROM photo_copy
    WHERE sha256 = ${original} AND size = ${size} AND (copy_sha256 IS NOT NULL OR made_at > ${givenUpSince})`);
  return row?.copy;
}

export async function keepCopy(
  query: Query,
  { original, size, copy, now }: { original: string; size: CopySize; copy: string | null; now: Date },
): Promise<void> {
  await query(sql`
    INSERT INTO photo_copy (sha256, size, copy_sha256, made_at) VALUES (${original}, ${size}, ${copy}, ${now})
    ON CONFLICT (tenant_id, sha256, size) DO UPDATE SET copy_sha256 = excluded.copy_sha256, made_at = excluded.made_at`);
}

export interface UselessCopy {
  original: string;
  /** Bytes that go with it; null when there are none, or something else that stays is made of the same. */
  erasable: string | null;
}

/** Copies of photos that are shown no more. */
export function uselessCopies(query: Query): Promise<UselessCopy[]> {
  return query<UselessCopy>(sql`
    WITH useless AS MATERIALIZED (
      SELECT c.sha256, c.copy_sha256 AS copy FROM photo_copy c
      WHERE NOT EXISTS (SELECT FROM photo p WHERE p.sha256 = c.sha256 AND p.publication_state = 'published'))
    SELECT u.sha256 AS original, CASE
      WHEN EXISTS (SELECT FROM stored_file f WHERE f.sha256 = u.copy) THEN NULL
      WHEN EXISTS (SELECT FROM photo_copy o WHERE o.copy_sha256 = u.copy AND o.sha256 NOT IN (SELECT sha256 FROM useless)) THEN NULL
      ELSE u.copy END AS erasable
    FROM useless u`);
}

export async function forgetCopies(query: Query, originals: readonly string[]): Promise<void> {
  await query(sql`DELETE FROM photo_copy WHERE sha256 = ANY (${[...originals]}::text[])`);
}
