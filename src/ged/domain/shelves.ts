/** Documents filed at one place: a binder's own level, or a folder of it. `path` is the binder's names, then the folder's. */
export interface Shelf {
  path: string[];
  documents: number;
  /** Documents never opened by who looks. */
  fresh: number;
  /** Years of its documents, in any order. */
  years: number[];
}

/** What stands one level below a place; counts include everything under it. */
export interface SubLevel {
  name: string;
  path: string[];
  documents: number;
  fresh: number;
}

export interface Level {
  path: string[];
  /** In the order of the shelves, which is that of the binders. */
  below: SubLevel[];
  /** Filed here itself. */
  own: number;
  /** Here and below. */
  documents: number;
}

/** The level at a path (the root is `[]`), or null when nothing is filed there nor below. A binder without documents is a shelf of 0. */
export function levelAt(shelves: readonly Shelf[], path: readonly string[]): Level | null {
  const under = shelves.filter((shelf) => isUnder(shelf.path, path));
  if (under.length === 0 && path.length > 0) return null;
  const below = new Map<string, SubLevel>();
  for (const shelf of under) {
    const name = shelf.path[path.length];
    if (name === undefined) continue;
    const level = below.get(name) ?? { name, path: [...path, name], documents: 0, fresh: 0 };
    level.documents += shelf.documents;
    level.fresh += shelf.fresh;
    below.set(name, level);
  }
  const own = under
    .filter((shelf) => shelf.path.length === path.length)
    .reduce((sum, { documents }) => sum + documents, 0);
  const documents = under.reduce((sum, shelf) => sum + shelf.documents, 0);
  return { path: [...path], below: [...below.values()], own, documents };
}

/** Years of all documents, latest first. */
export function yearsOf(shelves: readonly Shelf[]): number[] {
  return [...new Set(shelves.flatMap(({ years }) => years))].sort((one, other) => other - one);
}

function isUnder(path: readonly string[], level: readonly string[]): boolean {
  return level.every((name, index) => path[index] === name);
}

/** `/documents/Courriers/Locataires`: each name as one segment of the address. */
export function levelAddress(base: string, path: readonly string[]): string {
  return [base, ...path.map(encodeURIComponent)].join('/');
}

/** Names of the levels in an address; null when no level can be called that. */
export function levelNames(segments: string | readonly string[]): string[] | null {
  const names = [segments].flat() as string[];
  return names.length <= DEEPEST && names.every((name) => name !== '' && !/\p{Cc}/u.test(name)) ? names : null;
}

/** Three names of a binder, two of a folder. */
const DEEPEST = 5;
