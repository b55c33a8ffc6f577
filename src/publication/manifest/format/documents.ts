import { bool, date, int, oneOf, path, pubDate, ref, sha256, text } from '../lexical.js';
import type { Audience, BinderRow, BusinessLine, DocumentRow, PhotoRow } from '../manifest.types.js';
import { named, optional, required } from './attribute.js';
import { complianceKind, complianceSubtype } from './compliance.js';
import { element, many, row } from './element.js';
import { impossibleRow, invalidRow } from './fault.js';
import { levels, line } from './lines.js';
import { isBefore } from './periods.js';

const DOCUMENT_MAX_BYTES = 104_857_600;
const PHOTO_MAX_BYTES = 26_214_400;
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OASIS = 'application/vnd.oasis.opendocument';

export const DOCUMENT_MEDIA = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'text/plain',
  `${OFFICE}.wordprocessingml.document`,
  `${OFFICE}.spreadsheetml.sheet`,
  `${OASIS}.text`,
  `${OASIS}.spreadsheet`,
] as const;
export const PHOTO_MEDIA = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** What the reader puts for a binder without position, until it knows its place in the file. */
export const FILE_ORDER = Number.NaN;

export const binder = row<BinderRow>('binder', {
  noun: 'Classeur',
  attributes: {
    ref: required(ref),
    businessLine: named('line', required(line)),
    path: required(path(3)),
    levels: required(levels),
    position: optional(int(), FILE_ORDER),
    role: optional(oneOf('ordinary', 'invoices', 'owners_list'), 'ordinary'),
    complianceKind: optional(complianceKind),
    active: optional(bool, true),
  },
  ignored: ['lot', 'supplier'],
});

/** The element `to` as written: exactly one attribute. */
interface To {
  account: string | null;
  lot: string | null;
  building: string | null;
  businessLine: BusinessLine | null;
}

const to = element<To>('to', {
  noun: 'destinataire',
  attributes: {
    account: optional(ref),
    lot: optional(ref),
    building: optional(ref),
    businessLine: named('line', optional(line)),
  },
  check: (value) =>
    Object.values(value).filter((target) => target !== null).length === 1
      ? undefined
      : invalidRow('un seul attribut parmi « account », « lot », « building », « line » est attendu.'),
});

function readAudience({ account, lot, building, businessLine }: To): Audience {
  if (account !== null) return { scope: 'account', target: account };
  if (lot !== null) return { scope: 'lot', target: lot };
  if (building !== null) return { scope: 'building', target: building };
  return { scope: 'line', target: businessLine ?? '' };
}

const writeAudience = ({ scope, target }: Audience) => ({ [scope === 'line' ? 'businessLine' : scope]: target });

export const document = row<Omit<DocumentRow, 'withdrawn'>>('document', {
  noun: 'Document',
  attributes: {
    ref: required(ref),
    binder: required(ref),
    title: required(text(160)),
    filename: required(text(200)),
    media: required(oneOf(...DOCUMENT_MEDIA)),
    bytes: required(int(1, DOCUMENT_MAX_BYTES)),
    sha256: required(sha256),
    documentDate: required(date),
    from: required(pubDate),
    until: optional(date),
    folder: optional(path(2), []),
    notify: optional(bool, false),
    origin: optional(oneOf('text', 'attachment', 'invoice', 'list'), 'attachment'),
    complianceKind: optional(complianceKind),
    complianceSubtype: optional(complianceSubtype),
    validUntil: optional(date),
    replaces: optional(ref),
    caseRef: optional(text(40)),
  },
  children: { audiences: many(to, 500, { unordered: true, read: readAudience, write: writeAudience }) },
  check({ from, until, complianceKind: kind, complianceSubtype: subtype, audiences }) {
    if (isBefore(until, from)) return impossibleRow(`« until » (${until}) avant « from » (${from}).`);
    if (audiences.length === 0) return invalidRow('aucun destinataire.');
    if (subtype !== null && kind !== null && kind !== 'technical_diagnostic') {
      return invalidRow('« complianceSubtype » ne va qu’avec « technical_diagnostic ».');
    }
    return undefined;
  },
});

export const photo = row<PhotoRow>('photo', {
  noun: 'Photo',
  attributes: {
    ref: required(ref),
    building: required(ref),
    filename: required(text(200)),
    media: required(oneOf(...PHOTO_MEDIA)),
    bytes: required(int(1, PHOTO_MAX_BYTES)),
    sha256: required(sha256),
    lot: optional(ref),
    title: optional(text(120)),
    takenOn: optional(date),
    position: optional(int(), 0),
  },
});
