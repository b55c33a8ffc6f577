import type { ListPage, ListRequest, PagingModel } from '../../platform/lists/index.js';
import { readCursor } from '../../platform/lists/index.js';

type Parameters = Record<string, string | number | null | undefined>;

/** Residents' lists have one order and one size. */
export const RESIDENT_PAGE_SIZE = 50;

/** The page of a list that an address asks for, latest first. */
export function residentPage(query: Record<string, unknown>): Pick<ListRequest, 'descending' | 'size' | 'cursor'> {
  const cursor = readCursor(query.apres, 'next') ?? readCursor(query.avant, 'previous');
  return { descending: true, size: RESIDENT_PAGE_SIZE, cursor };
}

/** What `partials/pagination` draws; null when everything is on one page. `kept` stays in the address; `total` is said if it is known. */
export function residentPaging(
  path: string,
  kept: Parameters,
  page: ListPage<unknown>,
  total?: number,
): PagingModel | null {
  if (!page.previous && !page.next) return null;
  return {
    ...{ from: page.from, to: page.to, sizes: [] },
    ...(total === undefined ? {} : { total }),
    ...(page.previous ? { previousHref: addressWith(path, { ...kept, avant: page.previous }) } : {}),
    ...(page.next ? { nextHref: addressWith(path, { ...kept, apres: page.next }) } : {}),
  };
}

/** An address with these parameters; what is empty is left out. */
export function addressWith(path: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
