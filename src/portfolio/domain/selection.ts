import { accountsOf, buildingsOf, type Standing, type Target } from './standing.js';

/** One account or building of a resident that his pages may be narrowed to. */
export interface Selectable {
  id: string;
  kind: 'account' | 'building';
  /** "450PIERREP", "Résidence Gilbert" */
  name: string;
  /** Buildings of the account. */
  note: string;
}

/**
 * What a resident may choose from: his accounts when he has several, then his buildings when an account has several. Empty when
 * there is nothing to choose.
 */
export function selectablesOf(standing: Standing): Selectable[] {
  const accounts = accountsOf(standing);
  const buildings = buildingsOf(standing);
  const byAccount = accounts.map(({ id, number, buildings: names }) => ({
    ...{ id, kind: 'account' as const, name: number, note: names.join(', ') },
  }));
  const byBuilding = buildings.map(({ id, name }) => ({ id, kind: 'building' as const, name, note: '' }));
  return [
    ...(accounts.length > 1 ? byAccount : []),
    ...(accounts.some((account) => account.buildings.length > 1) ? byBuilding : []),
  ];
}

/**
 * What remains of a standing under a choice. What concerns the whole line always remains; under a building, so does an account
 * that is tied to none.
 */
export function narrowed(standing: Standing, chosen: Selectable | null): Standing {
  if (!chosen) return standing;
  return standing.filter((target) => target.scope === 'line' || concerns(target, chosen));
}

function concerns(target: Target, chosen: Selectable): boolean {
  if (chosen.kind === 'account') return target.accountId === chosen.id;
  return (
    target.buildingId === chosen.id || (target.scope === 'account' && !target.ofLessee && target.buildingId === null)
  );
}
