import type { Level } from '../manifest/manifest.types.js';

/** What all of the sources that list a binder agree on: the narrower holds (PUB-56). */
export function narrowest(listings: readonly (readonly Level[])[]): Level[] {
  const [first = [], ...others] = listings;
  return first.filter((level) => others.every((levels) => levels.includes(level)));
}

/** The levels that would begin to read the binder's documents. */
export function widenedBy(before: readonly Level[], after: readonly Level[]): Level[] {
  return after.filter((level) => !before.includes(level));
}
