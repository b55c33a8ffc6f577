import { sql, type Sql } from '../platform/database/index.js';

/** Where a row of a machine comes from (ADM-43); null for what the agency's own desk wrote. */
export interface Provenance {
  code: string;
  label: string;
}

export function provenanceOf(sourceId: Sql): Sql {
  return sql`(SELECT json_build_object('code', o.code, 'label', o.label) FROM publication_source o
    WHERE o.id = ${sourceId} AND o.kind = 'machine')`;
}
