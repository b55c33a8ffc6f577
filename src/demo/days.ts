/** Days are 'YYYY-MM-DD'; months count from 1. */
export interface Month {
  year: number;
  month: number;
}

const NAMES = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

export const day = (year: number, month: number, date: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

export function monthsFrom({ year, month }: Month, last: Month): Month[] {
  const count = (last.year - year) * 12 + last.month - month + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    year: year + Math.floor((month - 1 + index) / 12),
    month: ((month - 1 + index) % 12) + 1,
  }));
}

export const quartersFrom = (first: Month, last: Month): Month[] =>
  monthsFrom(first, last).filter(({ month }) => month % 3 === 1);

export const quarterOf = ({ month }: Month): number => Math.floor((month - 1) / 3) + 1;

/** "4e trimestre 2026", "1er trimestre 2026". */
export const quarterName = (month: Month): string =>
  `${quarterOf(month)}${quarterOf(month) === 1 ? 'er' : 'e'} trimestre ${month.year}`;

export const monthName = ({ year, month }: Month): string => `${NAMES[month - 1] ?? ''} ${year}`;

export const monthOf = (date: string): Month => ({ year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) });

/** "14/11/2026". */
export const french = (date: string): string => date.split('-').reverse().join('/');

/** "14 novembre 2026", "1er novembre 2026". */
export function longFrench(date: string): string {
  const [year, month, number] = date.split('-').map(Number) as [number, number, number];
  return `${number === 1 ? '1er' : number} ${monthName({ year, month })}`;
}

export function daysLater(date: string, days: number): string {
  const time = new Date(`${date}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return time.toISOString().slice(0, 10);
}
