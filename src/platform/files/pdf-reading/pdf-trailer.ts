import type { ByteSource } from '../byte-source.js';
import { findLast } from './find-last.js';
import { type PdfDictionary, PdfName, PdfReference, type PdfValue, PdfValueReader } from './pdf-value.js';

const TAIL_BYTES = 4_096;
const WINDOW_BYTES = 65_536;

/**
 * The trailer of a PDF: where its catalogue is, whether it is encrypted. A wrong pointer to it is put right, as readers do.
 * null: the file is cut short, or holds none.
 */
export async function readTrailer(source: ByteSource): Promise<PdfDictionary | null> {
  const table = await startOfTable(source);
  if (table === null) return null;
  const pointed = await trailerAt(source, table);
  if (pointed) return pointed;
  const classic = await findLast(source, /trailer[\0\t\n\f\r ]*<</g);
  const found = classic === null ? null : rooted(await valueAt(source, classic + 'trailer'.length));
  return found ?? (await lastTableObject(source));
}

/** The last version of an indirect object, found by its heading: cross-reference tables are not trusted. */
export async function readObject(source: ByteSource, reference: PdfReference): Promise<PdfValue | undefined> {
  const heading = `${reference.number}[\\0\\t\\n\\f\\r ]+${reference.generation}[\\0\\t\\n\\f\\r ]+obj`;
  const at = await findLast(source, new RegExp(`(?<![0-9])${heading}`, 'g'));
  return at === null ? undefined : objectAt(source, at);
}

async function startOfTable(source: ByteSource): Promise<number | null> {
  const start = Math.max(0, source.size - TAIL_BYTES);
  const tail = (await source.read(start, TAIL_BYTES)).toString('latin1');
  const pointer = /startxref[\0\t\n\f\r ]+(\d{1,15})/.exec(tail.slice(Math.max(0, tail.lastIndexOf('startxref'))));
  return pointer ? Number(pointer[1]) : null;
}

async function trailerAt(source: ByteSource, offset: number): Promise<PdfDictionary | null> {
  if (offset >= source.size) return null;
  const beginning = (await source.read(offset, 64)).toString('latin1');
  if (/^\s*\d+\s+\d+\s+obj/.test(beginning)) return rooted(await objectAt(source, offset));
  if (!/^\s*xref/.test(beginning)) return null;
  const trailer = await findFirst(source, offset, 'trailer');
  return trailer === null ? null : rooted(await valueAt(source, trailer + 'trailer'.length));
}

/** Entries of a table are short lines: its trailer follows within a few megabytes even with 100,000 objects. */
async function findFirst(source: ByteSource, from: number, word: string): Promise<number | null> {
  for (let at = from; at < source.size; at += WINDOW_BYTES - word.length) {
    const found = (await source.read(at, WINDOW_BYTES)).indexOf(word);
    if (found >= 0) return at + found;
  }
  return null;
}

async function lastTableObject(source: ByteSource): Promise<PdfDictionary | null> {
  const at = await findLast(
    source,
    /(?<![0-9])\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj[\0\t\n\f\r ]*<<[^>]{0,400}\/XRef/g,
  );
  return at === null ? null : rooted(await objectAt(source, at));
}

async function objectAt(source: ByteSource, at: number): Promise<PdfValue | undefined> {
  const text = (await source.read(at, 64)).toString('latin1');
  const heading = /^\s*\d+\s+\d+\s+obj/.exec(text);
  return heading ? valueAt(source, at + heading[0].length) : undefined;
}

async function valueAt(source: ByteSource, at: number): Promise<PdfValue | undefined> {
  try {
    return new PdfValueReader((await source.read(at, WINDOW_BYTES)).toString('latin1')).value();
  } catch {
    return undefined;
  }
}

/** A trailer without a catalogue leads nowhere; the one of a table object must say what it is. */
function rooted(value: PdfValue | undefined): PdfDictionary | null {
  if (!(value instanceof Map) || !(value.get('Root') instanceof PdfReference)) return null;
  const type = value.get('Type');
  return type === undefined || (type instanceof PdfName && type.name === 'XRef') ? value : null;
}
