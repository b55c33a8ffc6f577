import type { BusinessLine } from '../../../platform/tenancy/index.js';

export type RecipientScope = 'account' | 'lot' | 'building' | 'council';

/** What a correspondence is, as far as its publication goes. Days are `YYYY-MM-DD`. */
export interface CorrespondenceFacts {
  number: number;
  line: BusinessLine;
  /** `list`: an owners' list, whose one file is titled with the subject. */
  origin: 'desk' | 'list';
  subject: string;
  hasText: boolean;
  /** null: a draft */
  processedOn: string | null;
  /** null: 00/00/00 */
  publicationOn: string | null;
  /** Put aside by "Ne plus publier". */
  formerPublicationOn: string | null;
  template: TemplateFacts;
  caseFile: { number: string; type: string } | null;
  /** The PDF of the text as it was last made. */
  text: { sha256: string; bytes: number } | null;
  /** In their order. `position` never changes nor is given twice. */
  attachments: AttachmentFacts[];
  recipients: RecipientFacts[];
  replacesNumber: number | null;
  /** Published documents of the attachments of the correspondence that this one replaces, in their order. */
  replacedRefs: string[];
  /** The text must be drawn before it is sent. */
  textStale: boolean;
  resend: boolean;
}

export interface TemplateFacts {
  binder: BinderFacts | null;
  groupByCaseType: boolean;
  prefixWithCaseReference: boolean;
  /** null: for ever */
  publicationMonths: number | null;
  useAttachmentNames: boolean;
  notify: boolean;
  complianceKind: string | null;
}

export interface BinderFacts {
  id: string;
  line: BusinessLine;
  /** Those in force and those that wait for the next run. */
  levels: string[];
}

export interface AttachmentFacts {
  position: number;
  /** The original file name. */
  name: string;
  sha256: string;
  bytes: number;
  mediaType: string;
}

export interface RecipientFacts {
  scope: RecipientScope;
  targetId: string;
  /** As staff read it. */
  name: string;
  published: boolean;
}
