import { type Cursor, readCursor } from './cursor.js';

export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

/** What the address of a list says: `q`, `tri` (`nom`, `-nom`), `par`, and where the page begins (`apres`, `avant`). */
export interface ListRequest<Sort extends string = string> {
  search: string;
  sort: Sort;
  descending: boolean;
  size: PageSize;
  cursor: Cursor | null;
}

export interface ListRules<Sort extends string> {
  sorts: readonly Sort[];
  /** Order of a list that was asked for nothing: `nom`, or `-date` for the newest first. */
  usual: Sort | `-${Sort}`;
  size?: PageSize;
}

const SEARCH_LIMIT = 100;

/** Never refuses: an address that was tampered with is a list in its usual order. */
export function readListRequest<Sort extends string>(
  query: Record<string, unknown>,
  rules: ListRules<Sort>,
): ListRequest<Sort> {
  const usual = readSort(rules.usual, rules.sorts) ?? { sort: rules.sorts[0] as Sort, descending: false };
  const size = PAGE_SIZES.find((one) => String(one) === query.par) ?? rules.size ?? PAGE_SIZES[0];
  return {
    search: textOf(query.q),
    ...(readSort(query.tri, rules.sorts) ?? usual),
    size,
    cursor: readCursor(query.apres, 'next') ?? readCursor(query.avant, 'previous'),
  };
}

/** One text of the address, on one line and trimmed; '' for what is absent or given twice. */
export function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, SEARCH_LIMIT)
    : '';
}

function readSort<Sort extends string>(value: unknown, sorts: readonly Sort[]) {
  if (typeof value !== 'string') return null;
  const descending = value.startsWith('-');
  const sort = sorts.find((one) => one === (descending ? value.slice(1) : value));
  return sort ? { sort, descending } : null;
}
