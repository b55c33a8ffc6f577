/** A run whose manifest is in the file store. */
export interface ManifestOfRun {
  id: string;
  sourceId: string;
  /** Order of arrival in the tenant. */
  number: number;
  /** Month it arrived in, `YYYY-MM`, in the tenant's zone. */
  month: string;
  applied: boolean;
  /** It may still be read again: the run has not ended. */
  open: boolean;
}

export const LATEST_KEPT = 30;
export const MONTHS_KEPT = 12;
/** The one in force, and the one it can be undone to (PUB-37). */
const APPLIED_KEPT = 2;

/**
 * Which manifests stay (PUB-65): of each source the latest thirty, one a month for twelve months (the last applied, else the last), those
 * of the two latest applied runs, and those of runs under way. `thisMonth` is `YYYY-MM`. @returns identifiers of runs
 */
export function keptManifests(runs: readonly ManifestOfRun[], thisMonth: string): Set<string> {
  const oldest = monthsBefore(thisMonth, MONTHS_KEPT - 1);
  const kept = runs.filter(({ open }) => open);
  for (const ofSource of Map.groupBy(runs, ({ sourceId }) => sourceId).values()) {
    const latestFirst = [...ofSource].sort((one, other) => other.number - one.number);
    kept.push(...latestFirst.slice(0, LATEST_KEPT));
    kept.push(...latestFirst.filter(({ applied }) => applied).slice(0, APPLIED_KEPT));
    for (const [month, ofMonth] of Map.groupBy(latestFirst, (run) => run.month)) {
      const one = ofMonth.find(({ applied }) => applied) ?? ofMonth[0];
      if (one && month >= oldest) kept.push(one);
    }
  }
  return new Set(kept.map(({ id }) => id));
}

/** `YYYY-MM` of so many months before that one. */
export function monthsBefore(month: string, count: number): string {
  const [year = 0, ordinal = 1] = month.split('-').map(Number);
  const months = year * 12 + (ordinal - 1) - count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}
