import { type Query, sql, type Sql } from '../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../platform/lists/index.js';
import type { NamedParty } from './domain/party-name.js';
import type { StaffFilters } from './staff-filters.js';
import { wordsOf } from './staff-buildings.queries.js';

export interface ListedSupplier extends NamedParty {
  id: string;
  accountNumber: string;
  trade: string | null;
  city: string | null;
  phone: string | null;
  email: string | null;
  at: string[];
}

const id: SortKey = { sql: sql`s.id`, type: 'uuid' };
const name: SortKey = { sql: sql`p.sort_name`, type: 'text' };

export const SUPPLIER_SORTS = {
  nom: [name, id],
  compte: [{ sql: sql`s.account_number`, type: 'text' }, id],
  ville: [{ sql: sql`app.fold(coalesce(p.city, ''))`, type: 'text' }, name, id],
  metier: [{ sql: sql`app.fold(coalesce(s.trade, ''))`, type: 'text' }, name, id],
} satisfies Record<string, SortKey[]>;

export type SupplierSort = keyof typeof SUPPLIER_SORTS;

/** Suppliers work for the whole agency: they belong to no line and no building. */
export async function listSuppliers(
  query: Query,
  filters: StaffFilters,
  request: ListRequest<SupplierSort>,
): Promise<ListPage<ListedSupplier>> {
  const page = keyset(SUPPLIER_SORTS[request.sort], request);
  const rows = await query<ListedSupplier>(sql`
    SELECT s.id, s.account_number AS "accountNumber", s.trade, p.kind, p.civility, p.last_name AS "lastName",
      p.first_name AS "firstName", p.company_name AS "companyName", p.city, coalesce(s.phone, p.phone) AS phone,
      coalesce(s.email, p.email) AS email, ${page.at} AS at
    ${fromSuppliers(filters)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countSuppliers(query: Query, filters: StaffFilters): Promise<number> {
  const [row] = await query<{ count: number }>(sql`SELECT count(*)::int AS count ${fromSuppliers(filters)}`);
  return row?.count ?? 0;
}

function fromSuppliers({ search }: StaffFilters): Sql {
  return sql`
    FROM supplier s JOIN party p ON p.id = s.party_id
    WHERE s.publication_state = 'published' AND p.publication_state = 'published'
      AND ${search ? sql`(starts_with(s.account_number, upper(${search})) OR ${wordsOf(search, sql`p.words || app.words(coalesce(s.trade, ''))`)})` : sql`TRUE`}`;
}
