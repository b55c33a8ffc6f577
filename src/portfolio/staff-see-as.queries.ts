import { type Query, sql } from '../platform/database/index.js';
import type { StaffViewer } from '../platform/auth/index.js';

/**
 * Whether that person's space shows more than the staff member may see: an account of another line, or a building that is not his.
 * The space is the client's whole space, whatever the line one comes from. The same function judges each request of the view.
 */
export async function reachesBeyond(query: Query, partyId: string, viewer: StaffViewer): Promise<boolean> {
  const { lines, buildingIds } = viewer;
  const [row] = await query<{ beyond: boolean }>(sql`
    SELECT app.reaches_beyond(${partyId}, ${lines}::text[], ${buildingIds}::uuid[]) AS beyond`);
  return row?.beyond ?? true;
}
