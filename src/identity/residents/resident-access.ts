import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors/index.js';
import { accessState, type ResidentLoginState } from '../domain/resident-login-state.js';
import { IdentityMails } from '../mails/identity-mails.js';
import { endResidentSessions } from '../sessions/session.queries.js';
import { Sessions } from '../sessions/sessions.js';
import { accessCards } from './access-cards.queries.js';
import { type InitialPassword, InitialPasswords } from './initial-passwords.js';
import { type Given, LoginOpening } from './login-opening.js';
import { amongParties, closeLogins, reopenLogins, withPublishedAccount } from './login-opening.queries.js';
import { Regeneration } from './regeneration.js';
import { blockLogin, unblockLogin } from './resident-login.queries.js';
import { residentsByParty, type ResidentSecrets } from './resident.queries.js';
import type { AccessCard, OpenedAccess, PasswordProposal } from './resident-access.types.js';

/**
 * Residents' access to the extranet, by party. Methods work on sets, join the transaction under way (a publication run calls them inside its
 * own) and write the audit log.
 */
@Injectable()
export class ResidentAccess {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly opening: LoginOpening,
    private readonly regeneration: Regeneration,
    private readonly sessions: Sessions,
    private readonly initial: InitialPasswords,
    private readonly mails: IdentityMails,
    private readonly audit: Audit,
  ) {}

  /**
   * Gives a login and an initial password to each of these parties that has none [ACC-26]. Credentials a manifest gives are taken while the
   * login was never personalised; a login somebody else has is replaced by one of our own, and the party named in `loginsTaken`.
   */
  openFor(partyIds: readonly string[], given: Given = new Map()): Promise<OpenedAccess> {
    return this.opening.open(amongParties(partyIds), given);
  }

  /**
   * What a publication run calls last, inside its transaction: every party with a published account has a login, those closed that have one
   * again are reopened, those left without any are closed and signed out [ACC-38].
   */
  async followPublication(given: Given = new Map()): Promise<OpenedAccess & { reopened: number; closed: number }> {
    return this.work.write(async () => {
      const opened = await this.opening.open(withPublishedAccount, given);
      return { ...opened, reopened: await this.reopen(), closed: await this.closeWithoutAccount() };
    });
  }

  /** Closes the access of parties left without any published account, ends their sessions. @returns how many */
  async closeWithoutAccount(): Promise<number> {
    const [row] = await this.work.write(({ query }) => query<{ count: number }>(closeLogins(this.clock.now())));
    return row?.count ?? 0;
  }

  /** Reopens, in their former state, the closed ones that have a published account again. @returns how many */
  async reopen(): Promise<number> {
    const [row] = await this.work.write(({ query }) => query<{ count: number }>(reopenLogins()));
    return row?.count ?? 0;
  }

  /** Ends sessions and sign-in at once, leaves what is published [ADM-52]. @throws NotFound */
  async block(partyId: string, reason: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      const { id } = await this.one(partyId, true);
      const { viewer } = context();
      const by = viewer.kind === 'staff' ? viewer.staffId : null;
      await query(blockLogin(id, this.clock.now(), by, reason));
      await this.sessions.endAll({ residentLoginId: id });
      await this.audit.record({
        action: 'resident.block',
        subject: { kind: 'party', id: partyId },
        details: { reason },
      });
    });
  }

  /** @throws NotFound */
  async unblock(partyId: string, reason: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      const { id } = await this.one(partyId, true);
      await query(unblockLogin(id));
      await this.audit.record({
        action: 'resident.unblock',
        subject: { kind: 'party', id: partyId },
        details: { reason },
      });
    });
  }

  /** First step of "Re-générer le mot de passe": a password to show, nothing is changed [ADM-48]. @throws NotFound */
  propose(partyId: string): Promise<PasswordProposal> {
    return this.regeneration.propose(partyId);
  }

  /**
   * "VALIDER": the proposed password works from now on for 48 h, the former one no longer, sessions end [ADM-49] [ADM-50].
   * @throws Conflict when the proposal is older than an hour, of another client, or the password has changed since
   */
  regenerate(partyId: string, sealed: string): Promise<void> {
    return this.regeneration.store(partyId, sealed);
  }

  /** After VALIDER: M2 or S1 with that password [ADM-51]. @throws Conflict when it no longer works or there is no address */
  async sendRegenerated(partyId: string, sealed: string, by: 'email' | 'sms'): Promise<void> {
    const { resident, password } = await this.regeneration.inForce(partyId, sealed);
    if (!(by === 'email' ? resident.email : resident.mobile)) throw new Conflict('identity:residents.no-address');
    await this.work.write(async () => {
      await this.mails.accessCodes(resident, password, by);
      await this.audit.record({
        action: 'resident.codes-sent',
        subject: { kind: 'party', id: partyId },
        details: { by },
      });
    });
  }

  /** M2 with the initial password to those that still have one and have an email. @returns how many leave */
  sendInitial(partyIds: readonly string[]): Promise<number> {
    return this.initial.send(partyIds);
  }

  /** The initial password, until it is personalised or out of date; null afterwards, for ever [ACC-28]. */
  async initialPassword(partyId: string): Promise<string | null> {
    return (await this.initial.of([partyId])).get(partyId)?.password ?? null;
  }

  /** The same for letters: only parties whose initial password still works, by party. */
  initialPasswords(partyIds: readonly string[]): Promise<Map<string, InitialPassword>> {
    return this.initial.of(partyIds);
  }

  /** Login, state, last sign-in, notifications… of these parties; one that has no login is absent. */
  async cards(partyIds: readonly string[]): Promise<Map<string, AccessCard>> {
    const now = this.clock.now();
    const rows = await this.work.read((query) => query<AccessCard & ResidentLoginState>(accessCards(partyIds)));
    return new Map(
      rows.map(({ closedAt, ...row }) => [row.partyId, { ...row, state: accessState({ ...row, closedAt }, now) }]),
    );
  }

  /** When the agency shuts the extranet: every resident is signed out [ADM-68]. */
  async endEverySession(): Promise<void> {
    await this.work.write(({ query }) => query(endResidentSessions()));
  }

  private async one(partyId: string, lock = false): Promise<ResidentSecrets> {
    const [resident] = await this.work.write(({ query }) =>
      query<ResidentSecrets>(residentsByParty([partyId], { lock })),
    );
    if (!resident) throw new NotFound();
    return resident;
  }
}
