import type { Audience } from '../../publication/manifest/manifest.types.js';
import type { RowDraft } from '../../publication/manifest/write-manifest.js';

type Listed = Extract<RowDraft<'documents'>, { withdrawn: false }>;

/** A document before it is printed: what the manifest says of it, and the page it is printed from. */
export type Paper = Pick<Listed, 'ref' | 'binder' | 'title' | 'filename' | 'documentDate' | 'audiences'> &
  Partial<
    Pick<Listed, 'from' | 'until' | 'folder' | 'notify' | 'origin' | 'complianceSubtype' | 'validUntil' | 'caseRef'>
  > & {
    html: string;
    /** `scan`: a picture of the page, a little askew; `scanned-pdf`: that picture in a PDF. */
    form?: 'pdf' | 'scan' | 'scanned-pdf';
  };

export const toBuilding = (ref: string): Audience[] => [{ scope: 'building', target: ref }];
export const toAccounts = (...refs: string[]): Audience[] => refs.map((target) => ({ scope: 'account', target }));
