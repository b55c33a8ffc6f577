import { type Query, sql } from '../platform/database/index.js';
import type { StaffViewer } from '../platform/auth/index.js';

/**
 * Whether that person's space shows more than the staff member may see: an account of another line, or a building that is not his.
 * The space is the client's whole space, whatever the line one comes from.
 */
export async function reachesBeyond(query: Query, partyId: string, viewer: StaffViewer): Promise<boolean> {
  const { lines, buildingIds } = viewer;
  const [row] = await query<{ beyond: boolean }>(sql`
    SELECT EXISTS (
      SELECT FROM account a
      WHERE a.party_id = ${partyId} AND a.publication_state = 'published'
        AND (a.line <> ALL (${lines}::text[])
          OR (${buildingIds}::uuid[] IS NOT NULL AND (
            a.building_id <> ALL (${buildingIds}::uuid[])
            OR EXISTS (
              SELECT FROM lot_holder h JOIN lot l ON l.tenant_id = h.tenant_id AND l.id = h.lot_id
              WHERE h.account_id = a.id AND l.building_id <> ALL (${buildingIds}::uuid[])))))
    ) AS beyond`);
  return row?.beyond ?? true;
}
