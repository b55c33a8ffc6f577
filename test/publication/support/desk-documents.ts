import { DeskDocuments, type DeskDocument } from '../../../src/publication/desk/desk-documents.js';
import { minutes } from './manifest.js';

/** A correspondence room whose list the test decides. */
export class TestDeskDocuments extends DeskDocuments {
  list: DeskDocument[] = [];
  problems: { ref: string; message: string }[] = [];
  /** Called before each list is read. */
  beforeList: () => Promise<void> = () => Promise.resolve();
  failing = false;

  prepare(): Promise<{ problems: { ref: string; message: string }[] }> {
    if (this.failing) return Promise.reject(new Error('no browser'));
    return Promise.resolve({ problems: this.problems });
  }

  async *listed(): AsyncIterable<DeskDocument> {
    await this.beforeList();
    yield* this.list;
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
    to,
    ...change,
  };
}
