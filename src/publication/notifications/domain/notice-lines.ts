export interface ToldDocument {
  title: string;
  binderPath: string[];
  /** Names of the buildings by which the resident sees it; null when it is no building's. */
  building: string | null;
}

const MOST_TITLES = 20;

/** The list of a letter: title, binder, building; at most twenty, then how many others. `others` says "et 14 autres". */
export function noticeLines(documents: readonly ToldDocument[], others: (count: number) => string): string[] {
  const lines = documents
    .slice(0, MOST_TITLES)
    .map(({ title, binderPath, building }) =>
      [title, binderPath.join(' / '), building].filter((part) => part !== null).join(' — '),
    );
  const left = documents.length - lines.length;
  return left > 0 ? [...lines, others(left)] : lines;
}
