import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import express from 'express';
import request from 'supertest';
import { bufferSource } from '../../src/platform/files/byte-source.js';
import { FileInspector } from '../../src/platform/files/inspection/file-inspector.js';
import { DOCUMENT_TYPES } from '../../src/platform/files/domain/media-types.js';
import { TestFileScanner } from '../../src/platform/files/inspection/malware-scanner.js';
import { sendCsv, sendXlsx, type Sheet, writeCsv, writeXlsx } from '../../src/platform/spreadsheet/index.js';

interface Line {
  label: string | null;
  lots: number | null;
  balance: number | null;
  day: string | null;
  seen: Date | null;
}

const PIERRE: Line = {
  label: '=HYPERLINK("http://x";"Pierre")',
  lots: 2,
  balance: -6563,
  day: '2025-10-08',
  seen: new Date('2026-03-29T01:30:00Z'),
};
const NOBODY: Line = { label: null, lots: null, balance: null, day: null, seen: null };

function sheet(rows: Iterable<Line> | AsyncIterable<Line>): Sheet<Line> {
  return {
    name: 'Comptes: 2025/2026 [copropriétaires]',
    timeZone: 'Europe/Paris',
    columns: [
      { heading: 'Nom', kind: 'text', value: (row) => row.label },
      { heading: 'Lots', kind: 'number', value: (row) => row.lots },
      { heading: 'Solde', kind: 'cents', value: (row) => row.balance },
      { heading: 'Date', kind: 'day', value: (row) => row.day },
      { heading: 'Vu le', kind: 'instant', value: (row) => row.seen },
    ],
    rows,
  };
}

async function written(write: (output: Writable) => Promise<void>): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), write(output)]);
  return bytes;
}

describe('a spreadsheet', () => {
  const open = async (bytes: Buffer) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as never);
    const worksheet = workbook.worksheets[0];
    if (!worksheet) throw new Error('no sheet');
    return worksheet;
  };

  it('has typed cells: texts that never run, euros from cents, days and hours of the tenant [ADM-41]', async () => {
    const worksheet = await open(await written((output) => writeXlsx(sheet([PIERRE, NOBODY]), output)));
    expect(worksheet.name).toBe('Comptes  2025 2026  copropriéta');
    expect(worksheet.getRow(1).values).toEqual([undefined, 'Nom', 'Lots', 'Solde', 'Date', 'Vu le']);
    const [name, lots, balance, day, seen] = [1, 2, 3, 4, 5].map((column) => worksheet.getCell(2, column));
    expect(name).toMatchObject({ type: ExcelJS.ValueType.String, value: PIERRE.label });
    expect(lots?.value).toBe(2);
    expect(balance).toMatchObject({ value: -65.63, numFmt: '#,##0.00 "€"' });
    expect(day?.value).toEqual(new Date('2025-10-08T00:00:00Z'));
    expect(seen?.value).toEqual(new Date('2026-03-29T03:30:00Z'));
    expect(worksheet.getRow(3).hasValues).toBe(false);
  });

  it('is what it says it is', async () => {
    const bytes = await written((output) => writeXlsx(sheet([PIERRE]), output));
    const verdict = await new FileInspector(new TestFileScanner()).inspect(bufferSource(bytes), DOCUMENT_TYPES);
    expect(verdict).toMatchObject({ taken: true, mediaType: expect.stringContaining('spreadsheetml') as string });
  });

  it('is written no faster than it is read', async () => {
    let given = 0;
    const rows = function* () {
      for (; given < 24_000; given += 1) yield { ...PIERRE, label: `${Math.random()}${Math.random()}` };
    };
    let givenAtFirst = 0;
    const slow = new Writable({
      highWaterMark: 16_384,
      write: (_chunk: Buffer, _encoding, done) => {
        givenAtFirst ||= given;
        setTimeout(done, 2);
      },
    });
    await writeXlsx(sheet(rows()), slow);
    expect(givenAtFirst).toBeLessThan(10_000);
    expect(given).toBe(24_000);
  });

  it('that cannot be finished fails, it is not cut short in silence', async () => {
    const rows = function* () {
      yield PIERRE;
      throw new Error('the database went away');
    };
    await expect(written((output) => writeXlsx(sheet(rows()), output))).rejects.toThrow('the database went away');
    await expect(written((output) => writeXlsx(sheet([{ ...PIERRE, day: '31/02/2025' }]), output))).rejects.toThrow(
      'no day',
    );
  });
});

describe('a CSV file', () => {
  it('reads as French spreadsheets expect, formulas disarmed', async () => {
    const text = (await written((output) => writeCsv(sheet([PIERRE, NOBODY]), output))).toString();
    expect(text).toBe(
      `\uFEFFNom;Lots;Solde;Date;Vu le\r\n"'=HYPERLINK(""http://x"";""Pierre"")";2;-65,63;08/10/2025;29/03/2026 03:30\r\n;;;;\r\n`,
    );
  });

  it('goes without its mark for programs', async () => {
    const text = (await written((output) => writeCsv(sheet([]), output, { byteOrderMark: false }))).toString();
    expect(text).toBe('Nom;Lots;Solde;Date;Vu le\r\n');
  });
});

describe('as a download', () => {
  const app = express()
    .get('/xlsx', (_request, response) => sendXlsx(response, 'Clients à relancer.xlsx', sheet([PIERRE])))
    .get('/csv', (_request, response) => sendCsv(response, 'Clients.csv', sheet([PIERRE])));

  it('has its name and its type, and is kept nowhere', async () => {
    const { headers } = await request(app)
      .get('/xlsx')
      .expect(200)
      .expect('Content-Type', /spreadsheetml\.sheet/);
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename=.*filename\*=UTF-8''Clients%20%C3%A0%20relancer\.xlsx/,
    );
    expect(headers['cache-control']).toBe('private, no-store');
    await request(app).get('/csv').expect(200).expect('Content-Type', 'text/csv; charset=utf-8');
  });
});
