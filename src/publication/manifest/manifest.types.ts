import type { RowBySection } from './rows.types.js';

/** The manifest, format 1.0, as values: its header, what reading it finds, and who is told. Rows are in rows.types.ts. */
export type * from './rows.types.js';

export type BusinessLine = 'gerance' | 'syndic';

/** The twelve sections, in the only order a manifest may have. */
export const SECTIONS = [
  'staff',
  'entities',
  'binders',
  'parties',
  'buildings',
  'lots',
  'suppliers',
  'accounts',
  'expenses',
  'worksFunds',
  'documents',
  'photos',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface ScopeSection {
  section: Section;
  /** Lines the section is exhaustive for; null for staff, parties and suppliers, which belong to no line. */
  lines: BusinessLine[] | null;
}

export interface ManifestHeader {
  version: string;
  source: string;
  runRef: string;
  generatedAt: Date;
  lines: BusinessLine[];
  generator: string | null;
  previousRunRef: string | null;
  /** One item per section in scope, in the order of `SECTIONS`. */
  scope: ScopeSection[];
}

export type Severity = 'refusal' | 'set_aside' | 'warning';
type TwoDigits = `0${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;
export type ProblemCode = `MAN-${TwoDigits | '10' | '11' | '12' | '13'}` | `ROW-${TwoDigits}` | `WRN-${TwoDigits}`;

/** One finding of the check; `message` is a French sentence in which values are cut to 40 characters. */
export interface Problem {
  severity: Severity;
  code: ProblemCode;
  section: Section | null;
  ref: string | null;
  line: number | null;
  column: number | null;
  message: string;
}

/** The manifest is refused as a whole: nothing of it may be applied. */
export class ManifestRefused extends Error {
  override readonly name = 'ManifestRefused';
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/**
 * Where the reader puts what it finds, in file order: the header once, before anything else; then rows, rows set aside and
 * warnings. A promise returned is awaited before the next call, so a sink that buffers returns one only when it is full.
 */
export interface ManifestSink {
  header(header: ManifestHeader): void | Promise<void>;
  row<S extends Section>(section: S, row: RowBySection[S]): void | Promise<void>;
  /** A row left out; `ref` is null when the row has none that can be read. */
  setAside(section: Section, ref: string | null, problem: Problem): void | Promise<void>;
  problem(warning: Problem): void | Promise<void>;
}

export type SectionCounts = Partial<Record<Section, number>>;

export interface ManifestSummary {
  header: ManifestHeader;
  /** Rows read per section in scope, the ones set aside and the works funds of amount 0 included: what `totals` must say. */
  listed: SectionCounts;
  setAside: SectionCounts;
  /** Entries read in all accounts; 0 when accounts are not in scope. */
  entries: number;
  /** Last line of the file, and its size unpacked. */
  lines: number;
  bytes: number;
  /** It may give initial passwords: their name is somewhere in it, be it in what is set aside or in a comment. */
  givesPasswords: boolean;
}
