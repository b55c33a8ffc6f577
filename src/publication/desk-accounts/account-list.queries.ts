import type { SpaceKind } from '../../platform/auth/index.js';
import { type Query, sql } from '../../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../../platform/lists/index.js';
import { buildingWithin, type NamedParty, type StaffScope } from '../../portfolio/index.js';
import type { Tick } from '../domain/account-visibility.js';
import { FROM_ACCOUNTS, matching, STANDING } from './account.sql.js';
import type { AccountFilters, AccountStatus } from './account-filters.js';

/** What decides of an account's publication. */
export interface JudgedAccount {
  id: string;
  number: string;
  kind: SpaceKind;
  status: AccountStatus;
  statusOn: string | null;
  /** Residents see it now. */
  isVisible: boolean;
  partyId: string;
  /** Its party is published: a login can be made. */
  hasParty: boolean;
  tick: Tick | null;
}

export interface ListedAccount extends JudgedAccount {
  holder: NamedParty;
  buildings: string[];
  entity: string;
  /** Another account of the line has that number. */
  isAmbiguous: boolean;
  /** Cents, debit minus credit. */
  balance: number;
  lastSignInAt: Date | null;
  at: (string | number)[];
}

const ties: SortKey[] = [
  { sql: sql`a.number`, type: 'text' },
  { sql: sql`a.id`, type: 'uuid' },
];

export const ACCOUNT_SORTS = {
  compte: ties,
  nom: [{ sql: sql`p.sort_name`, type: 'text' }, ...ties],
  solde: [{ sql: sql`a.balance`, type: 'bigint' }, ...ties],
  connexion: [{ sql: sql`coalesce(l.last_sign_in_at, '1970-01-01T00:00:00Z')`, type: 'timestamptz' }, ...ties],
} satisfies Record<string, SortKey[]>;
export type AccountSort = keyof typeof ACCOUNT_SORTS;

export async function listAccounts(
  query: Query,
  scope: StaffScope,
  filters: AccountFilters,
  request: ListRequest<AccountSort>,
): Promise<ListPage<ListedAccount>> {
  const page = keyset(ACCOUNT_SORTS[request.sort], request);
  const rows = await query<ListedAccount>(sql`
    SELECT listed.*, e.code AS entity,
      EXISTS (SELECT FROM account o WHERE o.number = listed.number AND o.line = ${scope.line} AND o.id <> listed.id
        AND o.publication_state IN ('published', 'hidden')) AS "isAmbiguous",
      ARRAY(
        SELECT b.name FROM building b
        WHERE (b.id = listed.building_id OR b.id IN (
            SELECT o.building_id FROM lot_holder h JOIN lot o ON o.id = h.lot_id WHERE h.account_id = listed.id))
          AND b.publication_state = 'published' AND ${buildingWithin(scope, sql`b.id`)}
        ORDER BY b.sort_name) AS buildings
    FROM (
      SELECT ${STANDING}, a.building_id, a.entity_id, a.balance, l.last_sign_in_at AS "lastSignInAt", ${page.at} AS at,
        json_build_object('kind', p.kind, 'civility', p.civility, 'lastName', p.last_name, 'firstName', p.first_name,
          'companyName', p.company_name) AS holder,
        row_number() OVER (ORDER BY ${page.order}) AS rank
      ${FROM_ACCOUNTS} WHERE ${matching(scope, filters)} AND ${page.where}
      ORDER BY ${page.order} LIMIT ${page.limit}) listed
      JOIN accounting_entity e ON e.id = listed.entity_id
    ORDER BY listed.rank`);
  return page.cut(rows);
}

export async function countAccounts(query: Query, scope: StaffScope, filters: AccountFilters): Promise<number> {
  const [row] = await query<{ count: number }>(
    sql`SELECT count(*)::int AS count ${FROM_ACCOUNTS} WHERE ${matching(scope, filters)}`,
  );
  return row?.count ?? 0;
}

export function entityChoices(query: Query, scope: StaffScope): Promise<{ id: string; code: string; label: string }[]> {
  return query(sql`
    SELECT e.id, e.code, e.label FROM accounting_entity e
    WHERE e.line = ${scope.line} AND e.publication_state = 'published'
      AND EXISTS (SELECT FROM account a WHERE a.entity_id = e.id AND a.publication_state IN ('published', 'hidden'))
    ORDER BY e.code`);
}
