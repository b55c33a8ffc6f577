import type { BusinessLine } from '../../../platform/tenancy/index.js';
import { type Permission, permissionsOf, type RoleChanges, type StaffRole } from '../../domain/permissions.js';

/** Who is written to: those with "Reçoit les messages système", or those who may do something. */
export type Receivers =
  | 'receivers'
  /** `wholeAgency`: only who is not limited to some buildings, where that is what the act asks for. */
  | { permission: Permission; wholeAgency?: boolean };

export interface StaffMember {
  id: string;
  role: StaffRole;
  /** Empty: every line of the agency. */
  lines: BusinessLine[];
  /** Not limited to some buildings. */
  wholeAgency: boolean;
  receivesSystemMessages: boolean;
  disabled: boolean;
}

/** What the agency changed of each role. */
export type ChangesByRole = Partial<Record<StaffRole, RoleChanges>>;

/**
 * Who receives a message that concerns these lines (none: the whole agency). Where nobody of the staff would, the master account does:
 * what the house has to say is always read by someone [PUB-26].
 */
export function recipientsOf<Member extends StaffMember>(
  staff: readonly Member[],
  to: Receivers,
  lines: readonly BusinessLine[],
  changes: ChangesByRole = {},
): Member[] {
  const wanted = staff.filter(
    (member) => !member.disabled && isConcerned(member, lines) && isMeant(member, to, changes[member.role]),
  );
  return wanted.length > 0 ? wanted : staff.filter(({ role }) => role === 'master');
}

function isConcerned(member: StaffMember, lines: readonly BusinessLine[]): boolean {
  if (member.role === 'master' || member.lines.length === 0 || lines.length === 0) return true;
  return member.lines.some((line) => lines.includes(line));
}

function isMeant(member: StaffMember, to: Receivers, changes: RoleChanges | undefined): boolean {
  if (to === 'receivers') return member.receivesSystemMessages;
  if (to.wholeAgency && !member.wholeAgency) return false;
  return permissionsOf(member.role, changes).has(to.permission);
}
