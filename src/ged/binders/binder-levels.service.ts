import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import { openLines } from '../../portfolio/index.js';
import { type DeskBinder, listBinders, lockBinders } from './binder.queries.js';
import { type Reach, reachOf } from './binder-reach.queries.js';
import { BinderWords } from './binder-words.js';
import { ALL_LEVELS, type BinderLevel, closedLevels, splitChange } from './domain/levels.js';
import { obstacleTo } from './domain/permits.js';
import { agreedLevels, judgeWishes, type LevelsWish } from './domain/wishes.js';

/** A binder that more people would read. */
export interface AskedWidening extends Reach {
  binder: DeskBinder;
  wished: readonly BinderLevel[];
}

export interface LevelsSaving {
  /** Not empty: nothing was written, someone has to say yes to these first. */
  asked: AskedWidening[];
  changed: number;
  /** Of those changed, the ones that a run has to pass for. */
  waiting: number;
}

/** Whom binders are readable by: narrowing counts at once, widening when a run passes, once it was said yes to (GED-25, PUB-92). */
@Injectable()
export class BinderLevels {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly words: BinderWords,
  ) {}

  /** @throws InvalidInput where a colleague changed the same binder meanwhile */
  save(wishes: readonly LevelsWish[], confirmed: boolean): Promise<LevelsSaving> {
    return this.work.write(async ({ query }) => {
      await lockBinders(query);
      const binders = await listBinders(query, openLines());
      const judged = judgeWishes(changeable(binders), closed(binders, wishes));
      if (judged.conflicts.length > 0) throw this.conflict(judged.conflicts, binders, wishes);
      const asked = confirmed ? [] : await this.reaches(query, judged.widened);
      if (asked.length > 0) return { asked, changed: 0, waiting: 0 };
      let waiting = 0;
      for (const { binder, wished } of judged.changes) if (await this.write(query, binder, wished)) waiting += 1;
      return { asked: [], changed: judged.changes.length, waiting };
    });
  }

  /** What these wishes would open, for the page that asks. */
  asked(wishes: readonly LevelsWish[]): Promise<AskedWidening[]> {
    return this.work.read(async (query) => {
      const binders = await listBinders(query, openLines());
      return this.reaches(query, judgeWishes(changeable(binders), closed(binders, wishes)).widened);
    });
  }

  /** A binder nobody reads yet, or that is switched off, opens nothing. */
  private async reaches(
    query: Query,
    widened: readonly { binder: DeskBinder; wished: readonly BinderLevel[] }[],
  ): Promise<AskedWidening[]> {
    const today = this.clock.today(currentTenant().timeZone);
    const asked: AskedWidening[] = [];
    for (const { binder, wished } of widened) {
      if (!binder.active) continue;
      const change = { binderId: binder.id, line: binder.line, before: binder.levels, after: wished };
      const reach = await reachOf(query, change, today);
      if (reach.readers > 0) asked.push({ binder, wished, ...reach });
    }
    return asked;
  }

  /** @returns whether a run has to pass for some of it */
  private async write(query: Query, binder: DeskBinder, wished: readonly BinderLevel[]): Promise<boolean> {
    const { levels, next } = splitChange(binder.levels, wished);
    const { viewer } = context();
    await query(sql`
      UPDATE binder SET levels = ${levels}, next_levels = ${next}, modified_at = ${this.clock.now()},
        modified_by = ${viewer.kind === 'staff' ? viewer.staffId : null} WHERE id = ${binder.id}`);
    await this.audit.record({
      action: 'binder.levels',
      subject: { kind: 'binder', id: binder.id },
      details: {
        name: this.words.name(binder),
        old: [...agreedLevels(binder)],
        new: [...wished],
        atNextRun: next !== null,
      },
    });
    return next !== null;
  }

  /** His values stand beside those typed; what else changed meanwhile is drawn as it is. */
  private conflict(conflicts: DeskBinder[], binders: DeskBinder[], wishes: readonly LevelsWish[]): InvalidInput {
    const who = (binder?: DeskBinder) => this.words.who(binder?.changedBy ?? null);
    const kept = new Map(
      binders.map((binder) => {
        const wish = wishes.find(({ id }) => id === binder.id);
        const own = wish && wish.wished.join() !== wish.drawn.join();
        return [binder.id, own ? wish.wished : agreedLevels(binder)];
      }),
    );
    const holding = (level: BinderLevel) => [...kept].filter(([, levels]) => levels.includes(level)).map(([id]) => id);
    return new InvalidInput(
      [
        { field: '', sentence: 'binders:meanwhile.summary', values: { who: who(conflicts[0]) } },
        ...conflicts.map((binder) => ({
          field: `binder.${binder.id}`,
          sentence: 'binders:meanwhile.row',
          values: { who: who(binder), levels: this.words.levels(agreedLevels(binder)) },
        })),
      ],
      Object.fromEntries(ALL_LEVELS.map((level) => [level, holding(level)])),
    );
  }
}

const changeable = (binders: readonly DeskBinder[]) =>
  binders.filter((binder) => obstacleTo('levels', binder) === null);

/** Whatever the boxes said, sets of levels are closed before anything is judged of them (GED-21). */
function closed(binders: readonly DeskBinder[], wishes: readonly LevelsWish[]): LevelsWish[] {
  return wishes.flatMap((wish) => {
    const binder = binders.find(({ id }) => id === wish.id);
    if (!binder) return [];
    return [{ ...wish, drawn: closedLevels(binder.line, wish.drawn), wished: closedLevels(binder.line, wish.wished) }];
  });
}
