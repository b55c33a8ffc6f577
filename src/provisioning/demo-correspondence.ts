import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { insertCorrespondence } from '../ged/index.js';
import { Clock } from '../platform/clock/index.js';
import { currentTenant } from '../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../platform/database/index.js';
import type { CorrespondenceSheet } from '../tenants/index.js';

type Event = CorrespondenceSheet['events'][number];

/** What the desk of a demo tenant has written: templates, case files, letters. A desk that holds a template is left as it is. */
@Injectable()
export class DemoCorrespondence {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws naming the recipients that no publication has brought */
  async bring({ templates, caseFiles, events }: CorrespondenceSheet): Promise<void> {
    if (templates.length === 0) return;
    await this.work.write(async ({ query }) => {
      const [begun] = await query(sql`SELECT FROM correspondence_template LIMIT 1`);
      if (begun) return;
      for (const template of templates) await addTemplate(query, template);
      for (const file of caseFiles) await addCaseFile(query, file);
      for (const event of events) await this.addEvent(query, event);
    });
  }

  private async addEvent(query: Query, event: Event): Promise<void> {
    const { template, caseFile, line, subject, body, processedDaysAgo } = event;
    const [found] = await query<{ templateId: string; published: boolean; caseFileId: string | null }>(sql`
      SELECT t.id AS "templateId", t.binder_id IS NOT NULL AS published,
        (SELECT f.id FROM case_file f WHERE f.number = ${caseFile ?? ''}) AS "caseFileId"
      FROM correspondence_template t WHERE t.name = ${template}`);
    if (!found) throw new Error(`No template ${template}`);
    const now = this.clock.now();
    const { templateId, published, caseFileId } = found;
    const { id } = await insertCorrespondence(query, {
      line,
      templateId,
      caseFileId,
      subject,
      body,
      staffId: null,
      now,
    });
    await address(query, id, event);
    if (processedDaysAgo === undefined) return;
    const today = this.clock.today(currentTenant().timeZone);
    const day = DateTime.fromISO(today, { zone: 'utc' }).minus({ days: processedDaysAgo }).toISODate();
    await query(sql`
      UPDATE correspondence SET processed_on = ${day}::date, publication_on = CASE WHEN ${published} THEN ${day}::date END WHERE id = ${id}`);
  }
}

async function addTemplate(query: Query, template: CorrespondenceSheet['templates'][number]): Promise<void> {
  const { name, line, subject, body, binder, binderLine, publicationMonths, notify } = template;
  const path = binder?.split(' / ') ?? [];
  await query(sql`
    INSERT INTO correspondence_template (name, line, subject, body, binder_id, group_by_case_type, prefix_with_case_reference, publication_months, notify)
    VALUES (${name}, ${line}, ${subject ?? ''}, ${body},
      (SELECT b.id FROM binder b WHERE b.path = ${path}::text[] AND b.line = ${line === 'both' ? (binderLine ?? null) : line}),
      ${template.groupByCaseType}, ${template.prefixWithCaseReference}, ${publicationMonths}, ${notify})`);
}

async function addCaseFile(
  query: Query,
  { number, type, label }: CorrespondenceSheet['caseFiles'][number],
): Promise<void> {
  await query(sql`INSERT INTO case_type (label) VALUES (${type}) ON CONFLICT DO NOTHING`);
  await query(sql`
    INSERT INTO case_file (number, type_id, label) SELECT ${number}, ct.id, ${label} FROM case_type ct WHERE app.fold(ct.label) = app.fold(${type})`);
}

async function address(
  query: Query,
  id: string,
  { subject, line, accounts, buildings, councils }: Event,
): Promise<void> {
  const added = await query(sql`
    INSERT INTO correspondence_recipient (correspondence_id, scope, target_id)
    SELECT ${id}::uuid, 'account', a.id FROM account a WHERE a.number = ANY (${accounts}) AND a.line = ${line}
    UNION ALL SELECT ${id}::uuid, 'building', b.id FROM building b WHERE b.name = ANY (${buildings}) AND b.line = ${line}
    UNION ALL SELECT ${id}::uuid, 'council', b.id FROM building b WHERE b.name = ANY (${councils}) AND b.line = ${line}
    RETURNING target_id`);
  const wished = accounts.length + buildings.length + councils.length;
  if (added.length < wished) throw new Error(`"${subject}" has ${added.length} of its ${wished} recipients`);
}
