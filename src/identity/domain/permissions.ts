/** What a staff member may be allowed to do (§2.8 of the specification). Rooms to come add theirs here. */
export const PERMISSIONS = [
  'settings.edit',
  'staff.manage',
  'sources.manage',
  'targets.edit',
  'publication.run',
  'publication.view',
  'publication.approve',
  'binders.edit',
  'templates.edit',
  'correspondence.edit',
  'documents.manage',
  'announcements.edit',
  'requests.answer',
  'documents.withdraw_now',
  'accounts.publish',
  'residents.reset_password',
  'portfolio.view',
  'identities.view',
  'accounts.view',
  'agency.edit',
  'compliance.edit',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** Roles an administrator may give; the master account has a role of its own, which nobody gives. */
export const ROLES = ['administrator', 'manager', 'assistant', 'accountant'] as const;

export type Role = (typeof ROLES)[number];
export type StaffRole = Role | 'master';

const A = 'administrator';
const M = 'manager';
const S = 'assistant';
const C = 'accountant';

/** Who has what as delivered, role by role. A tenant keeps only what it changed of it. */
export const DEFAULT_ROLES: Record<Permission, readonly Role[]> = {
  'settings.edit': [A],
  'staff.manage': [A],
  'sources.manage': [A],
  'targets.edit': [A],
  'publication.run': [A, M, C],
  'publication.view': [A, M, S, C],
  'publication.approve': [A],
  'binders.edit': [A, M],
  'templates.edit': [A, M],
  'correspondence.edit': [A, M, S],
  'documents.manage': [A, M, S],
  'announcements.edit': [A, M, S],
  'requests.answer': [A, M, S],
  'documents.withdraw_now': [A, M],
  'accounts.publish': [A, M, S, C],
  'residents.reset_password': [A, M, S, C],
  'portfolio.view': [A, M, S, C],
  'identities.view': [A, M, S, C],
  'accounts.view': [A, M, C],
  'agency.edit': [A],
  'compliance.edit': [A, M],
};

/** What a tenant changed of a role, by permission: granted or taken away. */
export type RoleChanges = Partial<Record<string, boolean>>;

/** The master has every permission, whatever the tenant changed [ADM-11] [ADM-13]. */
export function permissionsOf(role: StaffRole, changes: RoleChanges = {}): ReadonlySet<string> {
  if (role === 'master') return ALL;
  return new Set(PERMISSIONS.filter((permission) => changes[permission] ?? DEFAULT_ROLES[permission].includes(role)));
}

const ALL: ReadonlySet<string> = new Set(PERMISSIONS);
