import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { currentTenant } from '../../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../../platform/database/index.js';
import { type Fault, refusalToPublish, type Silent } from '../domain/standing.js';
import { factsOf } from '../facts.queries.js';
import { reachable } from './correspondence.queries.js';

export type PublicationAct = 'publier' | 'retirer' | 'annuler';
export type NotTaken = Fault | Silent | 'not-mine' | 'not-published' | 'not-withdrawn';

export interface PublicationPlan {
  taken: { id: string; number: number; subject: string }[];
  refused: { number: number; subject: string; why: NotTaken }[];
}

/** "Publication GED": by hand, of a selection; the next run does what is asked here. */
@Injectable()
export class Publishing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What would be done of it; those the viewer does not see are not spoken of. */
  plan(act: PublicationAct, numbers: readonly number[]): Promise<PublicationPlan> {
    return this.work.read((query) => this.judge(query, act, numbers));
  }

  /** "Publier en date du jour", "Ne plus publier", or the former date called back (PUB-29, PUB-31, PUB-33). */
  carryOut(act: PublicationAct, numbers: readonly number[]): Promise<PublicationPlan> {
    return this.work.write(async ({ query }) => {
      await query(sql`SELECT FROM correspondence WHERE number = ANY (${numbers}::int[]) ORDER BY number FOR UPDATE`);
      const plan = await this.judge(query, act, numbers);
      const ids = plan.taken.map(({ id }) => id);
      if (ids.length === 0) return plan;
      await this.apply(query, act, ids);
      await this.audit.record({
        action: {
          publier: 'correspondence.publish',
          retirer: 'correspondence.unpublish',
          annuler: 'correspondence.call-back',
        }[act],
        subject: { kind: 'correspondence', id: plan.taken.length === 1 ? String(plan.taken[0]?.number) : 'several' },
        details: { numbers: plan.taken.map(({ number }) => number) },
      });
      return plan;
    });
  }

  private async judge(query: Query, act: PublicationAct, numbers: readonly number[]): Promise<PublicationPlan> {
    const seen = await reachable(query, numbers);
    const facts = new Map((await factsOf(query, numbers)).map((one) => [one.number, one]));
    const plan: PublicationPlan = { taken: [], refused: [] };
    for (const { id, number, subject, mine } of seen) {
      const own = facts.get(number);
      if (!own) continue;
      const why = !mine ? 'not-mine' : this.refusal(act, own);
      if (why) plan.refused.push({ number, subject, why });
      else plan.taken.push({ id, number, subject });
    }
    return plan;
  }

  private refusal(act: PublicationAct, facts: Parameters<typeof refusalToPublish>[0]): NotTaken | null {
    if (act === 'publier') return refusalToPublish(facts, this.today);
    if (act === 'annuler')
      return facts.publicationOn === null && facts.formerPublicationOn !== null ? null : 'not-withdrawn';
    if (facts.processedOn === null) return 'draft';
    return facts.publicationOn === null ? 'not-published' : null;
  }

  private async apply(query: Query, act: PublicationAct, ids: readonly string[]): Promise<void> {
    const days = {
      publier: sql`publication_on = ${this.today}::date, former_publication_on = NULL`,
      retirer: sql`publication_on = NULL, former_publication_on = publication_on`,
      annuler: sql`publication_on = former_publication_on, former_publication_on = NULL`,
    }[act];
    await query(sql`UPDATE correspondence SET ${days} WHERE id = ANY (${ids}::uuid[])`);
  }

  private get today(): string {
    return this.clock.today(currentTenant().timeZone);
  }
}
