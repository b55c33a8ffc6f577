import fc from 'fast-check';
import type { BusinessLine } from '../../../platform/tenancy/index.js';
import { PERMISSIONS, permissionsOf, ROLES } from '../../domain/permissions.js';
import { recipientsOf, type StaffMember } from './recipients.js';

const EVERY_LINE: BusinessLine[] = ['gerance', 'syndic'];
const lines = fc.subarray(EVERY_LINE);
const member = fc.record<StaffMember>({
  id: fc.uuid(),
  role: fc.constantFrom(...ROLES),
  lines: fc.subarray(EVERY_LINE, { minLength: 1 }),
  wholeAgency: fc.boolean(),
  receivesSystemMessages: fc.boolean(),
  disabled: fc.boolean(),
});
const master: StaffMember = {
  id: 'master',
  role: 'master',
  lines: EVERY_LINE,
  wholeAgency: true,
  receivesSystemMessages: false,
  disabled: false,
};
const staff = fc.array(member, { maxLength: 12 }).map((members) => [master, ...members]);
const changes = fc.dictionary(fc.constantFrom(...ROLES), fc.dictionary(fc.constantFrom(...PERMISSIONS), fc.boolean()));
const worksForSome = (one: StaffMember, concerned: BusinessLine[]) =>
  concerned.length === 0 || one.lines.some((line) => concerned.includes(line));
const worksForAll = (one: StaffMember, concerned: BusinessLine[]) =>
  (concerned.length === 0 ? EVERY_LINE : concerned).every((line) => one.lines.includes(line));

describe('who receives a system message', () => {
  it('is each active member who asked for them in the lines concerned, and no other; the master when there is none', () => {
    fc.assert(
      fc.property(staff, lines, (members, concerned) => {
        const found = recipientsOf(members, 'receivers', { lines: concerned, everyLine: EVERY_LINE });
        const due = members.filter(
          (one) => !one.disabled && one.receivesSystemMessages && worksForSome(one, concerned),
        );
        expect(found).toEqual(due.length > 0 ? due : [master]);
      }),
    );
  });

  it('is each active member who holds the permission, as the agency changed its roles, the master always among them', () => {
    const permission = fc.constantFrom(...PERMISSIONS);
    fc.assert(
      fc.property(staff, lines, permission, fc.boolean(), changes, (members, concerned, asked, wholly, roles) => {
        const to = { permission: asked, wholly };
        const found = recipientsOf(members, to, { lines: concerned, everyLine: EVERY_LINE }, roles);
        expect(found).toContain(master);
        for (const one of members.filter(({ id }) => id !== 'master')) {
          const holds = permissionsOf(one.role, roles[one.role]).has(asked);
          const able = !wholly || (one.wholeAgency && worksForAll(one, concerned));
          expect(found.includes(one)).toBe(holds && able && !one.disabled && worksForSome(one, concerned));
        }
      }),
    );
  });
});
