import { reachOf } from '../../ged/index.js';
import type { Query } from '../../platform/database/index.js';
import type { Widening } from '../domain/guard.js';
import type { BinderChange } from './binder-changes.queries.js';

/** How many documents of the binder would be seen by how many people who do not see them now (PUB-92). */
export async function widening(query: Query, change: BinderChange, today: string): Promise<Widening> {
  const { id, line, path, before, levels, widened } = change;
  const reach = await reachOf(query, { binderId: id, line, before: before ?? [], after: levels }, today);
  return { line, path, levels: widened, ...reach };
}
