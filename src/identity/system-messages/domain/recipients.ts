import type { BusinessLine } from '../../../platform/tenancy/index.js';
import { type Permission, permissionsOf, type RoleChanges, type StaffRole } from '../../domain/permissions.js';

/** Who is written to: those with "Reçoit les messages système", or those who may do something. */
export type Receivers =
  | 'receivers'
  /** `wholly`: only who works for all of the lines concerned and is not limited to some buildings, where the act asks for that. */
  | { permission: Permission; wholly?: boolean };

export interface StaffMember {
  id: string;
  role: StaffRole;
  /** Those of the agency he works for. */
  lines: BusinessLine[];
  /** Not limited to some buildings. */
  wholeAgency: boolean;
  receivesSystemMessages: boolean;
  disabled: boolean;
}

/** The lines a message is about, none being the whole agency, and those the agency has. */
export interface Concern {
  lines: readonly BusinessLine[];
  everyLine: readonly BusinessLine[];
}

/** What the agency changed of each role. */
export type ChangesByRole = Partial<Record<StaffRole, RoleChanges>>;

/**
 * Who receives a message. Where nobody of the staff would, the master account does: what the house has to say is always read by
 * someone [PUB-26].
 */
export function recipientsOf<Member extends StaffMember>(
  staff: readonly Member[],
  to: Receivers,
  concern: Concern,
  changes: ChangesByRole = {},
): Member[] {
  const wanted = staff.filter(
    (member) => !member.disabled && isConcerned(member, concern) && isMeant(member, to, concern, changes[member.role]),
  );
  return wanted.length > 0 ? wanted : staff.filter(({ role }) => role === 'master');
}

const covers = (member: StaffMember, lines: readonly BusinessLine[]) =>
  lines.every((line) => member.lines.includes(line));

function isConcerned(member: StaffMember, { lines, everyLine }: Concern): boolean {
  return lines.length === 0 || covers(member, everyLine) || lines.some((line) => member.lines.includes(line));
}

function isMeant(member: StaffMember, to: Receivers, concern: Concern, changes: RoleChanges | undefined): boolean {
  if (to === 'receivers') return member.receivesSystemMessages;
  const { lines, everyLine } = concern;
  const wholly = member.wholeAgency && covers(member, lines.length > 0 ? lines : everyLine);
  return (wholly || !to.wholly) && permissionsOf(member.role, changes).has(to.permission);
}
