import { type Query, sql } from '../../platform/database/index.js';
import { OPEN } from '../domain/run-states.js';
import { domainValidated } from '../settings/domain-name.queries.js';

/** What stands before a run of the desk. */
export interface DeskStanding {
  domainValidated: boolean;
  /** The run of the desk that is open. */
  openNumber: number | null;
  lastAppliedAt: Date | null;
}

export async function readDeskStanding(query: Query): Promise<DeskStanding> {
  const [[desk], validated] = await Promise.all([
    query<Omit<DeskStanding, 'domainValidated'>>(sql`
      SELECT (SELECT r.number FROM publication_run r WHERE r.source_id = s.id AND r.state = ANY (${OPEN}::text[])) AS "openNumber",
        (SELECT r.applied_at FROM publication_run r WHERE r.id = s.last_applied_run_id) AS "lastAppliedAt"
      FROM publication_source s WHERE s.kind = 'desk'`),
    domainValidated(query),
  ]);
  return { openNumber: null, lastAppliedAt: null, ...desk, domainValidated: validated };
}
