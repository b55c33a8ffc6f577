/**
 * One thing a document may be addressed to and that a resident stands on: his account, his lot, his building, the whole line, or
 * the account of a lessee of his. `rank` is how far he reads there: 0 as any client, 1 in the council of that building, 2 its president.
 */
export interface Target {
  scope: 'account' | 'lot' | 'building' | 'line';
  targetId: string;
  /** His account that gives it; null for the line. */
  accountId: string | null;
  buildingId: string | null;
  rank: number;
  ofLessee: boolean;
  /** Of the account; null for other scopes. */
  accountNumber: string | null;
  buildingName: string | null;
  lotNumber: string | null;
}

/** What a resident stands on in a space; empty when he does not hold that space. */
export type Standing = readonly Target[];

export interface HeldAccount {
  id: string;
  number: string;
  /** Names of the buildings it concerns, sorted. */
  buildings: string[];
}

export interface HeldBuilding {
  id: string;
  name: string;
  rank: number;
}

/** His own accounts, by number. */
export function accountsOf(standing: Standing): HeldAccount[] {
  return standing
    .filter((target) => target.scope === 'account' && !target.ofLessee)
    .map(({ targetId, accountNumber }) => ({
      id: targetId,
      number: accountNumber ?? '',
      buildings: namesOf(standing.filter((target) => target.accountId === targetId)),
    }))
    .sort((one, other) => one.number.localeCompare(other.number, 'fr'));
}

/** His buildings, by name. */
export function buildingsOf(standing: Standing): HeldBuilding[] {
  const found = new Map<string, HeldBuilding>();
  for (const { scope, targetId, buildingName, rank } of standing) {
    if (scope === 'building') found.set(targetId, { id: targetId, name: buildingName ?? '', rank });
  }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name, 'fr'));
}

/** Buildings in which he reads what asks for that rank; council rights are judged building by building [RES-24]. */
export function buildingsOfRank(standing: Standing, rank: number): HeldBuilding[] {
  return buildingsOf(standing).filter((building) => building.rank >= rank);
}

/** Lots his accounts hold today. */
export function lotsOf(standing: Standing): string[] {
  return [...new Set(standing.flatMap(({ scope, targetId }) => (scope === 'lot' ? [targetId] : [])))];
}

function namesOf(targets: Standing): string[] {
  const names = targets.flatMap(({ buildingName }) => (buildingName ? [buildingName] : []));
  return [...new Set(names)].sort((one, other) => one.localeCompare(other, 'fr'));
}
