import type { BusinessLine, Level, Section } from '../manifest/manifest.types.js';

export interface Threshold {
  floor: number;
  percent: number;
}
export type Thresholds = Partial<Record<Section, Threshold>>;

/** A run that withdraws more than max(floor, percent of what is published) waits for a person (§3.15.4). */
export const SHIPPED_THRESHOLDS: Thresholds = {
  documents: { floor: 50, percent: 20 },
  photos: { floor: 50, percent: 30 },
  accounts: { floor: 20, percent: 10 },
  buildings: { floor: 2, percent: 10 },
  lots: { floor: 50, percent: 10 },
  parties: { floor: 20, percent: 10 },
  worksFunds: { floor: 20, percent: 20 },
  expenses: { floor: 500, percent: 50 },
};
const SET_ASIDE: Threshold = { floor: 50, percent: 5 };
const NEVER_EMPTIED_FROM = 10;

export interface SectionForecast {
  section: Section;
  /** Rows of this source visible now in the lines in scope. */
  published: number;
  /** Rows of the manifest. */
  listed: number;
  setAside: number;
  /** Rows no longer listed, those ended by date, replaced or withdrawn by name not counted (PUB-93). */
  unlisted: number;
  /** Rows that would be visible afterwards. */
  remaining: number;
}

export interface Widening {
  line: BusinessLine;
  path: string[];
  levels: Level[];
  /** Documents that somebody would begin to see. */
  documents: number;
  /** People who would begin to see some. */
  readers: number;
}

export type GuardReason =
  | { kind: 'withdrawals'; section: Section; withdrawn: number; published: number; limit: number; percent: number }
  | { kind: 'emptied'; section: Section; published: number }
  | { kind: 'set_aside'; section: Section; setAside: number; listed: number; limit: number }
  | ({ kind: 'widened' } & Widening);

/** @returns why the run must wait for a person; empty when it need not */
export function guardReasons(
  forecasts: readonly SectionForecast[],
  widenings: readonly Widening[],
  thresholds: Thresholds,
): GuardReason[] {
  return [
    ...forecasts.flatMap((forecast) => [
      ...withdrawals(forecast, thresholds),
      ...emptied(forecast),
      ...setAside(forecast),
    ]),
    ...widenings
      .filter((widening) => widening.readers > 0)
      .map((widening) => ({ kind: 'widened' as const, ...widening })),
  ];
}

function withdrawals({ section, unlisted, published }: SectionForecast, thresholds: Thresholds): GuardReason[] {
  const threshold = thresholds[section];
  if (!threshold) return [];
  const limit = limitOf(threshold, published);
  if (unlisted <= limit) return [];
  return [{ kind: 'withdrawals', section, withdrawn: unlisted, published, limit, percent: threshold.percent }];
}

function emptied({ section, published, unlisted, remaining }: SectionForecast): GuardReason[] {
  const falls = published >= NEVER_EMPTIED_FROM && remaining === 0 && unlisted > 0;
  return falls ? [{ kind: 'emptied', section, published }] : [];
}

function setAside({ section, setAside: count, listed }: SectionForecast): GuardReason[] {
  const limit = limitOf(SET_ASIDE, listed);
  return count > limit ? [{ kind: 'set_aside', section, setAside: count, listed, limit }] : [];
}

const limitOf = ({ floor, percent }: Threshold, of: number) => Math.max(floor, Math.floor((of * percent) / 100));
