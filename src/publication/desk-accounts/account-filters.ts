import type { SpaceKind } from '../../platform/auth/index.js';
import { textOf } from '../../platform/lists/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';
import { idOf } from '../../portfolio/index.js';

export const KINDS: Record<BusinessLine, readonly SpaceKind[]> = {
  gerance: ['landlord', 'lessee'],
  syndic: ['co_owner'],
};
export const STATUSES: Record<BusinessLine, readonly AccountStatus[]> = {
  gerance: ['active', 'notice', 'left'],
  syndic: ['active', 'sold'],
};
export const PUBLISHED = ['oui', 'non', 'jamais'] as const;

export type AccountStatus = 'active' | 'notice' | 'left' | 'sold';
/** On the extranet, not on it, or on it though its holder never signed in (ACC-40). */
export type PublishedFilter = (typeof PUBLISHED)[number];

export interface AccountFilters {
  search: string;
  published: PublishedFilter | null;
  kind: SpaceKind | null;
  status: AccountStatus | null;
  buildingId: string | null;
  entityId: string | null;
}

/** What the address narrows the list to: `q`, `publie`, `nature`, `situation`, `immeuble`, `entite`. A wrong value filters nothing. */
export function readAccountFilters(line: BusinessLine, asked: Record<string, unknown>): AccountFilters {
  return {
    search: textOf(asked.q),
    published: PUBLISHED.find((one) => one === asked.publie) ?? null,
    kind: KINDS[line].find((one) => one === asked.nature) ?? null,
    status: STATUSES[line].find((one) => one === asked.situation) ?? null,
    buildingId: idOf(asked.immeuble),
    entityId: idOf(asked.entite),
  };
}

/** The same, as the address says it. */
export function writeAccountFilters(filters: AccountFilters): Record<string, string> {
  return {
    publie: filters.published ?? '',
    nature: filters.kind ?? '',
    situation: filters.status ?? '',
    immeuble: filters.buildingId ?? '',
    entite: filters.entityId ?? '',
  };
}
