import { Injectable } from '@nestjs/common';
import { type DeskDocument, DeskDocuments } from '../../ged/index.js';
import type { RowDraft, SectionRow } from '../manifest/write-manifest.js';
import { type DeskProblem, DeskSection } from './desk-section.js';

/** Correspondence as documents (PUB-44); what it is addressed to and filed in may be of any source (PUB-45). */
@Injectable()
export class CorrespondenceSection extends DeskSection {
  readonly section = 'documents';

  constructor(private readonly documents: DeskDocuments) {
    super();
  }

  async prepare(today: string): Promise<DeskProblem[]> {
    return (await this.documents.prepare(today)).problems;
  }

  /** What was taken down is withdrawn by name, which no threshold counts (PUB-93). */
  async *rows(today: string): AsyncIterable<SectionRow> {
    for (const ref of await this.documents.takenDown()) yield { section: 'documents', row: { withdrawn: true, ref } };
    for await (const document of this.documents.listed(today)) yield { section: 'documents', row: rowOf(document) };
  }

  override published(listedAt: Date): Promise<void> {
    return this.documents.afterRun(listedAt);
  }
}

export function rowOf(document: DeskDocument): RowDraft<'documents'> {
  const { ref, title, filename, bytes, sha256, documentDate, from, until, folder, notify, origin, complianceKind } =
    document;
  return {
    withdrawn: false,
    ref,
    binder: document.binderId,
    title,
    filename,
    media: document.mediaType,
    bytes,
    sha256,
    documentDate,
    from,
    until,
    folder,
    notify,
    origin,
    complianceKind,
    replaces: document.replacesRef,
    caseRef: document.caseReference,
    audiences: document.to.map(({ scope, targetId }) => ({
      scope,
      target: scope === 'line' ? document.line : targetId,
    })),
  };
}
