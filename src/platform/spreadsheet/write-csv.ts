import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DateTime } from 'luxon';
import { csvField } from './domain/csv-field.js';
import type { Column, Sheet } from './sheet.js';

export interface CsvOptions {
  /** Three bytes by which Excel knows UTF-8; without them, for programs. */
  byteOrderMark?: boolean;
}

const SEPARATOR = ';';
const END = '\r\n';
const BATCH_CHARACTERS = 16_384;

/** As French spreadsheets read it: `;`, decimal comma, CRLF, days `DD/MM/YYYY`. Only as fast as it is read. */
export async function writeCsv<Row>(
  sheet: Sheet<Row>,
  output: Writable,
  { byteOrderMark = true }: CsvOptions = {},
): Promise<void> {
  await pipeline(lines(sheet, byteOrderMark), output);
}

async function* lines<Row>({ columns, rows, timeZone }: Sheet<Row>, byteOrderMark: boolean): AsyncGenerator<string> {
  let batch = (byteOrderMark ? '\uFEFF' : '') + columns.map((column) => csvField(column.heading)).join(SEPARATOR) + END;
  for await (const row of rows) {
    batch += columns.map((column) => csvField(textOf(column, row, timeZone))).join(SEPARATOR) + END;
    if (batch.length < BATCH_CHARACTERS) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}

function textOf<Row>(column: Column<Row>, row: Row, zone: string): string {
  if (column.kind === 'instant') {
    const instant = column.value(row);
    return instant ? DateTime.fromJSDate(instant, { zone }).toFormat('dd/MM/yyyy HH:mm') : '';
  }
  if (column.kind === 'text') return column.value(row) ?? '';
  const value = column.value(row);
  if (value === null) return '';
  if (typeof value === 'string') return value.split('-').reverse().join('/');
  return (column.kind === 'cents' ? (value / 100).toFixed(2) : String(value)).replace('.', ',');
}
