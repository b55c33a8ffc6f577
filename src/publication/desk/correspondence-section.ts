import { Injectable } from '@nestjs/common';
import type { RowDraft, SectionRow } from '../manifest/write-manifest.js';
import { type DeskDocument, DeskDocuments } from './desk-documents.js';
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

  async *rows(today: string): AsyncIterable<SectionRow> {
    for await (const document of this.documents.listed(today)) yield { section: 'documents', row: rowOf(document) };
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
