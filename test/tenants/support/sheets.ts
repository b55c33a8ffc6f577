import { stringify } from 'yaml';
import { parseSheet, type TenantSheet } from '../../../src/tenants/index.js';

/** The least a sheet says, and what a test changes of it. */
export function rawSheet(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    domain: 'essai',
    name: 'Agence Essai',
    lines: ['gerance', 'syndic'],
    features: ['extranet'],
    state: 'active',
    contact: { name: 'Anne Contact', email: 'anne@essai.example' },
    master: { login: 'pagesimmo', lastName: 'Essai', email: 'direction@essai.example' },
    offices: [{ name: 'Nancy', city: 'Nancy', visibleToResidents: true }],
    ...changes,
  };
}

export function sheetOf(changes: Record<string, unknown> = {}): TenantSheet {
  return parseSheet(stringify(rawSheet(changes)), 'essai/tenant.yaml');
}
