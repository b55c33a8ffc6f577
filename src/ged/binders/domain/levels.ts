import type { BusinessLine } from '../../../platform/tenancy/index.js';

export type BinderLevel = 'landlord' | 'lessee' | 'co_owner' | 'council_member' | 'president';

/** The columns of boxes of each line, in the order of the page (GED-13, GED-17). */
export const LEVELS = {
  gerance: ['landlord', 'lessee'],
  syndic: ['co_owner', 'council_member', 'president'],
} as const satisfies Record<BusinessLine, readonly BinderLevel[]>;
export const ALL_LEVELS: readonly BinderLevel[] = [...LEVELS.gerance, ...LEVELS.syndic];

/**
 * What the boxes ticked come to, in the order of the page: in syndic, who reads less than another reads with him, so the set is closed to
 * the right of its first box (GED-21). Levels of the other line are dropped.
 */
export function closedLevels(line: BusinessLine, ticked: readonly string[]): BinderLevel[] {
  const order: readonly BinderLevel[] = LEVELS[line];
  if (line === 'gerance') return order.filter((level) => ticked.includes(level));
  const first = order.findIndex((level) => ticked.includes(level));
  return first < 0 ? [] : order.slice(first);
}

export function sameLevels(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((level) => other.includes(level));
}

/** Nobody reads by `wished` who may not by `agreed`. */
export function isWithin(wished: readonly string[], agreed: readonly string[]): boolean {
  return wished.every((level) => agreed.includes(level));
}

/** Narrowing counts at once, widening waits for the next run (GED-25). */
export function splitChange<Level extends string>(
  current: readonly Level[],
  wished: readonly Level[],
): { levels: Level[]; next: Level[] | null } {
  const levels = wished.filter((level) => current.includes(level));
  return { levels, next: levels.length === wished.length ? null : [...wished] };
}
