import type { Command } from 'commander';
import { sql, UnitOfWork } from '../platform/database/index.js';
import { say, table } from './print.js';
import { withApp } from './with-app.js';

interface Row {
  domain: string;
  name: string;
  kind: string;
  lines: string[];
  state: string;
  run: string | null;
}

export function tenantList(program: Command): void {
  program
    .command('tenant:list')
    .description('list the tenants, their state and last publication')
    .action(() =>
      withApp(async (app, config) => {
        const rows = await app.get(UnitOfWork).operatorRead((query) =>
          query<Row>(sql`
            SELECT t.domain, t.name, t.kind, t.lines, t.state, a.run_source || ' ' || a.run_number || ' ' || a.run_state AS run
            FROM platform.tenant t LEFT JOIN platform.tenant_activity a ON a.tenant_id = t.id ORDER BY t.domain`),
        );
        const cells = rows.map(({ domain, name, kind, lines, state, run }) => [
          domain,
          name,
          lines.join(', ') || kind,
          state,
          run ?? '–',
          config.publicUrl(domain),
        ]);
        table(['domain', 'name', 'lines', 'state', 'last run', 'address'], cells);
        say(`${rows.length} tenants`);
      }),
    );
}
