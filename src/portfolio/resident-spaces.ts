import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { context, currentTenant } from '../platform/context/index.js';
import { type Query, UnitOfWork } from '../platform/database/index.js';
import { Forbidden, NotFound } from '../platform/errors/index.js';
import { lineOf, spaceHome } from './domain/resident-space.js';
import { narrowed, selectablesOf } from './domain/selection.js';
import { readSpaceSettings } from './resident-settings.queries.js';
import type { ResidentSpace, SpaceAddress } from './resident-space.js';
import { readStanding } from './resident-standing.queries.js';

/** The only way into a space: every page of residents reads through it, on one snapshot of the database. */
@Injectable()
export class ResidentSpaces {
  /** Space of the request under way, for the frame of its page. */
  private readonly open = new WeakMap<object, ResidentSpace>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NotFound when the viewer does not hold that space
   * @throws Forbidden while the agency keeps its extranet closed [ADM-68]
   */
  read<T>(address: SpaceAddress, show: (space: ResidentSpace, query: Query) => Promise<T>): Promise<T> {
    return this.work.read(async (query) => {
      const space = await this.enter(address, query);
      this.open.set(context(), space);
      return show(space, query);
    });
  }

  underWay(): ResidentSpace | undefined {
    return this.open.get(context());
  }

  private async enter({ kind, chosenId }: SpaceAddress, query: Query): Promise<ResidentSpace> {
    const { viewer } = context();
    const tenant = currentTenant();
    if (viewer.kind !== 'resident') throw new NotFound();
    const today = this.clock.today(tenant.timeZone);
    const line = lineOf(kind);
    const [settings, whole] = await Promise.all([
      readSpaceSettings(query, line),
      readStanding(query, viewer.partyId, kind, today),
    ]);
    if (!settings || whole.length === 0) throw new NotFound(undefined, {}, `no space ${kind}`);
    if (!settings.extranetOpen && !viewer.seenBy) throw new Forbidden('extranet:closed');
    const selectables = selectablesOf(whole);
    // A choice outlives the account it names: what is no longer his is no choice.
    const chosen = selectables.find(({ id }) => id === chosenId) ?? null;
    const standing = narrowed(whole, chosen);
    return { tenant, viewer, kind, line, home: spaceHome(kind), today, settings, whole, standing, selectables, chosen };
  }
}
