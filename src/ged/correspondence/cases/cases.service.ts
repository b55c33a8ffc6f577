import { Injectable } from '@nestjs/common';
import { Audit, type AuditEntry } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Query, sql, UnitOfWork } from '../../../platform/database/index.js';
import { Conflict, InvalidInput, NotFound } from '../../../platform/errors/index.js';
import { currentReach } from '../desk/reach.sql.js';
import { type CaseFile, caseFileById, type CaseType, caseTypes } from './case.queries.js';
import type { CaseChange, NewCase } from './case.schema.js';

/** Case files, which group correspondence, and their types, which name folders. */
@Injectable()
export class Cases {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async open(id: string | null): Promise<CaseFile> {
    const found = id ? await this.work.read((query) => caseFileById(query, id)) : null;
    if (!found) throw new NotFound();
    return found;
  }

  /** With its type, if that is new. @returns its id. @throws InvalidInput at `number`, `typeId` or `newType` */
  add({ number, typeId, newType, label }: NewCase): Promise<string> {
    return this.work.write(async ({ query }) => {
      await this.checkNumber(query, number, null);
      const type = newType ? await this.insertType(query, newType, 'newType') : await this.typeOf(query, typeId);
      const [row] = await query<{ id: string }>(sql`
        INSERT INTO case_file (number, type_id, label, created_by, created_at)
        VALUES (${number}, ${type}, ${label}, ${currentReach().staffId}, ${this.clock.now()}) RETURNING id`);
      await this.record('case-file.add', number, { label });
      return (row as { id: string }).id;
    });
  }

  /** Its letters are filed anew at the next run. */
  async change({ id, ...before }: CaseFile, { number, typeId, label }: CaseChange): Promise<void> {
    await this.work.write(async ({ query }) => {
      await this.checkNumber(query, number, id);
      const type = await this.typeOf(query, typeId);
      await query(sql`UPDATE case_file SET number = ${number}, type_id = ${type}, label = ${label} WHERE id = ${id}`);
      const old = { number: before.number, typeId: before.typeId, label: before.label };
      await this.record('case-file.change', number, { old, new: { number, typeId, label } });
    });
  }

  async addType(label: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      await this.insertType(query, label, 'label');
    });
  }

  /** The folders of its documents take the new name at the next run (GED-57). */
  async renameType(id: string | null, label: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      const before = await this.openType(query, id);
      await this.checkType(query, label, 'label', before.id);
      await query(sql`UPDATE case_type SET label = ${label} WHERE id = ${before.id}`);
      await this.record('case-type.rename', before.id, { old: before.label, new: label });
    });
  }

  /** @throws Conflict while a case is of that type */
  async removeType(id: string | null): Promise<void> {
    await this.work.write(async ({ query }) => {
      const before = await this.openType(query, id);
      if (before.cases > 0) throw new Conflict('correspondence:error.case-type-used', { count: before.cases });
      await query(sql`DELETE FROM case_type WHERE id = ${before.id}`);
      await this.record('case-type.remove', before.id, { label: before.label });
    });
  }

  async openType(query: Query, id: string | null): Promise<CaseType> {
    const type = (await caseTypes(query)).find((one) => one.id === id);
    if (!type) throw new NotFound();
    return type;
  }

  private async insertType(query: Query, label: string, field: string): Promise<string> {
    await this.checkType(query, label, field, null);
    const [row] = await query<{ id: string }>(sql`INSERT INTO case_type (label) VALUES (${label}) RETURNING id`);
    const { id } = row as { id: string };
    await this.record('case-type.add', id, { label });
    return id;
  }

  private async typeOf(query: Query, id: string): Promise<string> {
    const [row] = await query<{ id: string }>(sql`SELECT id FROM case_type WHERE id = ${id}`);
    if (!row) throw InvalidInput.at('typeId', 'correspondence:error.case-type-choose');
    return row.id;
  }

  private async checkNumber(query: Query, number: string, id: string | null): Promise<void> {
    await lockCases(query);
    const taken = await query(sql`SELECT FROM case_file WHERE number = ${number} AND id IS DISTINCT FROM ${id}::uuid`);
    if (taken.length > 0) throw InvalidInput.at('number', 'correspondence:error.case-taken', { number });
  }

  private async checkType(query: Query, label: string, field: string, id: string | null): Promise<void> {
    await lockCases(query);
    const taken = await query(
      sql`SELECT FROM case_type WHERE app.fold(label) = app.fold(${label}) AND id IS DISTINCT FROM ${id}::uuid`,
    );
    if (taken.length > 0) throw InvalidInput.at(field, 'correspondence:error.case-type-taken');
  }

  private record(action: string, id: string, details: AuditEntry['details']): Promise<void> {
    return this.audit.record({ action, subject: { kind: action.split('.')[0] as string, id }, details });
  }
}

/** Of two who give the same number or name at once, the second is told that it is taken. */
async function lockCases(query: Query): Promise<void> {
  await query(sql`SELECT pg_advisory_xact_lock(hashtextextended('case files ' || app.tenant_id(), 0))`);
}
