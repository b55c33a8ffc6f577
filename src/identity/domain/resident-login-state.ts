/** The life of a resident's password (§4.4). Closed and blocked are marks beside it: reopened, a login is what it was. */
export type PasswordState = 'initial' | 'personal' | 'temporary' | 'dormant';

export type PasswordEvent =
  /** The resident chose his own, from a provisional one, from a link, or in his profile. */
  | 'personalised'
  /** "VALIDER" of a password the staff regenerated. */
  | 'regenerated'
  /** A provisional password ran out of date. */
  | 'expired';

const ANY = ['initial', 'personal', 'temporary', 'dormant'] as const;

export const PASSWORD_EVENTS: Record<PasswordEvent, { from: readonly PasswordState[]; to: PasswordState }> = {
  personalised: { from: ANY, to: 'personal' },
  regenerated: { from: ANY, to: 'temporary' },
  expired: { from: ['initial', 'temporary'], to: 'dormant' },
};

export interface ResidentLoginState {
  state: PasswordState;
  validUntil: Date | null;
  closedAt: Date | null;
  blockedAt: Date | null;
}

/** What others see: blocked before closed before the password's own state; a provisional one out of date is dormant at that very instant. */
export function accessState(login: ResidentLoginState, now: Date): PasswordState | 'closed' | 'blocked' {
  if (login.blockedAt) return 'blocked';
  if (login.closedAt) return 'closed';
  return passwordState(login, now);
}

export function passwordState(
  { state, validUntil }: Pick<ResidentLoginState, 'state' | 'validUntil'>,
  now: Date,
): PasswordState {
  const outOfDate = PASSWORD_EVENTS.expired.from.includes(state) && validUntil !== null && validUntil <= now;
  return outOfDate ? PASSWORD_EVENTS.expired.to : state;
}

export interface DoorState extends ResidentLoginState {
  /** The agency has opened its extranet, and has the feature. */
  extranetOpen: boolean;
}

/** What is answered to the right password: a sentence that says why not, or null: come in (§7). */
export function doorSentence(door: DoorState, now: Date): string | null {
  switch (accessState(door, now)) {
    case 'blocked':
      return 'identity:sign-in.blocked';
    case 'closed':
      return 'identity:sign-in.closed';
    case 'dormant':
      return 'identity:sign-in.expired';
    default:
      return door.extranetOpen ? null : 'identity:sign-in.extranet-closed';
  }
}
