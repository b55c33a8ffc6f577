import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DateTime } from 'luxon';
import { serialDay, serialInstant } from './domain/serial-date.js';
import type { Column, Sheet } from './sheet.js';

const FORMATS = {
  text: '@',
  number: 'General',
  cents: '#,##0.00 "€"',
  day: 'dd/mm/yyyy',
  instant: 'dd/mm/yyyy hh:mm',
} as const;
const WIDTHS = { text: 28, number: 12, cents: 14, day: 12, instant: 17 } as const;
const NAME_LENGTH = 31;
const ROWS_BETWEEN_PAUSES = 200;

/**
 * One sheet, heading row frozen and filterable. Texts are cells of text: what begins with `=` is shown, never run. Rows are written as
 * the reader takes them.
 */
export async function writeXlsx<Row>(sheet: Sheet<Row>, output: Writable): Promise<void> {
  const zipped = new PassThrough({ highWaterMark: 256 * 1024 });
  await Promise.all([pipeline(zipped, output), fill(sheet, zipped).catch((error: Error) => zipped.destroy(error))]);
}

async function fill<Row>({ name, columns, rows, timeZone }: Sheet<Row>, zipped: PassThrough): Promise<void> {
  const { default: ExcelJS } = await import('exceljs'); // weighs on no process that writes none
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: zipped, useStyles: true, useSharedStrings: false });
  const worksheet = workbook.addWorksheet(tabName(name), { views: [{ state: 'frozen', ySplit: 1 }] });
  worksheet.columns = columns.map(({ heading, kind }) => ({
    header: heading,
    width: Math.max(WIDTHS[kind], heading.length + 2),
    style: { numFmt: FORMATS[kind] },
  }));
  worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  const headings = worksheet.getRow(1);
  headings.font = { bold: true };
  headings.commit();
  let written = 0;
  for await (const row of rows) {
    worksheet.addRow(columns.map((column) => cellOf(column, row, timeZone))).commit();
    written += 1;
    if (written % ROWS_BETWEEN_PAUSES === 0) await taken(zipped);
  }
  worksheet.commit();
  await workbook.commit();
}

function cellOf<Row>(column: Column<Row>, row: Row, zone: string): string | number | null {
  switch (column.kind) {
    case 'text':
      return column.value(row);
    case 'number':
      return column.value(row);
    case 'cents': {
      const cents = column.value(row);
      return cents === null ? null : cents / 100;
    }
    case 'day': {
      const day = column.value(row);
      return day === null ? null : serialDay(day);
    }
    case 'instant': {
      const instant = column.value(row);
      return instant && serialInstant(DateTime.fromJSDate(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss"));
    }
  }
}

/** The library buffers without end what it is given: it is given no more until the reader has taken what is ready. */
async function taken(zipped: PassThrough): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  while (zipped.writableNeedDrain && !zipped.destroyed) await new Promise((resolve) => setImmediate(resolve));
  if (zipped.destroyed) throw new Error('The reader has gone');
}

/** Neither `[ ] : * ? / \` nor more than 31 characters in the name of a tab. */
function tabName(name: string): string {
  return (
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .trim()
      .slice(0, NAME_LENGTH) || 'Export'
  );
}
