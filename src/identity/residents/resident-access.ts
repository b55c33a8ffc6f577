import type { AccessCard, GivenCredentials, OpenedAccess, PasswordProposal } from './resident-access.types.js';

/**
 * Residents' access to the extranet, by party. Methods work on sets, join the transaction under way (a publication run calls them inside its
 * own) and write the audit log.
 */
export abstract class ResidentAccess {
  /**
   * Gives a login and an initial password to each of these parties that has none [ACC-26]. Credentials a manifest gives are taken while
   * the login is new or still provisional; a login somebody else has is replaced by one of our own, and the party named in `loginsTaken`.
   */
  abstract openFor(partyIds: readonly string[], given?: ReadonlyMap<string, GivenCredentials>): Promise<OpenedAccess>;

  /**
   * What a publication run calls last, inside its transaction: every party with a published account has a login, those closed that have one
   * again are reopened, those left without any are closed and signed out [ACC-38].
   */
  abstract followPublication(
    given?: ReadonlyMap<string, GivenCredentials>,
  ): Promise<OpenedAccess & { reopened: number; closed: number }>;

  /** Closes the access of parties without any published account, ends their sessions. @returns how many */
  abstract closeWithoutAccount(): Promise<number>;

  /** Reopens, in their former state, the closed ones that have a published account again. @returns how many */
  abstract reopen(): Promise<number>;

  /** Ends sessions and sign-in at once, leaves what is published [ADM-52]. @throws NotFound */
  abstract block(partyId: string, reason: string): Promise<void>;
  abstract unblock(partyId: string, reason: string): Promise<void>;

  /** First step of "Re-générer le mot de passe": a password to show, nothing is changed [ADM-48]. @throws NotFound */
  abstract propose(partyId: string): Promise<PasswordProposal>;

  /**
   * "VALIDER": the proposed password works from now on for 48 h, the former one no longer, sessions end [ADM-49] [ADM-50].
   * @throws Conflict when the proposal is older than an hour or of another client
   */
  abstract regenerate(partyId: string, sealed: string): Promise<void>;

  /** After VALIDER: M2 or S1 with that password [ADM-51]. @throws Conflict when it no longer works or there is no address */
  abstract sendRegenerated(partyId: string, sealed: string, by: 'email' | 'sms'): Promise<void>;

  /** M2 with the initial password to those that still have one and have an email. @returns how many leave */
  abstract sendInitial(partyIds: readonly string[]): Promise<number>;

  /** The initial password, until it is personalised or out of date; null afterwards, for ever [ACC-28]. */
  abstract initialPassword(partyId: string): Promise<string | null>;

  /** The same for letters: only parties whose initial password still works. By party. */
  abstract initialPasswords(
    partyIds: readonly string[],
  ): Promise<Map<string, { login: string; password: string; validUntil: Date }>>;

  /** Login, state, last sign-in, notifications… of these parties; one that has no login is absent. */
  abstract cards(partyIds: readonly string[]): Promise<Map<string, AccessCard>>;

  /** When the agency shuts the extranet: every resident is signed out [ADM-68]. */
  abstract endEverySession(): Promise<void>;
}
