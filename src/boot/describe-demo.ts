import type { Config } from '../platform/config/index.js';
import { DEMO_OPERATOR } from './load-demo.js';
import { DEMO_PASSWORD } from '../provisioning/index.js';
import type { TenantSheet } from '../tenants/index.js';

/** Addresses and logins of the demo tenants, as printed at start and kept in README. */
export function describeDemo(sheets: TenantSheet[], config: Config): string[] {
  return [
    `Password of all demo logins: ${DEMO_PASSWORD}`,
    '',
    'Operator',
    `  ${config.publicUrl()}/connexion   ${DEMO_OPERATOR}`,
    ...sheets.flatMap((sheet) => ['', `${sheet.name}`, ...doorsOf(sheet, config.publicUrl(sheet.domain))]),
  ];
}

function doorsOf({ master, staff, residents }: TenantSheet, address: string): string[] {
  const team = [{ ...master, role: 'master' }, ...staff].filter(({ demo }) => demo === 'personal');
  return [
    `  ${address}/connexion   ${team.map(({ login, role }) => `${login} (${role})`).join(', ')}`,
    ...(residents.length > 0
      ? [
          `  ${address}/extranet   ${residents.map(({ login, demo }) => (demo === 'personal' ? login : `${login} (first sign-in, see README)`)).join(', ')}`,
        ]
      : []),
  ];
}
