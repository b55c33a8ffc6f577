import fc from 'fast-check';
import { accessState, doorSentence, PASSWORD_EVENTS, type PasswordState } from './resident-login-state.js';

const NOW = new Date('2025-11-14T10:00:00Z');
const STATES: PasswordState[] = ['initial', 'personal', 'temporary', 'dormant'];
const fresh = { validUntil: null, closedAt: null, blockedAt: null };

describe("a resident's login", () => {
  it('reaches every state but the first, and leaves every state', () => {
    const events = Object.values(PASSWORD_EVENTS);
    expect(new Set(events.map(({ to }) => to))).toEqual(new Set(STATES.filter((state) => state !== 'initial')));
    for (const state of STATES) expect(events.some(({ from, to }) => from.includes(state) && to !== state)).toBe(true);
  });

  it('is dormant the instant its provisional password is out of date [ACC-28] [ADM-50]', () => {
    const login = { ...fresh, state: 'temporary' as const, validUntil: NOW };
    expect(accessState(login, new Date(NOW.getTime() - 1))).toBe('temporary');
    expect(accessState(login, NOW)).toBe('dormant');
  });

  it('says why a right password does not open, the staff’s decision first [ACC-38] [ADM-52] [ADM-68]', () => {
    const door = { ...fresh, state: 'personal' as const, extranetOpen: true };
    expect(doorSentence(door, NOW)).toBeNull();
    expect(doorSentence({ ...door, extranetOpen: false }, NOW)).toBe('identity:sign-in.extranet-closed');
    expect(doorSentence({ ...door, closedAt: NOW }, NOW)).toBe('identity:sign-in.closed');
    expect(doorSentence({ ...door, closedAt: NOW, blockedAt: NOW }, NOW)).toBe('identity:sign-in.blocked');
    expect(doorSentence({ ...door, state: 'initial', validUntil: NOW }, NOW)).toBe('identity:sign-in.expired');
  });

  it('opens only to a password in force of a login neither closed nor blocked', () => {
    const instant = fc.option(fc.date({ min: new Date(0), max: new Date('2030-01-01'), noInvalidDate: true }));
    fc.assert(
      fc.property(
        fc.constantFrom(...STATES),
        instant,
        instant,
        instant,
        fc.boolean(),
        (state, validUntil, closedAt, blockedAt, extranetOpen) => {
          const opens = doorSentence({ state, validUntil, closedAt, blockedAt, extranetOpen }, NOW) === null;
          const provisional = state === 'initial' || state === 'temporary';
          const inForce = state === 'personal' || (provisional && (validUntil === null || validUntil > NOW));
          expect(opens).toBe(inForce && !closedAt && !blockedAt && extranetOpen);
        },
      ),
    );
  });
});
