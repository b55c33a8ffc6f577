/** Where a page of a list begins, as it travels in the address. */
export interface Cursor {
  towards: 'next' | 'previous';
  /** Rank, from 1, of the first row of the page to come: only shown, never used to find it. */
  rank: number;
  /** Values of the sort keys of the row it begins after (or before). */
  values: CursorValue[];
}

export type CursorValue = string | number;

export function writeCursor({ rank, values }: Omit<Cursor, 'towards'>): string {
  return Buffer.from(JSON.stringify([rank, ...values])).toString('base64url');
}

/** @returns null for anything we did not write: the list then begins at its first page */
export function readCursor(text: unknown, towards: Cursor['towards']): Cursor | null {
  if (typeof text !== 'string' || text.length > 2_000) return null;
  const [rank, ...values] = parsed(text);
  if (!Number.isSafeInteger(rank) || (rank as number) < 1) return null;
  if (!values.every((value) => typeof value === 'string' || Number.isSafeInteger(value))) return null;
  return { towards, rank: rank as number, values: values as CursorValue[] };
}

function parsed(text: string): unknown[] {
  try {
    const list: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
