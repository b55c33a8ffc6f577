import type { Response } from 'express';
import { savedAs } from '../http/saved-as.js';
import type { Sheet } from './sheet.js';
import { type CsvOptions, writeCsv } from './write-csv.js';
import { writeXlsx } from './write-xlsx.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const INTERRUPTED = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];

/** The sheet as a download, e.g. `Portefeuille.xlsx`, written while it is read. */
export async function sendXlsx<Row>(response: Response, filename: string, sheet: Sheet<Row>): Promise<void> {
  describe(response, filename, XLSX);
  await unlessInterrupted(writeXlsx(sheet, response));
}

export async function sendCsv<Row>(
  response: Response,
  filename: string,
  sheet: Sheet<Row>,
  options?: CsvOptions,
): Promise<void> {
  describe(response, filename, 'text/csv; charset=utf-8');
  await unlessInterrupted(writeCsv(sheet, response, options));
}

function describe(response: Response, filename: string, type: string): void {
  response.set({
    'Content-Type': type,
    'Content-Disposition': savedAs(filename),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
}

/** Who closes the window half-way is no error of ours. */
async function unlessInterrupted(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!INTERRUPTED.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
