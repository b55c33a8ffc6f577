import { NOBODY, type ResidentViewer } from '../../auth/index.js';
import { actorOf } from './actor-of.js';

const resident: ResidentViewer = {
  kind: 'resident',
  sessionId: 's',
  name: 'Paul Martin',
  locale: null,
  mustChangePassword: false,
  loginId: 'login-1',
  partyId: 'party-1',
  spaces: ['co_owner'],
  seenBy: null,
};

describe('actorOf', () => {
  it('names the resident', () => {
    expect(actorOf({ viewer: resident, address: '192.0.2.1' })).toEqual({
      kind: 'resident',
      id: 'login-1',
      name: 'Paul Martin',
    });
  });

  it('names the staff member who looks at a space as its client, not the client [ADM-54]', () => {
    const seenBy = { staffId: 'staff-1', name: 'Claire Durand' };
    expect(actorOf({ viewer: { ...resident, seenBy }, address: null })).toEqual({
      kind: 'staff',
      id: 'staff-1',
      name: 'Claire Durand',
    });
  });

  it('tells a stranger on the network from the clock', () => {
    expect(actorOf({ viewer: NOBODY, address: '192.0.2.1' }).kind).toBe('nobody');
    expect(actorOf({ viewer: NOBODY, address: null }).kind).toBe('clock');
  });
});
