import fc from 'fast-check';
import type { BusinessLine } from '../../../platform/tenancy/index.js';
import { PERMISSIONS, permissionsOf, ROLES } from '../../domain/permissions.js';
import { recipientsOf, type StaffMember } from './recipients.js';

const line = fc.constantFrom<BusinessLine>('gerance', 'syndic');
const lines = fc.uniqueArray(line, { maxLength: 2 });
const member = fc.record<StaffMember>({
  id: fc.uuid(),
  role: fc.constantFrom(...ROLES),
  lines,
  wholeAgency: fc.boolean(),
  receivesSystemMessages: fc.boolean(),
  disabled: fc.boolean(),
});
const master: StaffMember = {
  id: 'master',
  role: 'master',
  lines: [],
  wholeAgency: true,
  receivesSystemMessages: false,
  disabled: false,
};
const staff = fc.array(member, { maxLength: 12 }).map((members) => [master, ...members]);
const changes = fc.dictionary(fc.constantFrom(...ROLES), fc.dictionary(fc.constantFrom(...PERMISSIONS), fc.boolean()));
const isOf = (one: StaffMember, concerned: readonly BusinessLine[]) =>
  one.lines.length === 0 || concerned.length === 0 || one.lines.some((each) => concerned.includes(each));

describe('who receives a system message', () => {
  it('is each active member who asked for them in the lines concerned, and no other; the master when there is none', () => {
    fc.assert(
      fc.property(staff, lines, (members, concerned) => {
        const found = recipientsOf(members, 'receivers', concerned);
        const due = members.filter((one) => !one.disabled && one.receivesSystemMessages && isOf(one, concerned));
        expect(found).toEqual(due.length > 0 ? due : [master]);
      }),
    );
  });

  it('is each active member who holds the permission, as the agency changed its roles, the master always among them', () => {
    fc.assert(
      fc.property(
        staff,
        lines,
        fc.constantFrom(...PERMISSIONS),
        fc.boolean(),
        changes,
        (members, concerned, permission, wholeAgency, roles) => {
          const found = recipientsOf(members, { permission, wholeAgency }, concerned, roles);
          expect(found).toContain(master);
          for (const one of members.filter(({ id }) => id !== 'master')) {
            const holds = permissionsOf(one.role, roles[one.role]).has(permission);
            const due = holds && !one.disabled && isOf(one, concerned) && (one.wholeAgency || !wholeAgency);
            expect(found.includes(one)).toBe(due);
          }
        },
      ),
    );
  });
});
