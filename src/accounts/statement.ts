import { type Query, sql } from '../platform/database/index.js';
import { keyset, type ListPage, type ListRequest } from '../platform/lists/index.js';
import { type EntryFilter } from './domain/entry-filter.js';
import type { Period } from './domain/period.js';
import { ENTRY_ORDER, type EntryRow, listEntries, type PeriodEnds, readPeriodEnds } from './statement.queries.js';

export interface Statement extends PeriodEnds {
  entries: ListPage<EntryRow>;
}

/** A page of the list, or all of it, for paper. */
export type AskedPage = Pick<ListRequest, 'descending' | 'size' | 'cursor'> | 'everything';

/**
 * The statement of an account over a period, as its holder and the staff who look at it both read it [ADM-53]. Balances are those
 * kept with the lines: neither the filter nor the page changes them [ACC-50] [ACC-51].
 */
export async function readStatement(
  query: Query,
  accountId: string,
  period: Period,
  filter: EntryFilter | null,
  asked: AskedPage,
): Promise<Statement> {
  const page = keyset(ENTRY_ORDER, asked === 'everything' ? FIRST_PAGE : asked);
  const limit = asked === 'everything' ? sql`ALL` : page.limit;
  const [ends, found] = await Promise.all([
    readPeriodEnds(query, accountId, period),
    listEntries(query, { accountId, ...period, filter }, { ...page, limit }),
  ]);
  const entries = asked === 'everything' ? whole(found) : page.cut(found);
  return { ...ends, entries };
}

const FIRST_PAGE = { descending: true, size: 50 as const, cursor: null };

function whole(rows: EntryRow[]): ListPage<EntryRow> {
  return { rows, from: Math.min(1, rows.length), to: rows.length, previous: null, next: null };
}
