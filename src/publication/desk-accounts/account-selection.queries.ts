import { type Query, sql } from '../../platform/database/index.js';
import type { StaffScope } from '../../portfolio/index.js';
import { FROM_ACCOUNTS, matching, STANDING } from './account.sql.js';
import type { AccountFilters } from './account-filters.js';
import type { JudgedAccount } from './account-list.queries.js';

/** Accounts of the list: those ticked, or all that it shows under its filters. */
export type Selection = { ids: readonly string[] } | { filters: AccountFilters };

const NO_FILTERS: AccountFilters = {
  search: '',
  published: null,
  kind: null,
  status: null,
  buildingId: null,
  entityId: null,
};

/** Of these, those the staff member sees: others are not spoken of. */
export function selectedAccounts(query: Query, scope: StaffScope, selection: Selection): Promise<JudgedAccount[]> {
  const filters = 'filters' in selection ? selection.filters : NO_FILTERS;
  const among = 'ids' in selection ? sql`a.id = ANY (${selection.ids}::uuid[])` : sql`TRUE`;
  return query<JudgedAccount>(sql`
    SELECT ${STANDING} ${FROM_ACCOUNTS} WHERE ${matching(scope, filters)} AND ${among} ORDER BY a.number, a.id`);
}
