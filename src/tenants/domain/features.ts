import { InvalidInput } from '../../platform/errors/index.js';

/** What a tenant may have switched on. `extranet` opens the residents' space; the others add rooms to it. */
export const FEATURES = ['extranet', 'tickets', 'card_payment', 'sepa', 'partners', 'diagnostics'] as const;

export type Feature = (typeof FEATURES)[number];
export type TenantKind = 'agency' | 'diagnostic_firm';

const OF_AGENCIES: readonly Feature[] = ['extranet', 'tickets', 'card_payment', 'sepa', 'partners'];
const OF_FIRMS: readonly Feature[] = ['diagnostics', 'card_payment'];

/** The features that make sense for that kind of tenant, in the order they are shown. */
export function featuresOf(kind: TenantKind): readonly Feature[] {
  return kind === 'agency' ? OF_AGENCIES : OF_FIRMS;
}

/** What another feature cannot do without: SEPA one-off debits are taken in the extranet, so are card payments of agencies. */
const NEEDS: Partial<Record<Feature, Feature>> = { sepa: 'extranet' };

/** `needs` is the feature that is missing; null when the feature is not for that kind of tenant. */
export interface FeatureProblem {
  feature: Feature;
  needs: Feature | null;
}

/** Why these features cannot go together; empty when they can. */
export function featureProblems(kind: TenantKind, features: readonly Feature[]): FeatureProblem[] {
  return features.flatMap<FeatureProblem>((feature) => {
    if (!featuresOf(kind).includes(feature)) return [{ feature, needs: null }];
    const needs = NEEDS[feature];
    return needs && !features.includes(needs) ? [{ feature, needs }] : [];
  });
}

export function unfit({ feature, needs }: FeatureProblem): InvalidInput {
  if (needs) return InvalidInput.at('features', 'tenants:error.feature-needs', { feature, needs });
  return InvalidInput.at('features', 'tenants:error.feature-kind', { feature });
}
