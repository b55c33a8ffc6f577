import { Injectable } from '@nestjs/common';
import { Audit, type AuditDetails } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import { Conflict, InvalidInput, NotFound } from '../../platform/errors/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';
import { openLines } from '../../portfolio/index.js';
import type { BinderName, NewBinder } from './binder.schema.js';
import { type DeskBinder, findBinder, isNameTaken, lockBinders } from './binder.queries.js';
import { type Reach, reachOf } from './binder-reach.queries.js';
import { BinderOrder } from './binder-order.service.js';
import { BinderWords } from './binder-words.js';
import { binderName } from './domain/binder-name.js';
import { closedLevels } from './domain/levels.js';
import { type BinderAct, obstacleTo } from './domain/permits.js';
import { refuseIfRenamed } from './domain/renamed.js';

/** Binders as the agency keeps them: added, renamed, switched off, deleted (GED-05 to GED-11). */
@Injectable()
export class Binders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly order: BinderOrder,
    private readonly words: BinderWords,
  ) {}

  /** @throws NotFound for one of a line the viewer does not work in */
  async open(id: string | null): Promise<DeskBinder> {
    const binder = id ? await this.work.read((query) => findBinder(query, openLines(), id)) : null;
    if (!binder) throw new NotFound();
    return binder;
  }

  /** Readable as ticked from now on: it holds nothing yet. @returns its id. @throws InvalidInput at `name` */
  add(line: BusinessLine, { name, levels, complianceKind, before }: NewBinder): Promise<string> {
    return this.work.write(async ({ query }) => {
      await lockBinders(query);
      await this.checkName(query, line, name, null);
      const closed = closedLevels(line, levels);
      const [row] = await query<{ id: string }>(sql`
        INSERT INTO binder (line, path, position, levels, compliance_kind, origin, first_published_at, modified_by, modified_at)
        SELECT ${line}, ${name}, coalesce(max(position), 0) + 1, ${closed}, ${line === 'syndic' ? complianceKind : null}, 'desk',
          ${this.clock.now()}::timestamptz, ${staffId()}::uuid, ${this.clock.now()}::timestamptz
        FROM binder WHERE line = ${line} RETURNING id`);
      const { id } = row as { id: string };
      if (before) await this.order.place(query, line, id, before);
      await this.record('add', id, { line, name: binderName(name), levels: closed });
      return id;
    });
  }

  /** Documents and templates stay in it; residents read the new name at once (GED-07). @throws InvalidInput at `name`, or when a colleague was quicker */
  change(id: string, { name, complianceKind, seen }: BinderName): Promise<void> {
    return this.changing(id, 'rename', async (query, binder) => {
      refuseIfRenamed(binder, { name, complianceKind, seen }, this.words.who(binder.changedBy));
      await this.checkName(query, binder.line, name, id);
      await query(sql`
        UPDATE binder SET path = ${name}, compliance_kind = ${binder.line === 'syndic' ? complianceKind : null},
          modified_by = ${staffId()}, modified_at = ${this.clock.now()} WHERE id = ${id}`);
      const { path, complianceKind: kind } = binder;
      await this.record('change', id, {
        old: { name: binderName(path), complianceKind: kind },
        new: { name: binderName(name), complianceKind },
      });
    });
  }

  /** @throws Conflict when it holds something, or the application needs it (GED-08, GED-10) */
  remove(id: string): Promise<void> {
    return this.changing(id, 'remove', async (query, { path, line }) => {
      await query(sql`DELETE FROM binder WHERE id = ${id}`);
      await this.record('remove', id, { line, name: binderName(path) });
    });
  }

  /** Residents see neither it nor what it holds, or see it again; at once (GED-11). One that its source gave up becomes the agency's. */
  switch(id: string, active: boolean): Promise<void> {
    return this.changing(id, 'switch', async (query, binder) => {
      if (binder.active === active) return;
      await query(sql`
        UPDATE binder SET active = ${active}, modified_by = ${staffId()}, modified_at = ${this.clock.now()},
          origin = CASE WHEN publication_state = 'withdrawn' AND ${active} THEN 'desk' ELSE origin END,
          withdrawn_run_id = CASE WHEN ${active} THEN NULL ELSE withdrawn_run_id END,
          publication_state = CASE WHEN ${active} THEN 'published' ELSE publication_state END
        WHERE id = ${id}`);
      await this.record(active ? 'switch-on' : 'switch-off', id, { name: binderName(binder.path) });
    });
  }

  /** What would be read again, by how many, were it switched on. */
  reachOnceOn({ id, line, levels }: DeskBinder): Promise<Reach> {
    const today = this.clock.today(currentTenant().timeZone);
    return this.work.read((query) => reachOf(query, { binderId: id, line, before: null, after: levels }, today));
  }

  private changing(
    id: string,
    act: BinderAct,
    write: (query: Query, binder: DeskBinder) => Promise<void>,
  ): Promise<void> {
    return this.work.write(async ({ query }) => {
      await lockBinders(query);
      const binder = await findBinder(query, openLines(), id);
      if (!binder) throw new NotFound();
      const obstacle = obstacleTo(act, binder);
      if (obstacle) throw new Conflict(`binders:obstacle.${obstacle}`, { source: binder.source ?? '' });
      await write(query, binder);
    });
  }

  private async checkName(query: Query, line: BusinessLine, path: string[], butId: string | null): Promise<void> {
    if (await isNameTaken(query, line, path, butId))
      throw InvalidInput.at('name', 'binders:error.name-taken', { name: binderName(path) });
  }

  private record(act: string, id: string, details: AuditDetails): Promise<void> {
    return this.audit.record({ action: `binder.${act}`, subject: { kind: 'binder', id }, details });
  }
}

export function staffId(): string | null {
  const { viewer } = context();
  return viewer.kind === 'staff' ? viewer.staffId : null;
}
