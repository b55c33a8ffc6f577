export interface Changes {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** The fields of `after` that differ, with their old values; null when nothing does. Lists are compared in order. */
export function changesBetween<Row extends object>(before: Row, after: Partial<Row>): Changes | null {
  const changed = (Object.keys(after) as (keyof Row)[]).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length === 0) return null;
  const pick = (row: Partial<Row>) => Object.fromEntries(changed.map((name) => [name, row[name]]));
  return { before: pick(before), after: pick(after) };
}
