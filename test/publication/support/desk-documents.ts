import type { DeskDocument, DeskProblem } from '../../../src/ged/index.js';
import { minutes } from './manifest.js';

/** A correspondence room whose list the test decides. */
export class TestDeskDocuments {
  list: DeskDocument[] = [];
  down: string[] = [];
  problems: DeskProblem[] = [];
  /** How often it was asked to prepare. */
  prepared = 0;
  /** Instants of what was published. */
  readonly published: Date[] = [];
  /** Called before each list is read. */
  beforeList: () => Promise<unknown> = () => Promise.resolve();

  prepare(): Promise<{ problems: DeskProblem[] }> {
    this.prepared += 1;
    return Promise.resolve({ problems: this.problems });
  }

  async *listed(): AsyncIterable<DeskDocument> {
    await this.beforeList();
    yield* this.list;
  }

  takenDown(): Promise<string[]> {
    return Promise.resolve(this.down);
  }

  afterRun(at: Date): Promise<void> {
    this.published.push(at);
    return Promise.resolve();
  }
}

export function deskDocument(
  ref: string,
  binderId: string,
  to: DeskDocument['to'],
  change: Partial<DeskDocument> = {},
): DeskDocument {
  return {
    ref,
    binderId,
    line: 'syndic',
    title: `Courrier ${ref}`,
    filename: 'courrier.pdf',
    mediaType: minutes.media,
    bytes: minutes.bytes.length,
    sha256: minutes.sha256,
    documentDate: '2025-11-10',
    from: '2025-11-10',
    until: null,
    folder: [],
    notify: false,
    origin: 'text',
    caseReference: null,
    complianceKind: null,
    replacesRef: null,
    resend: false,
    to,
    ...change,
  };
}
