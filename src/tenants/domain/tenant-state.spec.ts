import { canBecome, TENANT_TRANSITIONS, type TenantState } from './tenant-state.js';

describe('states of a tenant [ADM-02]', () => {
  const states = Object.keys(TENANT_TRANSITIONS) as TenantState[];

  it('has no unknown state, and none that cannot be reached from the activation form', () => {
    const reached = new Set<TenantState>(['waiting']);
    for (const state of reached) TENANT_TRANSITIONS[state].forEach((next) => reached.add(next));
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('never goes back to waiting', () => {
    expect(states.filter((state) => canBecome(state, 'waiting'))).toEqual([]);
  });
});
