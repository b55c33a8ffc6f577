import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { currentTenant } from '../../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../../platform/database/index.js';
import { Conflict, Forbidden, InvalidInput, NotFound } from '../../../platform/errors/index.js';
import { findCaseFile } from '../cases/case.queries.js';
import { isCouncilBinder } from '../domain/standing.js';
import { registerFile } from '../stored-files.queries.js';
import { Templates } from '../templates/templates.service.js';
import { attach, insertCorrespondence, type ReceivedFile, touch } from './correspondence.writes.js';
import type { CorrespondenceChange, NewCorrespondence } from './correspondence.schema.js';
import { currentReach } from './reach.sql.js';
import { type CorrespondenceRecord, findCorrespondence } from './record.queries.js';

const ATTACHMENTS_AT_MOST = 20;

/** Correspondence: written, addressed, processed. Days are those of the agency. */
@Injectable()
export class CorrespondenceDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly templates: Templates,
  ) {}

  /** @throws NotFound for one that the viewer does not see */
  async open(given: string): Promise<CorrespondenceRecord> {
    const number = /^\d{1,9}$/.test(given) ? Number(given) : null;
    const record =
      number === null ? null : await this.work.read((query) => findCorrespondence(query, number, this.today));
    if (!record) throw new NotFound();
    return record;
  }

  /** @throws Forbidden when it concerns buildings of others too */
  async openMine(given: string): Promise<CorrespondenceRecord> {
    const record = await this.open(given);
    if (!record.mine) throw new Forbidden('correspondence:error.not-mine');
    return record;
  }

  /** A draft. @returns its number. @throws InvalidInput at `caseNumber` for a case that does not exist */
  async add(form: NewCorrespondence, files: ReceivedFile[]): Promise<number> {
    const template = await this.templates.open(form.templateId);
    if (template.state === 'archived') throw InvalidInput.at('templateId', 'correspondence:error.template');
    const { lines, staffId } = currentReach();
    if (!lines.includes(form.line) || (template.line !== 'both' && template.line !== form.line))
      throw InvalidInput.at('line', 'correspondence:error.line');
    if (files.length > ATTACHMENTS_AT_MOST) throw tooManyFiles();
    return this.work.write(async ({ query }) => {
      const caseFileId = await caseOf(query, form.caseNumber);
      const now = this.clock.now();
      const { id, number } = await insertCorrespondence(query, { ...form, caseFileId, staffId, now });
      await this.keep(query, id, files, now);
      await this.record('add', number, {
        subject: form.subject,
        template: template.name,
        attachments: files.map(({ name }) => name),
      });
      return number;
    });
  }

  /** Whatever its state: what is published follows at the next run, under the same references. */
  async change(record: CorrespondenceRecord, form: CorrespondenceChange, files: ReceivedFile[]): Promise<void> {
    const kept = record.attachments.filter(({ position }) => !form.remove.includes(position));
    if (kept.length + files.length > ATTACHMENTS_AT_MOST) throw tooManyFiles();
    await this.work.write(async ({ query }) => {
      const caseFileId = await caseOf(query, form.caseNumber);
      const now = this.clock.now();
      const { subject, body } = form;
      const textChanged =
        subject !== record.subject || body !== record.body || caseFileId !== (record.caseFile?.id ?? null);
      await query(
        sql`UPDATE correspondence SET subject = ${subject}, body = ${body}, case_file_id = ${caseFileId} WHERE id = ${record.id}`,
      );
      await query(sql`
        DELETE FROM correspondence_attachment WHERE correspondence_id = ${record.id} AND position = ANY (${form.remove}::int[])`);
      await this.keep(query, record.id, files, now);
      const filesChanged = files.length > 0 || kept.length < record.attachments.length;
      if (textChanged || filesChanged) await touch(query, record.id, now, textChanged);
      await this.record('change', record.number, {
        old: {
          subject: record.subject,
          case: record.caseFile?.number ?? null,
          attachments: record.attachments.map(({ name }) => name),
        },
        new: { subject, case: form.caseNumber || null, attachments: [...kept, ...files].map(({ name }) => name) },
        textChanged: body !== record.body,
      });
    });
  }

  /**
   * "Traiter": from now on it is no draft; it is published by the next run where its template has a binder.
   * @throws Conflict saying what is lacking, or that it was processed already
   */
  async process(given: string): Promise<CorrespondenceRecord> {
    const record = await this.openMine(given);
    const lacking = lackingIn(record);
    if (lacking) throw new Conflict(`correspondence:lacking.${lacking}`);
    const today = this.today;
    const publicationOn = record.binderPath && record.binderLine === record.line ? today : null;
    await this.work.write(async ({ query }) => {
      const now = this.clock.now();
      const [done] = await query(sql`
        UPDATE correspondence SET processed_on = ${today}, publication_on = ${publicationOn}::date
        WHERE id = ${record.id} AND processed_on IS NULL RETURNING number`);
      if (!done) throw new Conflict('correspondence:lacking.processed');
      await touch(query, record.id, now, true);
      await this.record('process', record.number, { publicationOn });
    });
    return this.open(given);
  }

  /** A draft that is not wanted. @throws Conflict once it was processed */
  async discard(given: string): Promise<void> {
    const record = await this.openMine(given);
    await this.work.write(async ({ query }) => {
      const [gone] = await query(
        sql`DELETE FROM correspondence WHERE id = ${record.id} AND processed_on IS NULL RETURNING number`,
      );
      if (!gone) throw new Conflict('correspondence:error.processed');
      await this.record('discard', record.number, { subject: record.subject });
    });
  }

  private async keep(query: Query, id: string, files: ReceivedFile[], now: Date): Promise<void> {
    for (const file of files) await registerFile(query, file, now);
    await attach(query, id, files);
  }

  private record(act: string, number: number, details: Parameters<Audit['record']>[0]['details']): Promise<void> {
    return this.audit.record({
      action: `correspondence.${act}`,
      subject: { kind: 'correspondence', id: String(number) },
      details,
    });
  }

  private get today(): string {
    return this.clock.today(currentTenant().timeZone);
  }
}

export type Lacking = 'processed' | 'recipients' | 'content' | 'council';

/** What must still be given before it can be processed. */
export function lackingIn(record: CorrespondenceRecord): Lacking | null {
  const { processedOn, recipients, body, attachments } = record;
  if (processedOn !== null) return 'processed';
  if (recipients.length === 0) return 'recipients';
  if (body.trim() === '' && attachments.length === 0) return 'content';
  return exposesCouncil(record) ? 'council' : null;
}

/** For the council alone, in a binder that others read. Without binder it is read by nobody. */
export function exposesCouncil({ recipients, binderLevels, binderPath }: CorrespondenceRecord): boolean {
  return (
    binderPath !== null && recipients.some(({ scope }) => scope === 'council') && !isCouncilBinder(binderLevels ?? [])
  );
}

async function caseOf(query: Query, number: string): Promise<string | null> {
  if (number === '') return null;
  const found = await findCaseFile(query, number);
  if (!found) throw InvalidInput.at('caseNumber', 'correspondence:error.case-unknown', { number });
  return found.id;
}

const tooManyFiles = () =>
  InvalidInput.at('files', 'correspondence:error.too-many-files', { count: ATTACHMENTS_AT_MOST });
