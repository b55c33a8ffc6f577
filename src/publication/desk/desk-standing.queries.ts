import { type Query, sql } from '../../platform/database/index.js';
import { OPEN } from '../domain/run-states.js';

/** What stands before a run of the desk. */
export interface DeskStanding {
  domainValidated: boolean;
  /** The run of the desk that is open. */
  openNumber: number | null;
  lastAppliedAt: Date | null;
}

export async function readDeskStanding(query: Query): Promise<DeskStanding> {
  const [standing] = await query<DeskStanding>(sql`
    SELECT coalesce((SELECT domain_validated_at IS NOT NULL FROM publication_settings), false) AS "domainValidated",
      (SELECT r.number FROM publication_run r WHERE r.source_id = s.id AND r.state = ANY (${OPEN}::text[])) AS "openNumber",
      (SELECT r.applied_at FROM publication_run r WHERE r.id = s.last_applied_run_id) AS "lastAppliedAt"
    FROM publication_source s WHERE s.kind = 'desk'`);
  return standing ?? { domainValidated: false, openNumber: null, lastAppliedAt: null };
}
