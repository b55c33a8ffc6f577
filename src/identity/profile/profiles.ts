import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors/index.js';
import { EMAIL_LINK_HOURS, hoursAfter } from '../domain/session-terms.js';
import { IdentityMails } from '../mails/identity-mails.js';
import { residentById, type ResidentSecrets } from '../residents/resident.queries.js';
import { OneTimeTokens } from '../sessions/one-time-tokens.js';
import {
  keepConfirmedEmail,
  keepContact,
  keepNotifications,
  managersOf,
  type NotificationChoice,
  type Profile,
  profileOf,
} from './profile.queries.js';

const EMAIL_LINKS_PER_HOUR = 5;

/** "Mon profil" [RES-44]. What a resident chooses here is kept beside what the agency publishes of him, and counts first. */
@Injectable()
export class Profiles {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: OneTimeTokens,
    private readonly mails: IdentityMails,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound */
  async of(partyId: string): Promise<Profile> {
    const [profile] = await this.work.read((query) => query<Profile>(profileOf(partyId, this.clock.now())));
    if (!profile) throw new NotFound();
    return profile;
  }

  /** A blank phone gives way to the agency's. */
  async keepContact(
    loginId: string,
    { phone, language }: { phone: string | null; language: 'fr' | 'en' },
  ): Promise<void> {
    await this.work.write(async ({ query }) => {
      await query(keepContact(loginId, phone, language));
      await this.audit.record({ action: 'resident.profile-changed', subject: { kind: 'resident_login', id: loginId } });
    });
  }

  /** The same choice again changes nothing and is not written down. */
  async keepNotifications(loginId: string, choice: NotificationChoice): Promise<void> {
    await this.work.write(async ({ query }) => {
      const changed = await query(keepNotifications(loginId, choice, this.clock.now()));
      if (changed.length === 0) return;
      await this.audit.record({
        action: 'resident.notifications-changed',
        subject: { kind: 'resident_login', id: loginId },
        details: { choice },
      });
    });
  }

  /** Sends a link to the new address; nothing changes until it comes back. @throws Conflict when asked too often */
  async askEmail(loginId: string, email: string): Promise<void> {
    const now = this.clock.now();
    await this.work.write(async () => {
      const resident = await this.resident(loginId);
      const sent = await this.tokens.countSince('email', { residentLoginId: loginId }, hoursAfter(now, -1));
      if (sent >= EMAIL_LINKS_PER_HOUR) throw new Conflict('identity:profile.too-many-links');
      const token = await this.tokens.issue(
        'email',
        { residentLoginId: loginId },
        email,
        hoursAfter(now, EMAIL_LINK_HOURS),
      );
      await this.mails.emailConfirmation(resident, email, token);
    });
  }

  /** Whether the link can still be used. */
  async isEmailLinkOpen(token: string): Promise<boolean> {
    return (await this.tokens.find(['email'], token)) !== null;
  }

  /** The link came back: the address is his. The former one and the manager are told. @returns false when the link is old or used */
  async confirmEmail(token: string): Promise<boolean> {
    return this.work.write(async ({ query }) => {
      const issued = await this.tokens.use(['email'], token);
      if (!issued?.residentLoginId || !issued.email) return false;
      const resident = await this.resident(issued.residentLoginId);
      const { email } = issued;
      await query(keepConfirmedEmail(resident.id, email));
      await this.audit.record({
        action: 'resident.email-changed',
        subject: { kind: 'party', id: resident.partyId },
        details: { former: resident.email, email },
      });
      if (resident.email?.toLowerCase() !== email.toLowerCase()) await this.tell(resident, email);
      return true;
    });
  }

  private async tell(resident: ResidentSecrets, email: string): Promise<void> {
    await this.mails.emailChanged(resident, email);
    const managers = await this.work.read((query) => query<{ email: string }>(managersOf(resident.partyId)));
    await this.mails.managersTold(
      resident,
      email,
      managers.map((manager) => manager.email),
    );
  }

  private async resident(loginId: string): Promise<ResidentSecrets> {
    const [resident] = await this.work.read((query) => query<ResidentSecrets>(residentById(loginId)));
    if (!resident) throw new NotFound();
    return resident;
  }
}
