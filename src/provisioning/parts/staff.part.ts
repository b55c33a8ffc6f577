import { Injectable } from '@nestjs/common';
import { type NewStaff, type StaffAccount, StaffAccounts } from '../../identity/index.js';
import {
  Offices,
  type ProvisioningPart,
  type ShownOnce,
  type StaffSheet,
  type TenantSheet,
} from '../../tenants/index.js';
import { DEMO_PASSWORD } from '../demo-password.js';

/** The master account, once and for ever, and the staff of the sheet, found again by login [ADM-11, ADM-12]. */
@Injectable()
export class StaffPart implements ProvisioningPart {
  readonly name = 'staff';

  constructor(
    private readonly accounts: StaffAccounts,
    private readonly offices: Offices,
  ) {}

  async provide({ master, staff }: TenantSheet): Promise<ShownOnce[]> {
    const known = new Map((await this.accounts.list()).map((account) => [account.login, account]));
    const offices = new Map((await this.offices.list()).map(({ name, id }) => [name, id]));
    const shown = [...known.values()].some(({ role }) => role === 'master') ? [] : await this.makeMaster(master);
    for (const member of staff) await this.bring(known.get(member.login), member, staffOf(member, offices));
    return shown;
  }

  private async makeMaster({ login, lastName, firstName, email, demo }: TenantSheet['master']): Promise<ShownOnce[]> {
    const given = { login, lastName, firstName: firstName ?? undefined, email };
    const personal = demo === 'personal' ? { password: DEMO_PASSWORD } : {};
    const { oneTimePassword } = await this.accounts.provisionMaster({ ...given, ...personal });
    return oneTimePassword ? [{ what: 'master-password', of: login, value: oneTimePassword }] : [];
  }

  private async bring(known: StaffAccount | undefined, member: StaffSheet, wished: NewStaff): Promise<void> {
    if (known) {
      if (differs(known, wished)) await this.accounts.change(known.id, wished);
    } else if (member.demo === 'personal') await this.accounts.provision(wished, DEMO_PASSWORD);
    else await this.accounts.add(wished);
  }
}

function staffOf(member: StaffSheet, offices: ReadonlyMap<string, string>): NewStaff {
  const { login, lastName, firstName, email, phone, role, lines, receivesSystemMessages } = member;
  const officeIds = member.offices.flatMap((name) => offices.get(name) ?? []);
  return {
    login,
    lastName,
    firstName: firstName ?? '',
    email,
    phone,
    role,
    lines: lines ?? [],
    officeIds,
    receivesSystemMessages,
  };
}

function differs(known: StaffAccount, wished: NewStaff): boolean {
  const sorted = (value: unknown) =>
    JSON.stringify(Array.isArray(value) ? [...(value as string[])].sort() : (value ?? null));
  return Object.entries(wished).some(([name, value]) => sorted(known[name as keyof StaffAccount]) !== sorted(value));
}
