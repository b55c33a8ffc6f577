import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { context, currentTenant } from '../../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../../platform/database/index.js';
import { InvalidInput, NotFound } from '../../../platform/errors/index.js';
import { openLines } from '../../../portfolio/index.js';
import { binderChoices, endedBy, findTemplate, type Template, type TemplateLine } from './template.queries.js';
import type { TemplatePublication, TemplateText } from './template.schema.js';

/** Models of correspondence: text to begin with, and how it is published. */
@Injectable()
export class Templates {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for one of a line the viewer does not work in */
  async open(id: string | null): Promise<Template> {
    const template = id ? await this.work.read((query) => findTemplate(query, openLines(), id)) : null;
    if (!template) throw new NotFound();
    return template;
  }

  /** @returns the id. @throws InvalidInput at `name` when an active one has it */
  add(text: TemplateText): Promise<string> {
    this.checkLine(text.line);
    return this.work.write(async ({ query }) => {
      await this.checkName(query, text.name, null);
      const [row] = await query<{ id: string }>(sql`
        INSERT INTO correspondence_template (name, line, subject, body, modified_by, modified_at)
        VALUES (${text.name}, ${text.line}, ${text.subject}, ${text.body}, ${staffId()}, ${this.clock.now()}) RETURNING id`);
      const { id } = row as { id: string };
      await this.audit.record({
        action: 'correspondence-template.add',
        subject: subjectOf(id),
        details: { name: text.name, line: text.line },
      });
      return id;
    });
  }

  async change(id: string, text: TemplateText): Promise<void> {
    const before = await this.open(id);
    if (text.line !== before.line) this.checkLine(text.line);
    if (!fits(text.line, before.binderLine)) throw InvalidInput.at('line', 'correspondence:error.line-of-binder');
    await this.work.write(async ({ query }) => {
      await this.checkName(query, text.name, id);
      await query(sql`
        UPDATE correspondence_template SET name = ${text.name}, line = ${text.line}, subject = ${text.subject}, body = ${text.body},
          modified_by = ${staffId()}, modified_at = ${this.clock.now()} WHERE id = ${id}`);
      const { name, line, subject, body } = before;
      await this.audit.record({
        action: 'correspondence-template.change',
        subject: subjectOf(id),
        details: { old: { name, line, subject, body }, new: { ...text } },
      });
    });
  }

  /** @throws InvalidInput at `confirmed`, with the number, when documents would end and that was not said yes to (GED-62) */
  async setPublication(id: string, wished: TemplatePublication): Promise<Template> {
    const before = await this.open(id);
    await this.work.write(async ({ query }) => {
      await this.checkBinder(query, before, wished.binderId);
      if (!wished.confirmed && wished.publicationMonths !== before.publicationMonths) {
        const count = await endedBy(query, id, wished.publicationMonths, this.clock.today(currentTenant().timeZone));
        if (count > 0) throw InvalidInput.at('confirmed', 'correspondence:error.would-end', { count });
      }
      await query(sql`
        UPDATE correspondence_template SET binder_id = ${wished.binderId}, group_by_case_type = ${wished.groupByCaseType},
          prefix_with_case_reference = ${wished.prefixWithCaseReference}, publication_months = ${wished.publicationMonths},
          use_attachment_names = ${wished.useAttachmentNames}, notify = ${wished.notify}, compliance_kind = ${wished.complianceKind},
          modified_by = ${staffId()}, modified_at = ${this.clock.now()} WHERE id = ${id}`);
      const { confirmed: _, ...now } = wished;
      const {
        binderId,
        groupByCaseType,
        prefixWithCaseReference,
        publicationMonths,
        useAttachmentNames,
        notify,
        complianceKind,
      } = before;
      const old = {
        binderId,
        groupByCaseType,
        prefixWithCaseReference,
        publicationMonths,
        useAttachmentNames,
        notify,
        complianceKind,
      };
      await this.audit.record({
        action: 'correspondence-template.publication',
        subject: subjectOf(id),
        details: { old, new: now },
      });
    });
    return this.open(id);
  }

  /** Archived, it is offered no more; what was written with it lives on. @throws InvalidInput when its name was taken meanwhile */
  async archive(id: string, archived: boolean): Promise<void> {
    const { name } = await this.open(id);
    await this.work.write(async ({ query }) => {
      if (!archived) await this.checkName(query, name, id);
      await query(sql`UPDATE correspondence_template SET state = ${archived ? 'archived' : 'active'}, modified_by = ${staffId()},
        modified_at = ${this.clock.now()} WHERE id = ${id}`);
      await this.audit.record({
        action: archived ? 'correspondence-template.archive' : 'correspondence-template.restore',
        subject: subjectOf(id),
      });
    });
  }

  /** A choice that is not offered: both, in an agency of one line; a line one does not work in. */
  private checkLine(line: TemplateLine): void {
    if (!templateLines().includes(line)) throw InvalidInput.at('line', 'correspondence:error.line');
  }

  /** Of two who give the same name at once, the second is told that it is taken. */
  private async checkName(query: Query, name: string, id: string | null): Promise<void> {
    await query(sql`SELECT pg_advisory_xact_lock(hashtextextended('correspondence templates ' || app.tenant_id(), 0))`);
    const taken = await query(sql`
      SELECT FROM correspondence_template WHERE app.fold(name) = app.fold(${name}) AND state = 'active' AND id IS DISTINCT FROM ${id}::uuid`);
    if (taken.length > 0) throw InvalidInput.at('name', 'correspondence:error.name-taken');
  }

  /** Active, and of the template's line; the one it has already may have become inactive since. */
  private async checkBinder(query: Query, before: Template, binderId: string | null): Promise<void> {
    if (binderId === null || binderId === before.binderId) return;
    const binder = (await binderChoices(query)).find(({ id }) => id === binderId);
    if (!binder?.active || !fits(before.line, binder.line))
      throw InvalidInput.at('binderId', 'correspondence:error.binder');
  }
}

/** Lines a template of the viewer may be for. */
export function templateLines(): TemplateLine[] {
  const lines = openLines();
  return lines.length > 1 ? [...lines, 'both'] : lines;
}

export function fits(line: TemplateLine, binderLine: string | null): boolean {
  return line === 'both' || binderLine === null || binderLine === line;
}

function staffId(): string | null {
  const { viewer } = context();
  return viewer.kind === 'staff' ? viewer.staffId : null;
}

const subjectOf = (id: string) => ({ kind: 'correspondence_template', id });
