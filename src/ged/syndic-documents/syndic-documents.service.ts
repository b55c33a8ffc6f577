import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import { buildingChoices, type StaffScope } from '../../portfolio/index.js';
import type { ReceivedFile } from '../correspondence/desk/correspondence.writes.js';
import { registerFile } from '../correspondence/stored-files.queries.js';
import { titlesOf } from './domain/document-titles.js';
import { deletable, type HandMadeDocument, insertDocument, listBin } from './syndic-document.queries.js';
import type { NewSyndicDocument } from './syndic-document.schema.js';

/** "Documents du syndic": added and deleted by hand, seen and gone at once (GED-74 to GED-78). */
@Injectable()
export class SyndicDocuments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @returns their ids. @throws InvalidInput without a file, or for buildings that are not the staff member's */
  add(
    scope: StaffScope,
    staffId: string,
    binderId: string,
    form: NewSyndicDocument,
    files: readonly ReceivedFile[],
  ): Promise<string[]> {
    return this.work.write(async ({ query }) => {
      if (files.length === 0) throw InvalidInput.at('files', 'syndic-documents:error.file-wanted');
      const mine = new Set((await buildingChoices(query, scope)).map(({ id }) => id));
      const buildings = readReach(scope, form, mine);
      const titles = titlesOf(
        form.title,
        files.map(({ name }) => name),
      );
      const now = this.clock.now();
      const today = this.clock.today(currentTenant().timeZone);
      const { complianceKind, validUntil, level } = form;
      const added: string[] = [];
      for (const [index, file] of files.entries()) {
        await registerFile(query, file, now);
        const title = titles[index] ?? file.name;
        const given = { binderId, title, file, complianceKind, validUntil, level, buildings, today, now, staffId };
        const id = await insertDocument(query, given);
        await this.audit.record({
          action: 'syndic-document.add',
          subject: { kind: 'document', id },
          details: { title, filename: file.name, complianceKind, validUntil, level, buildings: buildings ?? 'all' },
        });
        added.push(id);
      }
      return added;
    });
  }

  /** From the commit on nobody reads them; for 30 days they are in the bin. @returns those it took */
  bin(scope: StaffScope, staffId: string, binderId: string, ids: readonly string[]): Promise<HandMadeDocument[]> {
    return this.work.write(async ({ query }) => {
      const his = await deletable(query, scope, binderId, ids);
      const documents = await query<HandMadeDocument>(sql`
        UPDATE document SET publication_state = 'binned', state_changed_at = ${this.clock.now()}, state_changed_by = ${staffId},
          state_reason = NULL WHERE id = ANY (${his.map(({ id }) => id)}::uuid[]) AND publication_state = 'published' RETURNING id, title`);
      await this.recordEach('bin', documents);
      return documents;
    });
  }

  /** Read again at once by whom they are for. @returns those it brought back */
  restore(scope: StaffScope, staffId: string, binderId: string, ids: readonly string[]): Promise<HandMadeDocument[]> {
    return this.work.write(async ({ query }) => {
      const his = (await listBin(query, scope, binderId)).filter(({ id }) => ids.includes(id));
      const documents = await query<HandMadeDocument>(sql`
        UPDATE document SET publication_state = 'published', state_changed_at = ${this.clock.now()}, state_changed_by = ${staffId}
        WHERE id = ANY (${his.map(({ id }) => id)}::uuid[]) AND publication_state = 'binned' RETURNING id, title`);
      await this.recordEach('restore', documents);
      return documents;
    });
  }

  private async recordEach(act: string, documents: readonly HandMadeDocument[]): Promise<void> {
    for (const { id, title } of documents)
      await this.audit.record({
        action: `syndic-document.${act}`,
        subject: { kind: 'document', id },
        details: { title },
      });
  }
}

/** null: the whole line; who works for some buildings only says which. */
function readReach({ buildingIds }: StaffScope, form: NewSyndicDocument, mine: ReadonlySet<string>): string[] | null {
  if (form.reach === 'all') {
    if (buildingIds) throw InvalidInput.at('reach', 'syndic-documents:error.reach');
    return null;
  }
  const chosen = [...new Set(form.buildings)];
  if (chosen.length === 0 || chosen.some((id) => !mine.has(id)))
    throw InvalidInput.at('buildings', 'syndic-documents:error.buildings');
  return chosen;
}
