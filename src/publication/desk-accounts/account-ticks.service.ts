import { Injectable } from '@nestjs/common';
import { ResidentAccess } from '../../identity/index.js';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context } from '../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import type { StaffScope } from '../../portfolio/index.js';
import { hidingSettings } from '../applying/account-ticks.queries.js';
import { type AccountPublication, accountPublication, isTicked } from '../domain/account-visibility.js';
import type { JudgedAccount } from './account-list.queries.js';
import { selectedAccounts, type Selection } from './account-selection.queries.js';

export type TickCause = 'hand' | 'notice' | 'departure' | 'transfer';

/** What ticking, or unticking, a selection does. */
export interface TickPlan {
  /** Those that change. */
  taken: JudgedAccount[];
  /** Those whose box is so already. */
  already: number;
  /** Those nobody could sign in to. */
  withoutParty: number;
}

/** The box "Publier sur l'extranet": the next run of any source follows it (ACC-25 to ACC-39). */
@Injectable()
export class AccountTicks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: ResidentAccess,
    private readonly audit: Audit,
  ) {}

  /** Where each of these accounts stands between its box and its holder (§4.5). */
  async standings(query: Query, accounts: readonly JudgedAccount[]): Promise<Map<string, AccountPublication>> {
    const settings = await hidingSettings(query);
    return new Map(
      accounts.map((one) => [one.id, accountPublication(one.isVisible, isTicked(one, one.tick, settings))]),
    );
  }

  plan(scope: StaffScope, selection: Selection, published: boolean): Promise<TickPlan> {
    return this.work.read((query) => this.judge(query, scope, selection, published));
  }

  /** Ticks, and makes missing logins and initial passwords (ACC-26, ACC-32); what is ticked already is left as it is. */
  publish(scope: StaffScope, selection: Selection): Promise<TickPlan> {
    return this.work.write(async ({ query }) => {
      const plan = await this.carryOut(query, scope, selection, true);
      await this.access.openFor([...new Set(plan.taken.map(({ partyId }) => partyId))]);
      return plan;
    });
  }

  /** Unticks: what is published stays until the next run (ACC-33, ACC-35). */
  withdraw(scope: StaffScope, selection: Selection): Promise<TickPlan> {
    return this.work.write(({ query }) => this.carryOut(query, scope, selection, false));
  }

  /**
   * Unticks because the desk recorded a notice, a departure or a transfer and its option is on (ACC-19 to ACC-21). The account's `status`
   * must be that of the event by then: ticked again by hand, the same event does not untick it. Joins the transaction under way.
   */
  async untickFor(cause: Exclude<TickCause, 'hand'>, accountIds: readonly string[]): Promise<void> {
    await this.work.write(async ({ query }) => {
      await this.write(query, accountIds, false, cause);
      await this.audit.record({ action: 'accounts.untick', details: { cause, accounts: [...accountIds] } });
    });
  }

  private async carryOut(query: Query, scope: StaffScope, selection: Selection, published: boolean): Promise<TickPlan> {
    const plan = await this.judge(query, scope, selection, published);
    if (plan.taken.length === 0) return plan;
    await this.write(
      query,
      plan.taken.map(({ id }) => id),
      published,
      'hand',
    );
    const [only, ...others] = plan.taken;
    await this.audit.record({
      action: published ? 'accounts.tick' : 'accounts.untick',
      subject: { kind: 'account', id: only && others.length === 0 ? only.id : 'several' },
      details: { line: scope.line, cause: 'hand', numbers: plan.taken.map(({ number }) => number) },
    });
    return plan;
  }

  private async judge(query: Query, scope: StaffScope, selection: Selection, published: boolean): Promise<TickPlan> {
    const settings = await hidingSettings(query);
    const accounts = await selectedAccounts(query, scope, selection);
    const reachable = published ? accounts.filter(({ hasParty }) => hasParty) : accounts;
    const taken = reachable.filter((one) => isTicked(one, one.tick, settings) !== published);
    return { taken, already: reachable.length - taken.length, withoutParty: accounts.length - reachable.length };
  }

  private async write(query: Query, ids: readonly string[], published: boolean, cause: TickCause): Promise<void> {
    const { viewer } = context();
    const by = viewer.kind === 'staff' ? viewer.staffId : null;
    await query(sql`
      INSERT INTO account_tick (account_id, published, cause, decided_at, decided_by, status, status_on)
      SELECT a.id, ${published}, ${cause}, ${this.clock.now()}::timestamptz, ${by}::uuid, a.status, a.status_on
      FROM account a WHERE a.id = ANY (${ids}::uuid[])
      ON CONFLICT (tenant_id, account_id) DO UPDATE SET published = excluded.published, cause = excluded.cause,
        decided_at = excluded.decided_at, decided_by = excluded.decided_by, status = excluded.status, status_on = excluded.status_on`);
  }
}
