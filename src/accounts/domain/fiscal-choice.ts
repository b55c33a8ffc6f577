/** A fiscal year of one building that is not closed. */
export interface OpenYear {
  id: string;
  buildingId: string;
  buildingName: string;
  startsOn: string;
  endsOn: string;
}

/** Years of several buildings that have the same days are one choice. */
export interface YearChoice {
  /** `2025-01-01_2025-12-31` */
  key: string;
  startsOn: string;
  endsOn: string;
  yearIds: string[];
  /** Buildings that have these days, when not all of them do. */
  only: string[];
}

/** Fiscal years to choose from, earliest first [ACC-62] [ACC-63]. */
export function yearChoices(years: readonly OpenYear[]): YearChoice[] {
  const buildings = new Set(years.map(({ buildingId }) => buildingId)).size;
  const byDays = Map.groupBy(years, ({ startsOn, endsOn }) => `${startsOn}_${endsOn}`);
  return [...byDays.entries()]
    .map(([key, same]) => ({
      ...{ key, startsOn: same[0]?.startsOn ?? '', endsOn: same[0]?.endsOn ?? '', yearIds: same.map(({ id }) => id) },
      only: same.length === buildings ? [] : same.map(({ buildingName }) => buildingName),
    }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** The year asked for; else the one that holds today, else the latest [ACC-63]. */
export function chosenYear(choices: readonly YearChoice[], asked: string, today: string): YearChoice | null {
  return (
    choices.find(({ key }) => key === asked) ??
    choices.findLast(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn) ??
    choices.at(-1) ??
    null
  );
}
