import fc from 'fast-check';
import { DEFAULT_ROLES, PERMISSIONS, permissionsOf, ROLES } from './permissions.js';

describe('permissions of a role', () => {
  it('gives the master every right, whatever the tenant changed [ADM-11] [ADM-13]', () => {
    const none = Object.fromEntries(PERMISSIONS.map((permission) => [permission, false]));
    expect([...permissionsOf('master', none)].sort()).toEqual([...PERMISSIONS].sort());
  });

  it('lets an assistant see publications, not start them', () => {
    const assistant = permissionsOf('assistant');
    expect(assistant.has('publication.view')).toBe(true);
    expect(assistant.has('publication.run')).toBe(false);
    expect(assistant.has('accounts.view')).toBe(false);
  });

  it('says of each permission who has it, and each role has some', () => {
    expect(Object.keys(DEFAULT_ROLES).sort()).toEqual([...PERMISSIONS].sort());
    for (const role of ROLES) expect(permissionsOf(role).size).toBeGreaterThan(0);
  });

  it('follows what the tenant changed and nothing else', () => {
    const changes = fc.dictionary(fc.constantFrom<string>(...PERMISSIONS, 'unknown.permission'), fc.boolean());
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), changes, (role, changed) => {
        const held = permissionsOf(role, changed);
        for (const permission of PERMISSIONS) {
          expect(held.has(permission)).toBe(changed[permission] ?? DEFAULT_ROLES[permission].includes(role));
        }
        expect(held.has('unknown.permission')).toBe(false);
      }),
    );
  });
});
