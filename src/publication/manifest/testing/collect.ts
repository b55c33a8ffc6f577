import { gzipSync } from 'node:zlib';
import type {
  ManifestHeader,
  ManifestRow,
  ManifestSummary,
  Problem,
  RowBySection,
  Section,
} from '../manifest.types.js';
import { ManifestRefused } from '../manifest.types.js';
import { readManifest } from '../read-manifest.js';
import type { ManifestLimits } from '../reading/limits.js';

/** Everything a reading told its sink. */
export interface Reading {
  header: ManifestHeader | null;
  rows: { section: Section; row: ManifestRow }[];
  setAside: { section: Section; ref: string | null; problem: Problem }[];
  warnings: Problem[];
  summary: ManifestSummary | null;
  refusal: Problem | null;
}

export type Input = string | Uint8Array | Iterable<Uint8Array>;

async function* chunks(input: Input): AsyncIterable<Uint8Array> {
  if (typeof input === 'string') yield Buffer.from(input);
  else if (input instanceof Uint8Array) yield input;
  else yield* input;
}

/** Reads to the end or to the refusal; any other error is thrown. */
export async function collect(input: Input, limits?: Partial<ManifestLimits>): Promise<Reading> {
  const reading: Reading = { header: null, rows: [], setAside: [], warnings: [], summary: null, refusal: null };
  const sink = {
    header: (header: ManifestHeader) => void (reading.header = header),
    row: <S extends Section>(section: S, row: RowBySection[S]) => void reading.rows.push({ section, row }),
    setAside: (section: Section, ref: string | null, problem: Problem) =>
      void reading.setAside.push({ section, ref, problem }),
    problem: (warning: Problem) => void reading.warnings.push(warning),
  };
  try {
    reading.summary = await readManifest(chunks(input), sink, limits);
  } catch (error) {
    if (!(error instanceof ManifestRefused)) throw error;
    reading.refusal = error.problem;
  }
  return reading;
}

export function rowsOf<S extends Section>({ rows }: Reading, section: S): RowBySection[S][] {
  return rows.filter((item) => item.section === section).map(({ row }) => row as RowBySection[S]);
}

/** Cut at these places, in order. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
}

export const gzip = (text: string): Buffer => gzipSync(text);
