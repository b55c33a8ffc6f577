import type { Audience, DocumentRow, PhotoRow } from '../manifest/manifest.types.js';
import { asIs, child, section, type Target } from './plan.js';

/** An audience of a document, with what the audience table repeats of the document. */
interface AddressedAudience extends Audience {
  binder: string;
  documentDate: string;
}

const targetOf = ({ scope, target }: Audience): Target => [scope, target];

export const documents = section<DocumentRow, DocumentRow>({
  table: 'document',
  element: 'document',
  label: `t.title`,
  prepare: asIs,
  references: { binder_id: (row) => ['binder', row.binder] },
  columns: {
    line: (row, refs) => refs.lineOfBinder(row.binder),
    folder: (row) => row.folder,
    title: (row) => row.title,
    filename: (row) => row.filename,
    sha256: (row) => row.sha256,
    media_type: (row) => row.media,
    bytes: (row) => row.bytes,
    document_date: (row) => row.documentDate,
    published_from: (row) => row.from,
    published_until: (row) => row.until,
    notify: (row) => row.notify,
    origin: (row) => row.origin,
    case_reference: (row) => row.caseRef,
    compliance_kind: (row) => row.complianceKind,
    compliance_subtype: (row) => row.complianceSubtype,
    valid_until: (row) => row.validUntil,
    replaces_id: (row, refs) => (row.replaces === null ? null : refs.id(['document', row.replaces])),
  },
  children: [
    child<DocumentRow, AddressedAudience>({
      table: 'document_audience',
      parent: 'document_id',
      partial: true,
      of: ({ audiences, binder, documentDate }) => audiences.map((audience) => ({ ...audience, binder, documentDate })),
      references: { target_id: targetOf },
      columns: {
        scope: (row) => row.scope,
        binder_id: (row, refs) => refs.id(['binder', row.binder]),
        document_date: (row) => row.documentDate,
      },
    }),
  ],
});

export const photos = section<PhotoRow, PhotoRow>({
  table: 'photo',
  element: 'photo',
  label: `coalesce(t.title, t.filename)`,
  prepare: asIs,
  references: {
    building_id: (row) => ['building', row.building],
    lot_id: (row) => (row.lot === null ? null : ['lot', row.lot]),
  },
  columns: {
    line: (row, refs) => refs.lineOfBuilding(row.building),
    title: (row) => row.title,
    taken_on: (row) => row.takenOn,
    position: (row) => row.position,
    filename: (row) => row.filename,
    sha256: (row) => row.sha256,
    media_type: (row) => row.media,
    bytes: (row) => row.bytes,
  },
});
