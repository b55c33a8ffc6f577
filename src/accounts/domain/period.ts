/** A stretch of days, both included, `YYYY-MM-DD`. */
export interface Period {
  from: string;
  to: string;
}

/** What was not right in what was asked, put right without refusing the page [ACC-49]. */
export type Correction = 'unreadable' | 'reversed' | 'too-early';

export interface ChosenPeriod extends Period {
  earliest: string;
  corrections: Correction[];
}

/**
 * The period of a statement: what was asked, put right; the current year when nothing was [ACC-48].
 * @param earliest day before which nothing can be searched
 */
export function choosePeriod(asked: { from: string; to: string }, today: string, earliest: string): ChosenPeriod {
  const corrections: Correction[] = [];
  const read = (text: string, otherwise: string) => {
    const day = readDay(text);
    if (day === null && text !== '') corrections.push('unreadable');
    return day ?? otherwise;
  };
  let from = read(asked.from, `${today.slice(0, 4)}-01-01`);
  let to = read(asked.to, `${today.slice(0, 4)}-12-31`);
  if (from > to) {
    [from, to] = [to, from];
    corrections.push('reversed');
  }
  if (from < earliest) {
    if (asked.from !== '') corrections.push('too-early');
    from = earliest;
    if (to < from) to = `${from.slice(0, 4)}-12-31`;
  }
  return { from, to, earliest, corrections: [...new Set(corrections)] };
}

/** 1 January of the year of the oldest entry [ACC-49]; a landlord reads nothing of a lessee's account from before the tenancy. */
export function earliestDay(oldestEntry: string | null, today: string, since: string | null = null): string {
  const year = `${[oldestEntry ?? today, today].sort()[0]?.slice(0, 4)}-01-01`;
  return since !== null && since > year ? since : year;
}

/** A day as the browser sends it, or as a hand writes it: `2025-10-08`, `08/10/2025`. */
export function readDay(text: string): string | null {
  const written = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  const day = written ? [written[3], written[2]?.padStart(2, '0'), written[1]?.padStart(2, '0')].join('-') : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < '1900-01-01' || day > '2100-12-31') return null;
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day) ? day : null;
}
