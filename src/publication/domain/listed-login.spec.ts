import { listedLoginState } from './listed-login.js';

describe('the state of a login, as its source is told', () => {
  const chosen = new Date('2025-03-02T10:00:00Z');

  it.each([
    ['initial', null, 'new'],
    ['dormant', null, 'new'],
    ['temporary', null, 'temporary'],
    ['temporary', chosen, 'temporary'],
    ['dormant', chosen, 'temporary'],
    ['personal', chosen, 'personal'],
    ['closed', chosen, 'closed'],
    ['blocked', null, 'closed'],
  ] as const)('of %s, personalised %s, is %s', (state, personalisedAt, expected) => {
    expect(listedLoginState({ state, personalisedAt })).toBe(expected);
  });
});
