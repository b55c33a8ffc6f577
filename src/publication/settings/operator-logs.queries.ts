import { type Query, sql } from '../../platform/database/index.js';

export interface OperatorLogs {
  runLog: boolean;
  transferLog: boolean;
}

/** What the operator switched on for this agency (PUB-05, PUB-07). */
export async function readOperatorLogs(query: Query): Promise<OperatorLogs> {
  const [logs] = await query<OperatorLogs>(sql`
    SELECT run_log AS "runLog", transfer_log AS "transferLog" FROM publication_settings`);
  return logs ?? { runLog: false, transferLog: false };
}
