import fc from 'fast-check';
import type { Access } from './access.js';
import { decideAccess, type SiteKind } from './decide-access.js';
import { NOBODY, type ResidentViewer, type StaffViewer, type Viewer } from './viewer.js';

const signedIn = { sessionId: 's', name: 'N', locale: null, mustChangePassword: false };
const staff = (change: Partial<StaffViewer> = {}): StaffViewer => ({
  ...signedIn,
  kind: 'staff',
  staffId: 'a',
  role: 'manager',
  master: false,
  permissions: new Set(['portfolio.view']),
  lines: ['syndic'],
  buildingIds: null,
  secondFactorPending: false,
  unreadMessages: 0,
  ...change,
});
const resident = (change: Partial<ResidentViewer> = {}): ResidentViewer => ({
  ...signedIn,
  kind: 'resident',
  loginId: 'l',
  partyId: 'p',
  spaces: ['co_owner'],
  seenBy: null,
  ...change,
});
const operator: Viewer = { ...signedIn, kind: 'operator', operatorId: 'o' };
const forStaff = (permission: string | null): Access => ({ audience: 'staff', permission, whileLimited: false });
const forResidents: Access = { audience: 'resident', whileLimited: false };

describe('decideAccess', () => {
  it('lets staff in with the permission, refuses without', () => {
    expect(decideAccess(forStaff('portfolio.view'), 'tenant', staff(), true)).toEqual({ outcome: 'enter' });
    expect(decideAccess(forStaff('settings.edit'), 'tenant', staff(), true)).toEqual({ outcome: 'forbidden' });
  });

  it('sends strangers to their door', () => {
    expect(decideAccess(forStaff(null), 'tenant', NOBODY, true)).toEqual({ outcome: 'sign_in', door: 'staff' });
    expect(decideAccess(forResidents, 'tenant', NOBODY, true)).toEqual({ outcome: 'sign_in', door: 'resident' });
  });

  it('shows a resident nothing of the staff, and staff nothing of a resident [RES-48]', () => {
    expect(decideAccess(forStaff(null), 'tenant', resident(), true)).toEqual({ outcome: 'not_found' });
    expect(decideAccess(forResidents, 'tenant', staff(), true)).toEqual({ outcome: 'not_found' });
  });

  it('opens nothing but the page that imposes a password to a provisional one [RES-13] [ACC-29]', () => {
    const finish = { outcome: 'finish_sign_in', door: 'resident' };
    expect(decideAccess(forResidents, 'tenant', resident({ mustChangePassword: true }), true)).toEqual(finish);
    const change: Access = { audience: 'resident', whileLimited: true };
    expect(decideAccess(change, 'tenant', resident({ mustChangePassword: true }), true)).toEqual({ outcome: 'enter' });
  });

  it('opens nothing before the second factor [ADM-22]', () => {
    const decision = decideAccess(forStaff(null), 'tenant', staff({ secondFactorPending: true }), true);
    expect(decision).toEqual({ outcome: 'finish_sign_in', door: 'staff' });
  });

  it('has no route of a feature that is off', () => {
    expect(decideAccess(forStaff(null), 'tenant', staff(), false)).toEqual({ outcome: 'not_found' });
  });

  it('keeps measurements off the hosts of tenants, and those nobody knows', () => {
    const probe: Access = { audience: 'infrastructure', why: 'probe' };
    expect(decideAccess(probe, 'tenant', NOBODY, true)).toEqual({ outcome: 'not_found' });
    expect(decideAccess(probe, 'other', NOBODY, true)).toEqual({ outcome: 'not_found' });
    for (const site of ['apex', 'house'] as const)
      expect(decideAccess(probe, site, NOBODY, true)).toEqual({ outcome: 'enter' });
  });

  it('never lets anyone but staff into a staff route, nor the operator outside the apex', () => {
    const anyone = fc.constantFrom<Viewer>(NOBODY, resident(), operator, staff({ permissions: new Set() }));
    const anywhere = fc.constantFrom<SiteKind>('tenant', 'apex', 'house', 'other');
    fc.assert(
      fc.property(anyone, anywhere, (viewer, site) => {
        expect(decideAccess(forStaff('portfolio.view'), site, viewer, true).outcome).not.toBe('enter');
        if (site !== 'apex')
          expect(decideAccess({ audience: 'operator' }, site, viewer, true).outcome).toBe('not_found');
      }),
    );
  });
});
