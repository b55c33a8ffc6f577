/** What a column of a staging table can be given. */
export type Value = string | number | boolean | null | readonly string[];

export const NULL = '\\N';

const SPECIAL = /[\\\t\n\r]/;
const SPECIALS = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One value in the text format of COPY. */
export function copyText(value: Value): string {
  switch (typeof value) {
    case 'string':
      return escape(value);
    case 'number':
      return String(value);
    case 'boolean':
      return value ? 't' : 'f';
    default:
      return value === null ? NULL : escape(arrayText(value));
  }
}

/** Values as columns, without the end of line. */
export const copyColumns = (values: readonly Value[]): string => values.map(copyText).join('\t');

const escape = (text: string): string =>
  SPECIAL.test(text) ? text.replace(SPECIALS, (found) => ESCAPES[found] ?? found) : text;

const arrayText = (items: readonly (string | null)[]): string =>
  `{${items.map((item) => (item === null ? 'NULL' : `"${item.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
