import type { Query } from '../platform/database/index.js';
import { type ListPage, type ListRequest, type ListRules, readListRequest } from '../platform/lists/index.js';
import type { Category, CategoryKey } from './domain/staff-categories.js';
import { BUILDING_PEOPLE_SORTS, COUNCIL_SORTS, listBuildingPeople } from './staff-building-people.queries.js';
import { BUILDING_SORTS, listBuildings } from './staff-buildings.queries.js';
import { CLIENT_SORTS, listClients } from './staff-clients.queries.js';
import type { StaffFilters } from './staff-filters.js';
import { listLots, LOT_SORTS } from './staff-lots.queries.js';
import type { StaffScope } from './staff-scope.js';
import { listSuppliers, SUPPLIER_SORTS } from './staff-suppliers.queries.js';

/** What a list is asked, whatever its category. */
export interface Asked {
  scope: StaffScope;
  filters: StaffFilters;
  request: ListRequest<never>;
  today: string;
}

interface CategoryList {
  /** `views/portfolio/staff/<view>.hbs` */
  view: string;
  sorts: readonly string[];
  usual: string;
  find(query: Query, asked: Asked, category: Category): Promise<ListPage<object>>;
}

const clients: CategoryList = {
  view: 'list-clients',
  sorts: Object.keys(CLIENT_SORTS),
  usual: 'nom',
  find: (query, { scope, filters, request }, { account = 'co_owner' }) =>
    listClients(query, account, scope, filters, request),
};

const buildingPeople = (part: 'council' | 'caretakers'): CategoryList => ({
  view: `list-${part}`,
  sorts: Object.keys(part === 'council' ? COUNCIL_SORTS : BUILDING_PEOPLE_SORTS),
  usual: 'nom',
  find: (query, { scope, filters, request, today }) => listBuildingPeople(query, part, scope, filters, request, today),
});

/** How each category is listed. */
export const LISTS: Record<CategoryKey, CategoryList> = {
  buildings: {
    view: 'list-buildings',
    sorts: Object.keys(BUILDING_SORTS),
    usual: 'nom',
    find: (query, { scope, filters, request }) => listBuildings(query, scope, filters, request),
  },
  landlords: clients,
  lessees: clients,
  co_owners: clients,
  council: buildingPeople('council'),
  caretakers: buildingPeople('caretakers'),
  lots: {
    view: 'list-lots',
    sorts: Object.keys(LOT_SORTS),
    usual: 'immeuble',
    find: (query, { scope, filters, request, today }) => listLots(query, scope, filters, request, today),
  },
  suppliers: {
    view: 'list-suppliers',
    sorts: Object.keys(SUPPLIER_SORTS),
    usual: 'nom',
    find: (query, { filters, request }) => listSuppliers(query, filters, request),
  },
};

/** The order and page asked for; its name of sort is one of the category's. */
export function readRequest(category: Category, query: Record<string, unknown>): ListRequest<never> {
  const { sorts, usual } = LISTS[category.key];
  return readListRequest(query, { sorts, usual } as ListRules<string>) as ListRequest<never>;
}
