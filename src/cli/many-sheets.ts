import { type TenantSheet, tenantSheetSchema } from '../tenants/index.js';

/** Sheets of agencies that differ by their number alone, for measurements. */
export function* manySheets(prefix: string, count: number): Generator<TenantSheet> {
  for (let number = 1; number <= count; number += 1) {
    const domain = `${prefix}-${String(number).padStart(5, '0')}`;
    yield tenantSheetSchema.parse({
      domain,
      name: `Agence ${number}`,
      lines: ['gerance', 'syndic'],
      features: ['extranet'],
      state: 'active',
      contact: { name: `Contact ${number}`, email: `contact@${domain}.example` },
      master: { login: 'pagesimmo', lastName: `Direction ${number}`, email: `direction@${domain}.example` },
      offices: [{ name: 'Siège', city: 'Nancy', visibleToResidents: true }],
    });
  }
}
