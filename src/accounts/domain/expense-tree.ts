/** Expenses of one charge account under one key of a building; cents. */
export interface ExpenseGroup {
  buildingId: string;
  buildingName: string;
  keyId: string;
  keyLabel: string;
  chargeAccount: string;
  chargeLabel: string | null;
  lines: number;
  amount: number;
}

export interface ExpenseLine {
  id: string;
  buildingId: string;
  keyId: string;
  chargeAccount: string;
  date: string;
  label: string;
  supplier: string | null;
  amount: number;
}

export interface ChargeNode {
  /** Names the group in an address: building, key and account. */
  path: string;
  chargeAccount: string;
  chargeLabel: string | null;
  count: number;
  amount: number;
  /** Empty when they were not read. */
  lines: ExpenseLine[];
}

export interface KeyNode {
  label: string;
  amount: number;
  charges: ChargeNode[];
}

export interface BuildingNode {
  name: string;
  amount: number;
  keys: KeyNode[];
}

export interface ExpenseTree {
  buildings: BuildingNode[];
  amount: number;
  count: number;
}

export function groupPath({
  buildingId,
  keyId,
  chargeAccount,
}: Pick<ExpenseGroup, 'buildingId' | 'keyId' | 'chargeAccount'>): string {
  return `${buildingId}.${keyId}.${chargeAccount}`;
}

/** Building, then key, then charge account, with a subtotal at each and a total; in the order of the groups [ACC-64]. */
export function expenseTree(groups: readonly ExpenseGroup[], lines: readonly ExpenseLine[]): ExpenseTree {
  const linesOf = Map.groupBy(lines, groupPath);
  const buildings = [...Map.groupBy(groups, ({ buildingId }) => buildingId).values()].map((ofBuilding) => ({
    name: ofBuilding[0]?.buildingName ?? '',
    amount: total(ofBuilding),
    keys: [...Map.groupBy(ofBuilding, ({ keyId }) => keyId).values()].map((ofKey) => ({
      label: ofKey[0]?.keyLabel ?? '',
      amount: total(ofKey),
      charges: ofKey.map((group) => ({
        path: groupPath(group),
        chargeAccount: group.chargeAccount,
        chargeLabel: group.chargeLabel,
        count: group.lines,
        amount: group.amount,
        lines: linesOf.get(groupPath(group)) ?? [],
      })),
    })),
  }));
  return { buildings, amount: total(groups), count: groups.reduce((sum, group) => sum + group.lines, 0) };
}

function total(groups: readonly { amount: number }[]): number {
  return groups.reduce((sum, { amount }) => sum + amount, 0);
}
