import { type Query, sql } from '../platform/database/index.js';
import { DEFAULT_BINDERS } from './domain/default-binders.js';

/** Gives the tenant of the transaction its default binders of these lines; what it already has is left as it is. */
export async function provisionBinders(query: Query, lines: readonly string[]): Promise<void> {
  const binders = DEFAULT_BINDERS.filter((binder) => lines.includes(binder.line)).map((binder, index) => ({
    line: binder.line,
    path: binder.path,
    position: index + 1,
    levels: binder.levels,
    role: binder.role,
    name_locked: binder.nameLocked,
    compliance_kind: binder.complianceKind,
  }));
  await query(sql`
    INSERT INTO binder (line, path, position, levels, role, name_locked, compliance_kind, origin, first_published_at)
    SELECT line, path, position, levels, role, name_locked, compliance_kind, 'default', now()
    FROM jsonb_to_recordset(${JSON.stringify(binders)}::jsonb) AS listed
      (line text, path text[], position integer, levels text[], role text, name_locked boolean, compliance_kind text)
    ON CONFLICT DO NOTHING`);
}
