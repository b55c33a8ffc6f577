import { type Query, sql, type Sql } from '../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../platform/lists/index.js';
import type { StaffFilters } from './staff-filters.js';
import type { StaffScope } from './staff-scope.js';
import { buildingWithin } from './staff-scope.queries.js';

export interface ListedBuilding {
  id: string;
  name: string;
  addressLines: string[];
  postalCode: string | null;
  city: string | null;
  lots: number;
  manager: string | null;
  at: string[];
}

const id: SortKey = { sql: sql`b.id`, type: 'uuid' };
const name: SortKey = { sql: sql`b.sort_name`, type: 'text' };

/** As announced by the source, else as published. */
const lots = sql`coalesce(b.lots_count,
  (SELECT count(*)::int FROM lot l WHERE l.building_id = b.id AND l.publication_state = 'published'))`;

export const BUILDING_SORTS = {
  nom: [name, id],
  ville: [{ sql: sql`app.fold(coalesce(b.city, ''))`, type: 'text' }, name, id],
  lots: [{ sql: sql`${lots}::bigint`, type: 'bigint' }, name, id],
  gestionnaire: [
    { sql: sql`app.fold(coalesce(m.last_name || ' ' || coalesce(m.first_name, ''), ''))`, type: 'text' },
    name,
    id,
  ],
} satisfies Record<string, SortKey[]>;

export type BuildingSort = keyof typeof BUILDING_SORTS;

export async function listBuildings(
  query: Query,
  scope: StaffScope,
  filters: StaffFilters,
  request: ListRequest<BuildingSort>,
): Promise<ListPage<ListedBuilding>> {
  const page = keyset(BUILDING_SORTS[request.sort], request);
  const rows = await query<ListedBuilding>(sql`
    SELECT b.id, b.name, b.address_lines AS "addressLines", b.postal_code AS "postalCode", b.city, ${lots} AS lots,
      m.last_name || coalesce(' ' || m.first_name, '') AS manager, ${page.at} AS at
    ${fromBuildings(scope, filters)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countBuildings(query: Query, scope: StaffScope, filters: StaffFilters): Promise<number> {
  const [row] = await query<{ count: number }>(sql`SELECT count(*)::int AS count ${fromBuildings(scope, filters)}`);
  return row?.count ?? 0;
}

function fromBuildings(scope: StaffScope, filters: StaffFilters): Sql {
  return sql`
    FROM building b LEFT JOIN listed_staff m ON m.id = b.manager_id
    WHERE b.line = ${scope.line} AND b.publication_state = 'published' AND ${buildingWithin(scope, sql`b.id`)}
      AND ${filters.managerId ? sql`b.manager_id = ${filters.managerId}` : sql`TRUE`}
      AND ${wordsOf(filters.search, sql`b.words`)}`;
}

/** Every word typed begins a word of the column (made by `app.words`). For small sets only: no index serves it. */
export function wordsOf(search: string, column: Sql): Sql {
  if (!search) return sql`TRUE`;
  return sql`${column} LIKE ALL (SELECT '% ' || word || '%' FROM regexp_split_to_table(btrim(app.words(${search})), ' ') AS word)`;
}
