import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import type { ResidentSecrets } from '../residents/resident.queries.js';
import type { StaffSecrets } from '../staff/staff.queries.js';

type Recipient = { email: string | null; phone?: string | null; name: string; language: 'fr' | 'en' | null };

/** The letters of this room (§6: M2, S1, M3, M4, M13). Written in the transaction under way; someone without an address gets none. */
@Injectable()
export class IdentityMails {
  constructor(private readonly config: Config) {}

  /** M13, to someone an administrator added. */
  async invitation(staff: StaffSecrets, token: string, until: Date): Promise<void> {
    const { viewer } = context();
    const author = viewer.kind === 'staff' ? viewer.name : currentTenant().name;
    await this.post('invitation', asRecipient(staff), { author, login: staff.login, until, link: this.link(`/connexion/nouveau-mot-de-passe/${token}`) });
  }

  /** M13, to whom the master account is for. */
  async activation(staff: StaffSecrets, oneTimePassword: string, until: Date): Promise<void> {
    await this.post('activation', asRecipient(staff), { login: staff.login, password: oneTimePassword, until, link: this.link('/connexion') });
  }

  /** M3 */
  async staffReset(staff: StaffSecrets, token: string): Promise<void> {
    await this.post('reset', asRecipient(staff), { login: staff.login, link: this.link(`/connexion/nouveau-mot-de-passe/${token}`) });
  }

  /** M3 */
  async residentReset(resident: ResidentSecrets, token: string): Promise<void> {
    await this.post('reset', resident, { login: resident.login, link: this.link(`/extranet/nouveau-mot-de-passe/${token}`) });
  }

  /** M4 */
  async passwordChanged(staff: StaffSecrets): Promise<void> {
    await this.post('password-changed', asRecipient(staff), {});
  }

  /** M4 */
  async residentPasswordChanged(resident: ResidentSecrets): Promise<void> {
    await this.post('password-changed', resident, {});
  }

  /** The link by which a resident shows that a new address is his. */
  async emailConfirmation(resident: ResidentSecrets, email: string, token: string): Promise<void> {
    await this.post('email-confirmation', { ...resident, email }, { link: this.link(`/extranet/confirmer-email/${token}`) });
  }

  /** M4, to the new and the former address. */
  async emailChanged(resident: ResidentSecrets, addresses: string[]): Promise<void> {
    for (const email of addresses) await this.post('email-changed', { ...resident, email }, {});
  }

  /** To those who manage the resident's buildings: he is now written to elsewhere. */
  async managerTold(resident: ResidentSecrets, email: string, managers: string[]): Promise<void> {
    for (const manager of managers) {
      await this.post('email-changed-manager', { email: manager, name: '', language: null }, { name: resident.name, email });
    }
  }

  /** M2, or S1 */
  async accessCodes(resident: ResidentSecrets, password: string, by: 'email' | 'sms'): Promise<void> {
    await this.post(by === 'sms' ? 'access-codes-sms' : 'access-codes', resident, {
      login: resident.login,
      password,
      until: resident.validUntil,
      link: this.link('/extranet'),
    });
  }

  private link(path: string): string {
    return `${this.config.publicUrl(currentTenant().domain)}${path}`;
  }

  private async post(_letter: string, _to: Recipient, _values: Record<string, unknown>): Promise<void> {}
}

function asRecipient({ email, firstName, lastName, language }: StaffSecrets): Recipient {
  return { email, name: [firstName, lastName].filter(Boolean).join(' '), language };
}
