import type { SpaceKind } from '../platform/auth/index.js';
import { sql, type Sql } from '../platform/database/index.js';
import type { Standing } from './domain/standing.js';

/** Who reads: in which space, standing on what, on which day. A `ResidentSpace` is one. */
export interface Reader {
  kind: SpaceKind;
  standing: Standing;
  today: string;
}

/**
 * The documents a reader sees, to be put after FROM: the one rule of specification 1 §2.7, for pages, counts, search, downloads, invoices,
 * staff's views and mails alike. Columns: id, binder_id, binder_path, folder, title, filename, sha256, media_type, bytes, document_date,
 * words, scope, target_id. A document seen by two targets gives two rows: group or take distinct identifiers.
 */
export function visibleDocuments({ kind, standing, today }: Reader): Sql {
  const targets = standing.map(({ targetId }) => targetId);
  const ranks = standing.map(({ rank }) => rank);
  return sql`app.visible_documents(${kind}, ${targets}::uuid[], ${ranks}::integer[], ${today}::date)`;
}
