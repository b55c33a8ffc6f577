import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { type MessageKind, Messages, type Recipient } from '../../platform/mail/index.js';
import type { ResidentSecrets } from '../residents/resident.queries.js';
import type { StaffSecrets } from '../staff/staff.queries.js';
import * as letters from './identity-messages.js';

type Resident = Pick<ResidentSecrets, 'partyId' | 'name' | 'login' | 'email' | 'mobile' | 'language' | 'validUntil'>;
type Staff = Pick<StaffSecrets, 'id' | 'firstName' | 'lastName' | 'login' | 'email' | 'language'>;

/** The letters of this room (§6: M2, S1, M3, M4, M13). Written in the transaction under way; someone without an address gets none. */
@Injectable()
export class IdentityMails {
  constructor(
    private readonly messages: Messages,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** M13, to someone an administrator added. */
  async invitation(staff: Staff, token: string, until: Date): Promise<void> {
    const { viewer } = context();
    const author = viewer.kind === 'staff' ? viewer.name : currentTenant().name;
    const link = this.link(`/connexion/nouveau-mot-de-passe/${token}`);
    await this.toStaff(letters.INVITATION, staff, { name: nameOf(staff), author, login: staff.login, until, link });
  }

  /** M13, to whom the master account is for. */
  async activation(staff: Staff, password: string, until: Date): Promise<void> {
    const variables = { name: nameOf(staff), login: staff.login, password, until, link: this.link('/connexion') };
    await this.toStaff(letters.ACTIVATION, staff, variables);
  }

  /** M3 */
  async staffReset(staff: Staff, token: string): Promise<void> {
    const link = this.link(`/connexion/nouveau-mot-de-passe/${token}`);
    await this.toStaff(letters.RESET, staff, { name: nameOf(staff), login: staff.login, link });
  }

  /** M3 */
  async residentReset(resident: Resident, token: string): Promise<void> {
    const link = this.link(`/extranet/nouveau-mot-de-passe/${token}`);
    await this.toResident(letters.RESET, resident, { name: resident.name, login: resident.login, link });
  }

  /** M4 */
  async passwordChanged(staff: Staff): Promise<void> {
    await this.toStaff(letters.PASSWORD_CHANGED, staff, this.change(nameOf(staff)));
  }

  /** M4 */
  async residentPasswordChanged(resident: Resident): Promise<void> {
    await this.toResident(letters.PASSWORD_CHANGED, resident, this.change(resident.name));
  }

  /** The link by which a resident shows that a new address is his. */
  async emailConfirmation(resident: Resident, email: string, token: string): Promise<void> {
    const link = this.link(`/extranet/confirmer-email/${token}`);
    await this.toResident(letters.EMAIL_CONFIRMATION, { ...resident, email }, { name: resident.name, link });
  }

  /** M4, to the new and the former address; `resident.email` is the former. */
  async emailChanged(resident: Resident, email: string): Promise<void> {
    for (const address of [email, resident.email]) {
      await this.toResident(letters.EMAIL_CHANGED, { ...resident, email: address }, this.change(resident.name));
    }
  }

  /** To those who manage the resident's buildings: he is now written to elsewhere. */
  async managersTold(resident: Resident, email: string, managers: string[]): Promise<void> {
    const variables = { client: resident.name, address: email, former: resident.email };
    const options = { concerns: { kind: 'party', id: resident.partyId } };
    const each = managers.map((address) => ({ to: { address }, variables, options }));
    await this.messages.sendEach(letters.EMAIL_CHANGED_MANAGER, each);
  }

  /** M2, or S1 */
  async accessCodes(resident: Resident, password: string, by: 'email' | 'sms'): Promise<void> {
    const until = resident.validUntil ?? this.clock.now();
    const variables = { name: resident.name, login: resident.login, password, until, link: this.link('/extranet') };
    if (by === 'email') await this.toResident(letters.ACCESS_CODES, resident, variables);
    else await this.toResident(letters.ACCESS_CODES_SMS, { ...resident, email: resident.mobile }, variables);
  }

  private change(name: string) {
    return { name, at: this.clock.now(), phone: currentTenant().phone };
  }

  private link(path: string): string {
    return `${this.config.publicUrl(currentTenant().domain)}${path}`;
  }

  private async toStaff<V>(kind: MessageKind<V>, staff: Staff, variables: V): Promise<void> {
    const { id, email, language } = staff;
    await this.post(kind, email, { name: nameOf(staff), locale: language }, variables, { kind: 'staff_member', id });
  }

  private async toResident<V>(kind: MessageKind<V>, resident: Resident, variables: V): Promise<void> {
    const { partyId, email, name, language } = resident;
    await this.post(kind, email, { name, locale: language }, variables, { kind: 'party', id: partyId });
  }

  private async post<V>(
    kind: MessageKind<V>,
    address: string | null,
    to: Omit<Recipient, 'address'>,
    variables: V,
    concerns: { kind: string; id: string },
  ): Promise<void> {
    if (address) await this.messages.send(kind, { ...to, address }, variables, { concerns });
  }
}

function nameOf({ firstName, lastName }: Staff): string {
  return [firstName, lastName].filter(Boolean).join(' ');
}
