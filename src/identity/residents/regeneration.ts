import { Injectable } from '@nestjs/common';
import { createHash, randomInt } from 'node:crypto';
import { Audit } from '../../platform/audit/index.js';
import { Passwords } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors/index.js';
import { provisionalPassword } from '../domain/provisional-password.js';
import { hoursAfter, minutesAfter, PROPOSAL_MINUTES, REGENERATED_HOURS } from '../domain/session-terms.js';
import { SealedSecrets } from '../passwords/sealed-secrets.js';
import { OneTimeTokens } from '../sessions/one-time-tokens.js';
import { Sessions } from '../sessions/sessions.js';
import { setTemporaryPassword } from './resident-login.queries.js';
import { residentsByParty, type ResidentSecrets } from './resident.queries.js';
import type { PasswordProposal } from './resident-access.types.js';
import { secretOwner } from './secret-owner.js';

interface Proposal {
  password: string;
  /** When it was shown. */
  at: string;
  /** What it replaces: a proposal made before another change is void. */
  replaces: string;
}

/** "Re-générer le mot de passe" in two steps: shown, then stored. Between them nothing is kept but what the form carries, sealed. */
@Injectable()
export class Regeneration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly secrets: SealedSecrets,
    private readonly sessions: Sessions,
    private readonly tokens: OneTimeTokens,
    private readonly audit: Audit,
  ) {}

  /** A password to show; nothing is kept of it here. @throws NotFound */
  async propose(partyId: string): Promise<PasswordProposal> {
    const resident = await this.resident(partyId);
    const password = provisionalPassword(randomInt);
    const proposal: Proposal = { password, at: this.clock.now().toISOString(), replaces: versionOf(resident) };
    const sealed = this.secrets.seal('proposal', JSON.stringify(proposal), secretOwner(partyId)).toString('base64url');
    return { login: resident.login, password, sealed, validHours: REGENERATED_HOURS };
  }

  /** The password shown takes the place of the former; done twice, once. @throws NotFound; Conflict when the proposal is void */
  async store(partyId: string, sealed: string): Promise<void> {
    const proposal = this.unseal(partyId, sealed);
    const hash = await this.passwords.hash(proposal.password);
    await this.work.write(async ({ query }) => {
      const resident = await this.resident(partyId, true);
      if (await this.isInForce(resident, proposal)) return;
      if (versionOf(resident) !== proposal.replaces) throw new Conflict('identity:residents.changed-meanwhile');
      const validUntil = hoursAfter(this.clock.now(), REGENERATED_HOURS);
      await query(setTemporaryPassword(resident.id, hash, validUntil));
      await this.sessions.endAll({ residentLoginId: resident.id });
      await this.tokens.void({ residentLoginId: resident.id }, ['reset']);
      await this.audit.record({ action: 'resident.password-regenerated', subject: { kind: 'party', id: partyId } });
    });
  }

  /** The password to send, if it is the one in force. @throws Conflict */
  async inForce(partyId: string, sealed: string): Promise<{ resident: ResidentSecrets; password: string }> {
    const proposal = this.unseal(partyId, sealed);
    const resident = await this.resident(partyId);
    if (!(await this.isInForce(resident, proposal))) throw new Conflict('identity:residents.changed-meanwhile');
    return { resident, password: proposal.password };
  }

  private async isInForce(resident: ResidentSecrets, { password }: Proposal): Promise<boolean> {
    return resident.state === 'temporary' && (await this.passwords.matches(password, resident.passwordHash));
  }

  private unseal(partyId: string, sealed: string): Proposal {
    const text = this.secrets.open('proposal', Buffer.from(sealed, 'base64url'), secretOwner(partyId));
    const proposal = text === null ? null : (JSON.parse(text) as Proposal);
    if (!proposal || minutesAfter(new Date(proposal.at), PROPOSAL_MINUTES) <= this.clock.now()) {
      throw new Conflict('identity:residents.proposal-expired');
    }
    return proposal;
  }

  private async resident(partyId: string, lock = false): Promise<ResidentSecrets> {
    const [resident] = await this.work.write(({ query }) =>
      query<ResidentSecrets>(residentsByParty([partyId], { lock })),
    );
    if (!resident) throw new NotFound();
    return resident;
  }
}

function versionOf({ state, passwordHash, initialDigest }: ResidentSecrets): string {
  return createHash('sha256')
    .update(`${state}\0${passwordHash ?? ''}\0`)
    .update(initialDigest ?? '')
    .digest('base64url');
}
