import pg from 'pg';

export interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  generated: boolean;
  hasDefault: boolean;
}

export interface Key {
  table: string;
  name: string;
  kind: 'primary' | 'unique' | 'foreign';
  columns: string[];
  references: string | null;
}

export interface Policy {
  table: string;
  name: string;
  command: string;
  roles: string[];
  using: string | null;
  check: string | null;
}

/** What PostgreSQL itself says of the schema `public`, the tables of tenants. */
export class Catalogue {
  constructor(private readonly client: pg.Client) {}

  tables(): Promise<{ table: string; protected: boolean }[]> {
    return this.ask(`
      SELECT c.relname AS table, c.relrowsecurity AND c.relforcerowsecurity AS protected
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'migration'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      ORDER BY 1`);
  }

  policies(): Promise<Policy[]> {
    return this.ask(`
      SELECT tablename AS table, policyname AS name, cmd AS command, roles::text[] AS roles, qual AS using, with_check AS check
      FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`);
  }

  columns(): Promise<Column[]> {
    return this.ask(`
      SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable,
        a.attgenerated <> '' OR a.attidentity <> '' AS generated, a.atthasdef AS "hasDefault"
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'migration'
        AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY 1, a.attnum`);
  }

  /** Primary, unique (indexes too) and foreign keys, columns in their order. */
  keys(): Promise<Key[]> {
    return this.ask(`
      SELECT c.relname AS table, i.relname AS name, CASE WHEN x.indisprimary THEN 'primary' ELSE 'unique' END AS kind,
        ARRAY(SELECT pg_get_indexdef(x.indexrelid, n, true) FROM generate_series(1, x.indnkeyatts) AS n) AS columns, NULL AS references
      FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      WHERE c.relnamespace = 'public'::regnamespace AND x.indisunique AND c.relname <> 'migration'
      UNION ALL
      SELECT c.relname, k.conname, 'foreign', ${names('k.conrelid', 'k.conkey')}, k.confrelid::regclass::text
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace
      ORDER BY 1, 2`);
  }

  /** Foreign keys no index begins with: what they name could not be changed or withdrawn without reading the whole table. */
  foreignKeysWithoutIndex(): Promise<{ table: string; columns: string[] }[]> {
    return this.ask(`
      SELECT c.relname AS table, ${names('k.conrelid', 'k.conkey')} AS columns
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace AND NOT EXISTS (
        SELECT FROM pg_index x WHERE x.indrelid = k.conrelid AND x.indisvalid
          AND (x.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
          AND (x.indpred IS NULL OR pg_get_expr(x.indpred, x.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$'))
      ORDER BY 1, 2`);
  }

  viewsOfTheirOwner(): Promise<{ view: string }[]> {
    return this.ask(`
      SELECT c.relname AS view FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
        AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`);
  }

  definerFunctions(): Promise<{ name: string; owner: string }[]> {
    return this.ask(`
      SELECT n.nspname || '.' || p.proname AS name, pg_get_userbyid(p.proowner) AS owner
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND n.nspname IN ('public', 'app', 'platform') ORDER BY 1`);
  }

  private async ask<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
    return (await this.client.query<Row>(text)).rows;
  }
}

function names(table: string, keys: string): string {
  return `ARRAY(SELECT a.attname::text FROM unnest(${keys}) WITH ORDINALITY AS u(number, place)
    JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = u.number ORDER BY u.place)`;
}
