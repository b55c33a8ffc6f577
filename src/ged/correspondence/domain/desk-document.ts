import type { BusinessLine } from '../../../platform/tenancy/index.js';
import { filenameOf } from '../../domain/document-names.js';
import type { AttachmentFacts, BinderFacts, CorrespondenceFacts } from './facts.js';
import { asTitle, attachmentTitle } from './titles.js';

/** A document that the desk publishes. Days are `YYYY-MM-DD`, `until` the last one (null: for ever); targets are identifiers of rows. */
export interface DeskDocument {
  /** `<number>/text` or `<number>/<position of the attachment>`: the same as long as the correspondence lives. */
  ref: string;
  binderId: string;
  line: BusinessLine;
  title: string;
  filename: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  documentDate: string;
  from: string;
  until: string | null;
  folder: string[];
  notify: boolean;
  origin: 'text' | 'attachment' | 'list';
  caseReference: string | null;
  complianceKind: string | null;
  replacesRef: string | null;
  /** Sent again although it may not have changed (PUB-11): never a reason to notify. */
  resend: boolean;
  to: { scope: 'account' | 'lot' | 'building' | 'line'; targetId: string }[];
}

export interface NamingSettings {
  /** The general setting: wins over every template. */
  useAttachmentNames: boolean;
}

const PDF = 'application/pdf';

/** The documents of a correspondence that is listed until that day. */
export function deskDocuments(
  facts: CorrespondenceFacts,
  until: string | null,
  settings: NamingSettings,
): DeskDocument[] {
  const { number, line, template, caseFile, processedOn, publicationOn, resend } = facts;
  const { id: binderId } = template.binder as BinderFacts;
  const common = {
    binderId,
    line,
    documentDate: processedOn as string,
    from: publicationOn as string,
    until,
    folder: folderOf(facts),
    notify: template.notify,
    caseReference: caseFile?.number ?? null,
    complianceKind: template.complianceKind,
    resend,
    to: audienceOf(facts),
  };
  const text = textFile(facts);
  const attachments = facts.attachments.map((attachment, index) => {
    const { position, sha256, bytes, mediaType } = attachment;
    const title = titleOf(facts, attachment, index + 1, settings);
    const origin = facts.origin === 'list' ? ('list' as const) : ('attachment' as const);
    const file = { sha256, bytes, mediaType, filename: filenameOf(title, mediaType) };
    return {
      ...common,
      ...file,
      ref: `${number}/${position}`,
      title,
      origin,
      replacesRef: facts.replacedRefs[index] ?? null,
    };
  });
  return text ? [{ ...common, ...text, replacesRef: null }, ...attachments] : attachments;
}

function textFile({ number, subject, hasText, text }: CorrespondenceFacts) {
  if (!hasText || !text) return null;
  const title = asTitle(subject);
  return {
    ref: `${number}/text`,
    title,
    ...text,
    mediaType: PDF,
    filename: filenameOf(title, PDF),
    origin: 'text' as const,
  };
}

function titleOf(
  facts: CorrespondenceFacts,
  { name }: AttachmentFacts,
  place: number,
  settings: NamingSettings,
): string {
  const { template, caseFile, origin, subject } = facts;
  if (origin === 'list') return asTitle(subject);
  const useNames = settings.useAttachmentNames || template.useAttachmentNames;
  const prefix = template.groupByCaseType && template.prefixWithCaseReference ? (caseFile?.number ?? null) : null;
  return attachmentTitle(place, name, { useNames, prefix });
}

/** The folder is named by the type of the case, where the template groups by it. */
function folderOf({ template, caseFile }: CorrespondenceFacts): string[] {
  return template.groupByCaseType && caseFile ? [caseFile.type] : [];
}

/** A council is its building: the levels of the binder keep the others out. */
function audienceOf({ recipients }: CorrespondenceFacts): DeskDocument['to'] {
  return recipients
    .filter(({ published }) => published)
    .map(({ scope, targetId }) => ({ scope: scope === 'council' ? ('building' as const) : scope, targetId }));
}
