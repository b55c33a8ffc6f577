export { Audit, type AuditEntry } from './audit.js';
export { type AuditFilters, type AuditRow, listEntries } from './audit.queries.js';
export { AuditModule } from './audit.module.js';
export type { Actor } from './domain/actor-of.js';
export type { AuditDetails } from './domain/without-secrets.js';
