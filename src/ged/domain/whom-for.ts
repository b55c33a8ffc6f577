import type { Standing, Target } from '../../portfolio/index.js';

/** What a document is shown as being about, of the reader's things: its narrowest target among those by which he sees it. */
export type Subject =
  | { kind: 'account' | 'lessee-account'; number: string }
  | { kind: 'lot'; number: string; building: string }
  | { kind: 'building'; name: string }
  | { kind: 'line' };

const NARROWEST_FIRST: Target['scope'][] = ['account', 'lot', 'building', 'line'];

export function subjectOf(targets: readonly string[], standing: Standing): Subject {
  const met = standing.filter(({ targetId }) => targets.includes(targetId));
  const target = NARROWEST_FIRST.flatMap((scope) => met.filter((one) => one.scope === scope))[0];
  switch (target?.scope) {
    case 'account':
      return { kind: target.ofLessee ? 'lessee-account' : 'account', number: target.accountNumber ?? '' };
    case 'lot':
      return { kind: 'lot', number: target.lotNumber ?? '', building: target.buildingName ?? '' };
    case 'building':
      return { kind: 'building', name: target.buildingName ?? '' };
    default:
      return { kind: 'line' };
  }
}
