import type { Pool } from 'pg';

/**
 * Does the work unless another process is at it: a lock of the database says so, held by a transaction of its own, so that a
 * killed process holds nothing and a pooler in between changes nothing. @returns whether it was done
 */
export async function oneAtATime(pool: Pool, name: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ won: boolean }>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS won',
      [name],
    );
    if (!rows[0]?.won) return false;
    await work();
    return true;
  } finally {
    await client.query('ROLLBACK').catch((error: Error) => (failure = error));
    client.release(failure);
  }
}
