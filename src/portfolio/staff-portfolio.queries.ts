import { type Query, sql } from '../platform/database/index.js';
import type { BusinessLine } from '../platform/tenancy/index.js';
import type { CategoryKey } from './domain/staff-categories.js';
import { countBuildingPeople } from './staff-building-people.queries.js';
import { countBuildings } from './staff-buildings.queries.js';
import { countClients } from './staff-clients.queries.js';
import type { StaffFilters } from './staff-filters.js';
import { countLots } from './staff-lots.queries.js';
import type { StaffScope } from './staff-scope.js';
import { buildingWithin } from './staff-scope.queries.js';
import { countSuppliers } from './staff-suppliers.queries.js';

export const NO_FILTERS: StaffFilters = { search: '', buildingId: null, managerId: null };

/** How many rows a category holds for that staff member, under those filters. */
export function countCategory(
  query: Query,
  category: CategoryKey,
  scope: StaffScope,
  filters: StaffFilters,
  today: string,
): Promise<number> {
  switch (category) {
    case 'buildings':
      return countBuildings(query, scope, filters);
    case 'lots':
      return countLots(query, scope, filters);
    case 'suppliers':
      return countSuppliers(query, filters);
    case 'council':
    case 'caretakers':
      return countBuildingPeople(query, category, scope, filters, today);
    case 'landlords':
      return countClients(query, 'landlord', scope, filters);
    case 'lessees':
      return countClients(query, 'lessee', scope, filters);
    case 'co_owners':
      return countClients(query, 'co_owner', scope, filters);
  }
}

/** "Nos partenaires" is shown to residents of that line (ADM-40). */
export async function partnersShown(query: Query, line: BusinessLine): Promise<boolean> {
  const [row] = await query<{ shown: boolean }>(
    sql`SELECT show_partners AS shown FROM extranet_settings WHERE line = ${line}`,
  );
  return row?.shown ?? false;
}

export interface Choice {
  id: string;
  name: string;
}

/** Buildings and managers that the lists can be narrowed to. */
export function buildingChoices(query: Query, scope: StaffScope): Promise<Choice[]> {
  return query<Choice>(sql`
    SELECT b.id, b.name FROM building b
    WHERE b.line = ${scope.line} AND b.publication_state = 'published' AND ${buildingWithin(scope, sql`b.id`)}
    ORDER BY b.sort_name, b.id`);
}

export function managerChoices(query: Query, scope: StaffScope): Promise<Choice[]> {
  return query<Choice>(sql`
    SELECT m.id, m.last_name || coalesce(' ' || m.first_name, '') AS name FROM listed_staff m
    WHERE m.publication_state = 'published' AND EXISTS (
      SELECT FROM building b WHERE b.manager_id = m.id AND b.line = ${scope.line} AND b.publication_state = 'published'
        AND ${buildingWithin(scope, sql`b.id`)})
    ORDER BY app.fold(m.last_name), m.id`);
}
