/** One fund of a lot, as published; cents. */
export interface FundRow {
  buildingId: string;
  buildingName: string;
  lotId: string;
  lotNumber: string;
  account: string;
  label: string | null;
  amount: number;
  asOf: string;
}

export interface LotFunds {
  lotNumber: string;
  labels: string[];
  /** Accounts 105: the works fund of the law. null: the lot has none. */
  legal: number | null;
  /** Accounts 102. */
  other: number | null;
  total: number;
  /** Latest of its funds. */
  asOf: string;
}

export interface BuildingFunds {
  buildingName: string;
  lots: LotFunds[];
  legal: number;
  other: number;
  total: number;
}

/** The works funds of a resident's lots by building, in the order of the rows; 102 in a column of its own [ACC-58] [ACC-59]. */
export function worksFundTable(rows: readonly FundRow[]): BuildingFunds[] {
  const buildings = Map.groupBy(rows, (row) => row.buildingId);
  return [...buildings.values()].map((ofBuilding) => {
    const lots = [...Map.groupBy(ofBuilding, (row) => row.lotId).values()].map(fundsOfLot);
    return {
      buildingName: ofBuilding[0]?.buildingName ?? '',
      lots,
      legal: sum(lots.map(({ legal }) => legal ?? 0)),
      other: sum(lots.map(({ other }) => other ?? 0)),
      total: sum(lots.map(({ total }) => total)),
    };
  });
}

function fundsOfLot(rows: FundRow[]): LotFunds {
  const under = (prefix: string) => {
    const amounts = rows.filter(({ account }) => account.startsWith(prefix)).map(({ amount }) => amount);
    return amounts.length === 0 ? null : sum(amounts);
  };
  const [legal, other] = [under('105'), under('102')];
  return {
    lotNumber: rows[0]?.lotNumber ?? '',
    labels: [...new Set(rows.flatMap(({ label }) => (label ? [label] : [])))],
    legal,
    other,
    total: (legal ?? 0) + (other ?? 0),
    asOf:
      rows
        .map(({ asOf }) => asOf)
        .sort()
        .at(-1) ?? '',
  };
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
