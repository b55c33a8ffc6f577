import { z } from 'zod';
import { textOf } from '../../platform/lists/index.js';
import type { StaffScope } from '../../portfolio/index.js';
import { readAccountFilters, writeAccountFilters } from './account-filters.js';
import type { Selection } from './account-selection.queries.js';

const AT_MOST = 1_000;
const uuid = z.uuid();

/** Fields in which a selection travels: boxes `n`, or with `tout` every account under the filters of the list. */
export const SELECTION_FIELDS = {
  n: z
    .string()
    .max(AT_MOST * 37)
    .optional(),
  tout: z.literal('on').optional(),
  q: z.string().max(100).optional(),
  publie: z.string().max(20).optional(),
  nature: z.string().max(20).optional(),
  situation: z.string().max(20).optional(),
  immeuble: z.string().max(36).optional(),
  entite: z.string().max(36).optional(),
};

/** Of the address of a page, or of a form: boxes come one by one from the list, in one text from a confirmation. */
export function readSelection({ line }: StaffScope, asked: Record<string, unknown>): Selection {
  if (asked.tout !== undefined) return { filters: readAccountFilters(line, asked) };
  const given = textsOf(asked.n).flatMap((text) => text.split(' '));
  return { ids: given.filter((id) => uuid.safeParse(id).success).slice(0, AT_MOST) };
}

/** The same as hidden fields of a confirmation. */
export function selectionValues(scope: StaffScope, asked: Record<string, unknown>): Record<string, string> {
  const kept = { q: textOf(asked.q), ...writeAccountFilters(readAccountFilters(scope.line, asked)) };
  const selection = readSelection(scope, asked);
  const which: Record<string, string> = 'ids' in selection ? { n: selection.ids.join(' ') } : { tout: 'on' };
  return Object.fromEntries(Object.entries({ ...kept, ...which }).filter(([, value]) => value));
}

/** The list as it was narrowed. */
export function listHref(home: string, scope: StaffScope, asked: Record<string, unknown>): string {
  const { n: _ids, tout: _all, ...kept } = selectionValues(scope, asked);
  const query = new URLSearchParams(kept).toString();
  return query ? `${home}?${query}` : home;
}

/** A name given many times is a list, or past twenty an object of numbered keys. */
function textsOf(given: unknown): string[] {
  const values = typeof given === 'object' && given !== null ? Object.values(given) : [given];
  return values.filter((value): value is string => typeof value === 'string');
}
