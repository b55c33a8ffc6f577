import { z } from 'zod';
import { textOf } from '../platform/lists/index.js';

/** What narrows the lists of the portfolio beside the search: `immeuble` and `gestionnaire` of the address. */
export interface StaffFilters {
  search: string;
  buildingId: string | null;
  managerId: string | null;
}

const uuid = z.uuid();

export function readStaffFilters(query: Record<string, unknown>): StaffFilters {
  return { search: textOf(query.q), buildingId: idOf(query.immeuble), managerId: idOf(query.gestionnaire) };
}

/** An identifier of the address, or null: a wrong one filters nothing. */
export function idOf(value: unknown): string | null {
  const parsed = uuid.safeParse(value);
  return parsed.success ? parsed.data : null;
}
