import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';
import { openLines } from '../../portfolio/index.js';
import { findBinder, lockBinders } from './binder.queries.js';
import { reordered, type Step, stepped } from './domain/order.js';
import { obstacleTo } from './domain/permits.js';

/** In which order binders stand, for the agency and for its clients. Binders that a machine lists get their place back from it. */
@Injectable()
export class BinderOrder {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** "Monter", "Descendre". @throws Conflict for one that a machine places */
  step(id: string, step: Step): Promise<void> {
    return this.work.write(async ({ query }) => {
      await lockBinders(query);
      const binder = await findBinder(query, openLines(), id);
      if (!binder) throw new NotFound();
      if (obstacleTo('move', binder))
        throw new Conflict('binders:obstacle.from-source', { source: binder.source ?? '' });
      const current = await this.current(query, binder.line);
      await this.write(query, binder.line, current, stepped(current, id, step));
    });
  }

  /** As it was dragged; what is not named keeps its place behind the one it followed. */
  arrange(line: BusinessLine, ids: readonly string[]): Promise<void> {
    return this.work.write(async ({ query }) => {
      await lockBinders(query);
      const current = await this.current(query, line);
      await this.write(query, line, current, reordered(current, ids));
    });
  }

  /** Before another of its line, within the caller's transaction; where it stands if that one is not there. */
  async place(query: Query, line: BusinessLine, id: string, before: string): Promise<void> {
    const current = await this.current(query, line);
    if (!current.includes(before)) return;
    const without = current.filter((one) => one !== id);
    const at = without.indexOf(before);
    await this.number(query, [...without.slice(0, at), id, ...without.slice(at)]);
  }

  private async write(query: Query, line: BusinessLine, current: string[], wished: string[]): Promise<void> {
    if (current.join() === wished.join()) return;
    await this.number(query, wished);
    await this.audit.record({
      action: 'binder.order',
      subject: { kind: 'binders', id: line },
      details: { old: current, new: wished },
    });
  }

  private async current(query: Query, line: BusinessLine): Promise<string[]> {
    const rows = await query<{ id: string }>(sql`SELECT id FROM binder WHERE line = ${line} ORDER BY position, path`);
    return rows.map(({ id }) => id);
  }

  private async number(query: Query, ids: readonly string[]): Promise<void> {
    await query(sql`
      UPDATE binder b SET position = s.position FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS s (id, position)
      WHERE b.id = s.id AND b.position <> s.position`);
  }
}
