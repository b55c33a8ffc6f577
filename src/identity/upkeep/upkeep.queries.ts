import { sql, type Sql } from '../../platform/database/index.js';

/** Rows `id`, of every tenant. */
export function everyTenant(): Sql {
  return sql`SELECT id FROM platform.tenant ORDER BY id`;
}
