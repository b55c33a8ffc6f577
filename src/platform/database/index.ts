export { DatabaseModule } from './database.module.js';
export { migrateDown, migrateUp, pendingMigrations } from './migrator.js';
export { empty, join, type Query, raw, sql, type Sql } from './statement.js';
export { type Transaction, UnitOfWork } from './unit-of-work.js';
