import type { ResidentSpace } from '../resident-space.js';
import { addressWith } from './resident-paging.js';

export interface SelectorOption {
  /** Empty: everything. */
  name: string;
  note: string;
  href: string;
  current: boolean;
}

/** What `partials extranet/resident/selector` draws; null with one account and one building, as there is nothing to choose. */
export interface SelectorModel {
  /** Name of what is chosen; empty: everything. */
  name: string;
  note: string;
  options: SelectorOption[];
}

/** `path`: the page to come back to. `everything`: whether the page can show all of it at once. */
export function selectorOf(space: ResidentSpace, path: string, everything = true): SelectorModel | null {
  const { selectables, chosen } = space;
  if (selectables.length === 0) return null;
  const href = (id: string) => addressWith(`${space.home}/selection`, { choix: id, retour: path });
  const all = { name: '', note: '', href: href('tout'), current: chosen === null };
  const options = selectables.map(({ id, name, note }) => ({ name, note, href: href(id), current: id === chosen?.id }));
  return { name: chosen?.name ?? '', note: chosen?.note ?? '', options: everything ? [all, ...options] : options };
}
