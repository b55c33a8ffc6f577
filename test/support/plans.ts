import pg from 'pg';
import type { UnitOfWork } from '../../src/platform/database/index.js';
import { sql } from '../../src/platform/database/index.js';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: PlanNode[];
}

export interface Scan {
  table: string;
  how: string;
  /** Columns that the index is searched by, the tenant's aside; none: all of the tenant's rows are read. */
  by: string | null;
  statement: string;
}

/** The statements that an application with one connection has prepared so far: those of the pages it was asked for. */
export async function preparedStatements(work: UnitOfWork): Promise<string[]> {
  const rows = await work.single<{ statement: string }>(sql`SELECT statement FROM pg_prepared_statements`);
  return rows.map(({ statement }) => statement).filter((statement) => /^\s*(SELECT|WITH)/i.test(statement));
}

/** How each statement would read its tables, whatever its parameters, as the application's role bound to that tenant. */
export async function scansOf(appUrl: string, tenantId: string, statements: readonly string[]): Promise<Scan[]> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [tenantId]);
    // A table of some rows is rightly read whole: what is asked is whether an index would serve when there are many.
    await client.query('SET enable_seqscan = off');
    const scans: Scan[] = [];
    for (const statement of statements) {
      const { rows } = await client.query<Record<'QUERY PLAN', [{ Plan: PlanNode }]>>(
        `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${statement}`,
      );
      for (const row of rows) scans.push(...scansIn(row['QUERY PLAN'][0].Plan, statement, null));
    }
    return scans;
  } finally {
    await client.end();
  }
}

/** A bitmap's heap scan is judged by the index scan under it. */
function scansIn(node: PlanNode, statement: string, table: string | null): Scan[] {
  const relation = node['Relation Name'] ?? table;
  const below = (node.Plans ?? []).flatMap((child) => scansIn(child, statement, relation));
  const how = node['Node Type'];
  if (!/^(Seq|Index|Index Only|Bitmap Index) Scan$/.test(how) || !relation) return below;
  const conditions = (node['Index Cond'] ?? '')
    .split(' AND ')
    .filter((condition) => !condition.includes('tenant_id = '));
  return [...below, { table: relation, how, by: conditions.join(' AND ') || null, statement }];
}
