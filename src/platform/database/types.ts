import pg from 'pg';

const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;

/** Cents and counts stay below 2^53; a day has no hour, hence no zone: it stays the text PostgreSQL gives. */
export function registerTypes(): void {
  pg.types.setTypeParser(INT8, Number);
  pg.types.setTypeParser(NUMERIC, Number);
  pg.types.setTypeParser(DATE, (text) => text);
}
