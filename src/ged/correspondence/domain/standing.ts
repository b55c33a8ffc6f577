import type { CorrespondenceFacts } from './facts.js';
import { publicationEnd } from './publication-end.js';

/** Why a correspondence is not on line: nobody's fault, or something that the report of the run names. */
export type Silent = 'draft' | 'not-to-publish' | 'later' | 'no-binder' | 'other-line' | 'ended' | 'replaced';
export type Fault = 'nothing' | 'no-recipient' | 'nobody-published' | 'council-exposed' | 'no-pdf';

export type Standing = { listed: true; until: string | null } | { listed: false; why: Silent | Fault };

const FAULTS: readonly string[] = ['nothing', 'no-recipient', 'nobody-published', 'council-exposed', 'no-pdf'];

export function isFault(why: Silent | Fault): why is Fault {
  return FAULTS.includes(why);
}

/** Whether a run of that day lists the correspondence. `drawn`: the text that must have a PDF has one. */
export function standingOf(facts: CorrespondenceFacts, today: string, drawn = facts.text !== null): Standing {
  const why = silence(facts, today) ?? fault(facts, drawn);
  if (why) return { listed: false, why };
  return { listed: true, until: publicationEnd(facts.processedOn as string, facts.template.publicationMonths) };
}

/** The same as if it were published on that day: what "Publier en date du jour" asks of each line. The PDF is made later. */
export function refusalToPublish(facts: CorrespondenceFacts, today: string): Silent | Fault | null {
  const standing = standingOf({ ...facts, publicationOn: today }, today, true);
  return standing.listed ? null : standing.why;
}

/** One that a run lists, that ended or that was taken down by hand takes the place of what it replaces; a faulty one does not yet. */
export function takesThePlace(facts: CorrespondenceFacts, standing: Standing): boolean {
  return standing.listed || standing.why === 'ended' || (facts.formerPublicationOn !== null && !isFault(standing.why));
}

function silence(facts: CorrespondenceFacts, today: string): Silent | null {
  const { processedOn, publicationOn, template, line } = facts;
  if (processedOn === null) return 'draft';
  if (publicationOn === null) return 'not-to-publish';
  if (publicationOn > today) return 'later';
  if (!template.binder) return 'no-binder';
  if (template.binder.line !== line) return 'other-line';
  const until = publicationEnd(processedOn, template.publicationMonths);
  return until !== null && until < today ? 'ended' : null;
}

function fault(facts: CorrespondenceFacts, drawn: boolean): Fault | null {
  const { hasText, attachments, recipients } = facts;
  if (!hasText && attachments.length === 0) return 'nothing';
  if (recipients.length === 0) return 'no-recipient';
  if (recipients.every(({ published }) => !published)) return 'nobody-published';
  if (exposesCouncil(facts)) return 'council-exposed';
  return hasText && !drawn ? 'no-pdf' : null;
}

/** What is for the council alone must not go where every co-owner reads, whatever became of the binder since. */
function exposesCouncil({ recipients, template }: CorrespondenceFacts): boolean {
  return recipients.some(({ scope }) => scope === 'council') && !isCouncilBinder(template.binder?.levels ?? []);
}

export function isCouncilBinder(levels: readonly string[]): boolean {
  return levels.length > 0 && !levels.includes('co_owner');
}
