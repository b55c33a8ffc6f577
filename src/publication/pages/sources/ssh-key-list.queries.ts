import { type Query, sql } from '../../../platform/database/index.js';

export interface ListedSshKey {
  id: string;
  label: string;
  algorithm: string;
  fingerprint: string;
  addedAt: Date;
  addedBy: string | null;
  lastUsedAt: Date | null;
}

export function listSshKeys(query: Query, sourceId: string): Promise<ListedSshKey[]> {
  return query<ListedSshKey>(sql`
    SELECT k.id, k.label, k.algorithm, k.fingerprint, k.added_at AS "addedAt", k.last_used_at AS "lastUsedAt",
      (SELECT concat_ws(' ', m.first_name, m.last_name) FROM staff_member m WHERE m.id = k.added_by) AS "addedBy"
    FROM publication_source_ssh_key k WHERE k.source_id = ${sourceId} ORDER BY k.added_at, k.id`);
}
