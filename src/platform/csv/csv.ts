import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { create } from 'content-disposition';

export type CsvValue = string | number | null;

const SEPARATOR = ';';
const LINE_END = '\r\n';
const BYTE_ORDER_MARK = '\ufeff';
/** A spreadsheet would run what begins with one of these. */
const FORMULA = /^[=+\-@\t\r]/;

/** One line as French spreadsheets read it; what looks like a formula is kept as text. */
export function csvLine(values: readonly CsvValue[]): string {
  return values.map(cell).join(SEPARATOR) + LINE_END;
}

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Sends rows as they come, as a file to save. */
export async function sendCsv(
  response: Response,
  filename: string,
  heading: readonly string[],
  rows: AsyncIterable<readonly CsvValue[]>,
): Promise<void> {
  response.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': create(filename),
    'Cache-Control': 'private, no-store',
  });
  const lines = async function* () {
    yield BYTE_ORDER_MARK + csvLine(heading);
    for await (const row of rows) yield csvLine(row);
  };
  await pipeline(Readable.from(lines()), response);
}
