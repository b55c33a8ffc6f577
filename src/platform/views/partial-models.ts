import type { Link } from './chrome.js';

/** What the partials of `views/partials` take, for page models to be typed by; see docs/design.md. */

/** `breadcrumbs`, `page-head`: the last step, without address, is where one is. */
export interface BreadcrumbStep {
  label: string;
  href?: string;
}

/** `pagination`: by keyset, so a list knows its neighbours, and its total only where that is cheap. */
export interface Paging {
  /** Rank of the first and last row shown, from 1. */
  from: number;
  to: number;
  total?: number;
  sizes?: { size: number; href: string; current?: boolean }[];
  previousHref?: string;
  nextHref?: string;
}

/** `table/sort-header` */
export interface SortHeader extends Link {
  direction?: 'ascending' | 'descending';
  numeric?: boolean;
}

/** `tiles` */
export interface Tile extends Link {
  icon: string;
  note?: string;
  /** Already written as it must read: "3", "2 nouveaux". */
  badge?: string;
}

/** `tabs` */
export interface Tab extends Link {
  current?: boolean;
  badge?: number;
}

/** `field/select`, `field/radios`, `field/checkboxes` */
export interface Option {
  value: string | number;
  label: string;
  hint?: string;
  disabled?: boolean;
}

/** `definitions`: a text, a link or several lines; an empty text shows "—". */
export interface Definition {
  term: string;
  text?: string;
  href?: string;
  lines?: string[];
  note?: string;
}

export type StatusTone = 'success' | 'warning' | 'danger' | 'info' | 'new';

/** `file-row` */
export interface FileRow {
  title: string;
  href: string;
  type?: 'pdf' | 'image' | 'sheet' | 'text' | 'archive' | 'folder';
  downloadHref?: string;
  /** `YYYY-MM-DD` */
  day?: string;
  bytes?: number;
  notes?: string[];
  new?: boolean;
}

/** `address` */
export interface Address {
  name?: string;
  lines?: string[];
  postalCode?: string;
  city?: string;
  country?: string;
  phone?: string;
  email?: string;
}
