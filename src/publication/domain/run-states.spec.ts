import { after, ENDED, OPEN, RUN_STATES, type RunEvent, type RunState, TRANSITIONS } from './run-states.js';

const events = Object.keys(TRANSITIONS) as RunEvent[];
const next = (state: RunState | 'start') => events.flatMap((event) => after(state, event) ?? []);

describe('states of a publication run', () => {
  it('names only states that exist, and reaches each of them [PUB-47]', () => {
    const reached = new Set<RunState>();
    for (
      let ring = next('start');
      ring.length > 0;
      ring = ring.filter((state) => !reached.has(state) && reached.add(state)).flatMap(next)
    );
    expect([...reached].sort()).toEqual([...RUN_STATES].sort());
  });

  it('never leaves an end', () => {
    for (const state of ENDED) expect(next(state)).toEqual([]);
    for (const state of RUN_STATES.filter((one) => !ENDED.includes(one))) expect(next(state)).not.toEqual([]);
  });

  it('publishes only what has been applied, and applies only what is ready or approved [PUB-89] [PUB-97]', () => {
    const leadingTo = (state: RunState) => RUN_STATES.filter((from) => next(from).includes(state));
    expect(leadingTo('applied')).toEqual(['applying']);
    expect(leadingTo('applying')).toEqual(['ready', 'awaiting_approval', 'applying']);
  });

  it('cannot be abandoned once it is being applied [PUB-77]', () => {
    expect(after('applying', 'abandon')).toBeNull();
    expect(after('receiving', 'abandon')).toBe('abandoned');
  });

  it('leaves room for the next run of the source while it waits for a person [PUB-96]', () => {
    expect(OPEN).not.toContain('awaiting_approval');
    expect(after('awaiting_approval', 'supersede')).toBe('superseded');
  });
});
