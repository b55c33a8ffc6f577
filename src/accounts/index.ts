export { AccountsModule } from './accounts.module.js';
export { type EntryFilter, readEntryFilter } from './domain/entry-filter.js';
export { choosePeriod, type ChosenPeriod, earliestDay, type Period, readDay } from './domain/period.js';
export { type BalanceSign, type ShownBalance, shownBalance, shownCents } from './domain/shown-balance.js';
export { readStatement, type Statement } from './statement.js';
export { type AccountHead, type EntryRow, readAccountHead } from './statement.queries.js';
