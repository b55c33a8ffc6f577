import { sql, type Sql } from '../../platform/database/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';
import { accountWithin, buildingWithin } from '../../portfolio/index.js';

export const IDENTITY_CATEGORIES = [
  'co_owner',
  'landlord',
  'lessee',
  'council',
  'caretaker',
  'supplier',
  'staff',
] as const;
export type IdentityCategory = (typeof IDENTITY_CATEGORIES)[number];

export const IDENTITY_ACCESSES = ['never', 'active', 'blocked', 'no_email'] as const;
export type IdentityAccess = (typeof IDENTITY_ACCESSES)[number];

export interface IdentityFilters {
  search: string;
  category: IdentityCategory | null;
  line: BusinessLine | null;
  access: IdentityAccess | null;
  /** Buildings the viewer works for; null: every one. */
  buildingIds: string[] | null;
  today: string;
}

/** Membership `c` of a council: on that day. */
export function sitting({ today }: Pick<IdentityFilters, 'today'>): Sql {
  return sql`coalesce(c.since, '-infinity') <= ${today}::date AND coalesce(c.until, 'infinity') >= ${today}::date`;
}

/** Every condition below is on the party `p`. */
export function isA({ category, line, today }: IdentityFilters): Sql {
  const ofLine = (column: Sql) => (line ? sql`${column} = ${line}` : sql`TRUE`);
  switch (category) {
    case null:
    case 'staff':
      return sql`TRUE`;
    case 'supplier':
      return sql`p.id IN (SELECT f.party_id FROM supplier f WHERE f.publication_state = 'published')`;
    case 'council':
      return sql`p.id IN (SELECT c.party_id FROM council_membership c JOIN building b ON b.id = c.building_id
        WHERE b.publication_state = 'published' AND ${ofLine(sql`b.line`)} AND ${sitting({ today })})`;
    case 'caretaker':
      return sql`p.id IN (SELECT c.party_id FROM caretaker c JOIN building b ON b.id = c.building_id
        WHERE b.publication_state = 'published' AND ${ofLine(sql`b.line`)})`;
    default:
      return sql`p.id IN (SELECT a.party_id FROM account a WHERE a.kind = ${category} AND a.publication_state = 'published')`;
  }
}

/** Suppliers work for both lines. */
export function inLine({ line, category, today }: IdentityFilters): Sql {
  if (!line || category === 'council' || category === 'caretaker' || category === 'supplier') return sql`TRUE`;
  return sql`(EXISTS (SELECT FROM account a WHERE a.party_id = p.id AND a.line = ${line} AND a.publication_state = 'published')
    OR EXISTS (SELECT FROM supplier f WHERE f.party_id = p.id AND f.publication_state = 'published')
    OR EXISTS (SELECT FROM council_membership c JOIN building b ON b.id = c.building_id WHERE c.party_id = p.id AND b.line = ${line} AND ${sitting({ today })})
    OR EXISTS (SELECT FROM caretaker c JOIN building b ON b.id = c.building_id WHERE c.party_id = p.id AND b.line = ${line}))`;
}

export function hasAccess({ access }: IdentityFilters): Sql {
  const login = (condition: Sql) => sql`p.id IN (SELECT l.party_id FROM resident_login l WHERE ${condition})`;
  switch (access) {
    case null:
      return sql`TRUE`;
    case 'never':
      return login(sql`l.last_sign_in_at IS NULL AND l.blocked_at IS NULL AND l.closed_at IS NULL`);
    case 'active':
      return login(sql`l.last_sign_in_at IS NOT NULL AND l.blocked_at IS NULL AND l.closed_at IS NULL`);
    case 'blocked':
      return login(sql`l.blocked_at IS NOT NULL`);
    case 'no_email':
      return sql`EXISTS (SELECT FROM resident_login l JOIN party e ON e.id = l.party_id
        WHERE l.party_id = p.id AND l.email IS NULL AND e.email IS NULL)`;
  }
}

/** Someone of the viewer's buildings, or a supplier. */
export function partyWithin({ buildingIds, today }: IdentityFilters): Sql {
  if (!buildingIds) return sql`TRUE`;
  const within = buildingWithin({ buildingIds }, sql`c.building_id`);
  return sql`(EXISTS (SELECT FROM account a WHERE a.party_id = p.id AND a.publication_state = 'published' AND ${accountWithin({ buildingIds })})
    OR EXISTS (SELECT FROM council_membership c WHERE c.party_id = p.id AND ${within} AND ${sitting({ today })})
    OR EXISTS (SELECT FROM caretaker c WHERE c.party_id = p.id AND ${within})
    OR EXISTS (SELECT FROM supplier f WHERE f.party_id = p.id AND f.publication_state = 'published'))`;
}

/** Filters of clients leave the staff out. */
export function staffIsShown({ category, access }: IdentityFilters): boolean {
  return access === null && (category === null || category === 'staff');
}
