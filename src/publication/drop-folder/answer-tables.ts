import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type Column, writeCsv } from '../../platform/spreadsheet/index.js';
import type { MissingFile } from '../runs/run-reading.service.js';

export interface Rejected {
  name: string;
  reason: string;
}

const END = '\r\n';

const MISSING: Column<MissingFile>[] = [
  { heading: 'sha256', kind: 'text', value: ({ sha256 }) => sha256 },
  { heading: 'bytes', kind: 'number', value: ({ bytes }) => bytes },
  { heading: 'ref', kind: 'text', value: ({ ref }) => ref },
  { heading: 'filename', kind: 'text', value: ({ filename }) => filename },
];
const REJECTED: Column<Rejected>[] = [
  { heading: 'name', kind: 'text', value: ({ name }) => name },
  { heading: 'reason', kind: 'text', value: ({ reason }) => reason },
];

/** `sha256;bytes;ref;filename`, the header alone when nothing is missing (PUB-83). */
export const missingCsv = (files: AsyncIterable<MissingFile>): Readable => csv(MISSING, files);

/** `name;reason`: what was said before, and what is new; nothing is said twice (PUB-84). */
export async function rejectedCsv(said: string, rejected: readonly Rejected[]): Promise<string> {
  const lines = (await text(csv(REJECTED, rejected))).split(END).filter((line) => line !== '');
  const known = said.split(END).filter((line) => line !== '');
  return [...known, ...lines.filter((line) => !known.includes(line))].map((line) => line + END).join('');
}

/** For programs: no byte order mark. What fails on one side fails on the other. */
function csv<Row>(columns: Column<Row>[], rows: Iterable<Row> | AsyncIterable<Row>): Readable {
  const out = new PassThrough();
  writeCsv({ name: '', columns, rows, timeZone: 'UTC' }, out, { byteOrderMark: false }).catch(() => undefined);
  return out;
}
