import type { BusinessLine, ManifestSummary, Problem, SectionCounts } from '../manifest/manifest.types.js';
import type { SendingSettings } from '../sections/index.js';
import type { Batch } from './batch.js';
import type { BinderPlace } from './binder-names.js';

/** What turning a manifest into rows wants to know: values only, for they go to another process. */
export interface ReadingTask {
  sourceId: string;
  isDesk: boolean;
  settings: SendingSettings;
  binders: BinderPlace[];
  /** Buildings the source has published. */
  buildings: { id: string; line: BusinessLine }[];
}

export interface Reading {
  summary: ManifestSummary;
  /** Rows set aside that could be staged, by section. */
  stagedAside: SectionCounts;
}

/** What the reading process is told: the accounts that are published, by pages, then what to read; then that a batch is stored. */
export type Asked =
  { kind: 'published'; accounts: Uint8Array } | { kind: 'read'; task: ReadingTask } | { kind: 'stored' };

/** What the reading process says; each batch is answered once it is stored. The others are its last word. */
export type Told =
  | { kind: 'batch'; batch: Batch }
  | { kind: 'read'; reading: Reading }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'failed'; why: string };
