import { type Sql, sql } from '../../database/index.js';

export const DEAD_LETTERS = 'dead-letters';
/** A death that is being written now is told next time: it may carry an earlier instant than what is seen already. */
const SETTLED_SECONDS = 10;
const HOURLY = sql`interval '1 hour'`;
const settled = sql`make_interval(secs => ${SETTLED_SECONDS})`;

export interface DeadLetterCount {
  kind: string;
  tenant: string | null;
  count: number;
}

/** One at a time tells of them; held until the end of the transaction. */
export const lockDeadLetters = sql`SELECT pg_advisory_xact_lock(hashtextextended('tell dead letters', 0))`;

/** What was given up since the last message about it, the most first; nothing before an hour has passed. By the clock of the database. */
export function deadLettersToTell(): Sql {
  return sql`
    WITH told AS (SELECT max(created_at) AS at FROM platform.operator_message WHERE topic = ${DEAD_LETTERS})
    SELECT j.kind, t.domain AS tenant, count(*)::int AS count
    FROM told CROSS JOIN platform.job j LEFT JOIN platform.tenant t ON t.id = j.tenant_id
    WHERE j.state = 'dead' AND j.finished_at <= now() - ${settled} AND j.finished_at > coalesce(told.at - ${settled}, '-infinity')
      AND coalesce(told.at, '-infinity') <= now() - ${HOURLY}
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`;
}
