import { type Query, raw, sql } from '../platform/database/index.js';
import type { OperatorSwitch } from '../tenants/index.js';

function flag(key: string, order: number, column: string): OperatorSwitch {
  return {
    key,
    order,
    label: `tenants:switch.${key}`,
    hint: `tenants:switch-hint.${key}`,
    read: async (query: Query) => {
      const [row] = await query<{ on: boolean }>(sql`SELECT ${raw(column)} AS "on" FROM publication_settings`);
      return row?.on ?? false;
    },
    write: async (query: Query, on: boolean) => {
      await query(sql`UPDATE publication_settings SET ${raw(column)} = ${on}`);
    },
  };
}

/** Shown to the agency, turned by the operator only [PUB-05, PUB-07]. */
export const OPERATOR_SWITCHES: OperatorSwitch[] = [
  flag('run-log', 10, 'run_log'),
  flag('transfer-log', 20, 'transfer_log'),
];
