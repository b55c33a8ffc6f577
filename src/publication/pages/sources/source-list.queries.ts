import { type Query, sql } from '../../../platform/database/index.js';
import type { BusinessLine } from '../../manifest/manifest.types.js';

export interface SourceChoice {
  id: string;
  code: string;
  label: string;
  lines: BusinessLine[];
}

export interface ListedSource extends SourceChoice {
  kind: 'desk' | 'machine';
  state: 'active' | 'suspended';
  keyPrefix: string | null;
  /** While the key before it still opens. */
  previousKeyUntil: Date | null;
  networks: string[];
  dropFolder: boolean;
  autoCommit: boolean;
  lastNumber: number | null;
  lastReceivedAt: Date | null;
}

export function sourceChoices(query: Query, kind: 'machine' | null = null): Promise<SourceChoice[]> {
  return query<SourceChoice>(sql`
    SELECT id, code, label, lines FROM publication_source
    WHERE ${kind ? sql`kind = ${kind} AND state = 'active'` : sql`TRUE`} ORDER BY kind DESC, code`);
}

/** The agency's own desk first, then by code. */
export function listSources(query: Query, now: Date): Promise<ListedSource[]> {
  return query<ListedSource>(sql`
    SELECT s.id, s.code, s.label, s.kind, s.lines, s.state, s.key_prefix AS "keyPrefix",
      CASE WHEN s.previous_key_until > ${now} THEN s.previous_key_until END AS "previousKeyUntil",
      s.allowed_networks::text[] AS networks, s.drop_folder AS "dropFolder", s.auto_commit AS "autoCommit",
      last.number AS "lastNumber", last.received_at AS "lastReceivedAt"
    FROM publication_source s LEFT JOIN LATERAL (
      SELECT r.number, r.received_at FROM publication_run r WHERE r.source_id = s.id ORDER BY r.number DESC LIMIT 1) last ON true
    ORDER BY s.kind = 'machine', s.code`);
}
