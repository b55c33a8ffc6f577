import type { AccessCard } from '../../identity/index.js';

/** What a source is told of a login: never used yet, provisional, the resident's own, or shut. */
export type ListedLoginState = 'new' | 'temporary' | 'personal' | 'closed';

/** A provisional password out of date is what it was: whether the resident ever chose his own says which. */
export function listedLoginState({
  state,
  personalisedAt,
}: Pick<AccessCard, 'state' | 'personalisedAt'>): ListedLoginState {
  switch (state) {
    case 'initial':
      return 'new';
    case 'dormant':
      return personalisedAt ? 'temporary' : 'new';
    case 'closed':
    case 'blocked':
      return 'closed';
    default:
      return state;
  }
}
