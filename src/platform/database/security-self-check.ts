import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { UnitOfWork } from './unit-of-work.js';

/** What the catalogue must say before one page is served. */
@Injectable()
export class SecuritySelfCheck implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly work: UnitOfWork,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const problems = await this.problems();
    if (problems.length > 0)
      throw new Error(`The database does not keep tenants apart:\n  - ${problems.join('\n  - ')}`);
  }

  /** @returns one sentence per hole; empty when tenants are kept apart */
  async problems(): Promise<string[]> {
    return [...(await this.bypassingRole()), ...(await this.unprotectedTables()), ...(await this.leakingCanary())];
  }

  private async bypassingRole(): Promise<string[]> {
    const [role] = await this.source.query<{ rolname: string; free: boolean; owns: number }[]>(`
      SELECT rolname, rolsuper OR rolbypassrls AS free,
        (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owns
      FROM pg_roles WHERE rolname = current_user`);
    const problems: string[] = [];
    if (role?.free) problems.push(`role ${role.rolname} may bypass row-level security`);
    if (role && role.owns > 0) problems.push(`role ${role.rolname} owns ${role.owns} tables`);
    return problems;
  }

  private async unprotectedTables(): Promise<string[]> {
    const rows = await this.source.query<{ name: string }[]>(`
      SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'migration'
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity
          AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant_isolation'))`);
    return rows.map((row) => `table ${row.name} has no forced tenant policy`);
  }

  /** Two made-up tenants: what one writes, the other must not read. Nothing is kept. */
  private async leakingCanary(): Promise<string[]> {
    const [first, second] = [randomUUID(), randomUUID()];
    const client = await this.work.pool.connect();
    const bind = (tenant: string) => client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenant]);
    try {
      await client.query('BEGIN');
      const insert = `INSERT INTO platform.tenant (id, domain, name, kind) VALUES ($1, $2, 'Canari', 'agency')`;
      await client.query(insert, [first, `canary-${first.slice(0, 8)}`]);
      await bind(first);
      await client.query(`INSERT INTO audit_entry (actor_kind, action) VALUES ('clock', 'self-check')`);
      const own = await client.query(`SELECT FROM audit_entry WHERE action = 'self-check' AND tenant_id = $1`, [first]);
      await bind(second);
      const leaked = await client.query(`SELECT FROM audit_entry`);
      if (own.rowCount !== 1) return ['a tenant does not read what it wrote'];
      return leaked.rowCount === 0 ? [] : ['a tenant reads rows of another'];
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }
}
