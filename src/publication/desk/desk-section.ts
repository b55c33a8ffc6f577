import type { Section } from '../manifest/manifest.types.js';
import type { SectionRow } from '../manifest/write-manifest.js';

/** What the desk would list but cannot, wholly or in part, and why, in French. */
export interface DeskProblem {
  /** Of a row, or what the references of its rows begin with, before a "/". */
  ref: string;
  message: string;
  /** Worth preparing again in a while. */
  again: boolean;
}

/**
 * One section of the desk's manifest: what a room of the desk keeps. Sections nobody writes are not in the scope of the run, which
 * leaves them as they are (PUB-41).
 */
export abstract class DeskSection {
  abstract readonly section: Section;
  /** Makes what the rows need and lack (paper), before they are read. */
  abstract prepare(today: string): Promise<DeskProblem[]>;
  /** Every row, in a snapshot that is already open. */
  abstract rows(today: string): AsyncIterable<SectionRow>;

  /** Told once what was read at that instant is published; may be told twice. */
  published(_readAt: Date): Promise<void> {
    return Promise.resolve();
  }
}

/** The sections the desk keeps; a room that comes to keep one is added in ./providers.ts. */
export class DeskSections {
  constructor(readonly all: readonly DeskSection[]) {}
}
