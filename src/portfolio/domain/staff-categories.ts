import type { SpaceKind } from '../../platform/auth/viewer.js';
import type { BusinessLine } from '../../platform/tenancy/tenant.js';

export type CategoryKey =
  'buildings' | 'landlords' | 'lessees' | 'co_owners' | 'council' | 'caretakers' | 'lots' | 'suppliers';

export interface Category {
  key: CategoryKey;
  /** In addresses. */
  slug: string;
  icon: string;
  lines: readonly BusinessLine[];
  /** What its rows open. */
  record: 'building' | 'party' | 'lot' | 'supplier';
  /** Kind of the accounts of its persons. */
  account?: SpaceKind;
}

const BOTH: readonly BusinessLine[] = ['gerance', 'syndic'];

/** In the order of the portfolio page (ADM-38). */
export const CATEGORIES: readonly Category[] = [
  { key: 'buildings', slug: 'immeubles', icon: 'building', lines: BOTH, record: 'building' },
  { key: 'landlords', slug: 'proprietaires', icon: 'key', lines: ['gerance'], record: 'party', account: 'landlord' },
  { key: 'lessees', slug: 'locataires', icon: 'home', lines: ['gerance'], record: 'party', account: 'lessee' },
  { key: 'co_owners', slug: 'coproprietaires', icon: 'users', lines: ['syndic'], record: 'party', account: 'co_owner' },
  {
    key: 'council',
    slug: 'conseil-syndical',
    icon: 'users-group',
    lines: ['syndic'],
    record: 'party',
    account: 'co_owner',
  },
  { key: 'caretakers', slug: 'gardiens', icon: 'user-shield', lines: ['syndic'], record: 'party' },
  { key: 'lots', slug: 'lots', icon: 'door', lines: BOTH, record: 'lot' },
  { key: 'suppliers', slug: 'fournisseurs', icon: 'tool', lines: BOTH, record: 'supplier' },
];

export interface PortfolioOptions {
  /** Feature `tickets` on, or "Nos partenaires" shown to residents (ADM-40). */
  suppliers: boolean;
}

export function categoriesOf(line: BusinessLine, { suppliers }: PortfolioOptions): Category[] {
  return CATEGORIES.filter((one) => one.lines.includes(line) && (suppliers || one.key !== 'suppliers'));
}

/** The category under which a client with accounts of that kind is found. */
export function categoryOfAccount(kind: SpaceKind): Category {
  return CATEGORIES.find((one) => one.account === kind && one.key !== 'council') as Category;
}
