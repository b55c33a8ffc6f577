import { PAGE_SIZES, type ListRequest, type PageSize } from './list-request.js';
import type { ListPage } from './keyset.js';

/** What `partials/pagination` draws. */
export interface PagingModel {
  from: number;
  to: number;
  total?: number;
  sizes: { size: PageSize; href: string; current: boolean }[];
  previousHref?: string;
  nextHref?: string;
}

/** What `partials/table/sort-header` draws. */
export interface SortModel {
  href: string;
  direction?: 'ascending' | 'descending';
}

type Parameters = Record<string, string | number | null | undefined>;

/** The address of a list remembers its search, filters, order and size; each link of the page changes one thing of it. */
export class ListAddress<Sort extends string> {
  constructor(
    private readonly path: string,
    private readonly request: ListRequest<Sort>,
    /** Filters of this list, by their name in the address. */
    private readonly filters: Parameters = {},
  ) {}

  /** The list under the same search and filters, at its first page. */
  with(change: Parameters): string {
    const { search, sort, descending, size } = this.request;
    const query = new URLSearchParams();
    const all: Parameters = {
      q: search,
      ...this.filters,
      tri: `${descending ? '-' : ''}${sort}`,
      par: size,
      ...change,
    };
    for (const [name, value] of Object.entries(all)) {
      if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
    }
    return `${this.path}?${query.toString()}`;
  }

  /** Whether anything narrows the list: an empty one then says so. */
  get narrowed(): boolean {
    return [this.request.search, ...Object.values(this.filters)].some((value) => Boolean(value));
  }

  get reset(): string {
    return this.path;
  }

  paging(page: ListPage<unknown>, total?: number): PagingModel {
    return {
      from: page.from,
      to: page.to,
      total,
      sizes: PAGE_SIZES.map((size) => ({ size, href: this.with({ par: size }), current: size === this.request.size })),
      ...(page.previous ? { previousHref: this.with({ avant: page.previous }) } : {}),
      ...(page.next ? { nextHref: this.with({ apres: page.next }) } : {}),
    };
  }

  sorts(names: readonly Sort[]): Record<Sort, SortModel> {
    return Object.fromEntries(names.map((name) => [name, this.sort(name)])) as Record<Sort, SortModel>;
  }

  private sort(name: Sort): SortModel {
    if (name !== this.request.sort) return { href: this.with({ tri: name }) };
    const { descending } = this.request;
    return {
      href: this.with({ tri: descending ? name : `-${name}` }),
      direction: descending ? 'descending' : 'ascending',
    };
  }
}
