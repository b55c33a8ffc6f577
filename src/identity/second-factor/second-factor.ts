import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Conflict, InvalidInput, NotFound } from '../../platform/errors/index.js';
import { SealedSecrets } from '../passwords/sealed-secrets.js';
import { Throttle } from '../sign-in/throttle.service.js';
import { staffById, type StaffSecrets } from '../staff/staff.queries.js';
import { RecoveryCodes } from './recovery-codes.js';
import { secretOwnerOfStaff } from './secret-owner-of-staff.js';
import {
  confirmTotp,
  keepTotpSecret,
  removeRecoveryCodes,
  removeTotp,
  spendTotpStep,
} from './second-factor.queries.js';
import { type Enrolment, TotpKey } from './totp-key.js';

/** What was shown: the code of the application, or one of the ten recovery codes. */
export type ShownCode = 'application' | 'recovery';

/** Codes of an application on the telephone (TOTP), asked for after the password [ADM-22]. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly secrets: SealedSecrets,
    private readonly throttle: Throttle,
    private readonly codes: RecoveryCodes,
    private readonly audit: Audit,
  ) {}

  /** The secret to enrol; made at the first call, the same until it is confirmed. @throws Conflict when there is one in use */
  async enrolment(staffId: string): Promise<Enrolment> {
    const staff = await this.staff(staffId);
    if (staff.totpConfirmedAt) throw new Conflict('identity:second-factor.already');
    const key = this.keyOf(staff) ?? (await this.begin(staffId));
    return key.enrolment(currentTenant().name, staff.login);
  }

  /** The first code shows that the application has the secret. @returns the ten recovery codes, to be shown once @throws InvalidInput at `code` */
  async confirm(staffId: string, code: string): Promise<string[]> {
    return this.work.write(async ({ query }) => {
      const staff = await this.staff(staffId, true);
      const key = this.keyOf(staff);
      if (!key || staff.totpConfirmedAt) throw new Conflict('identity:second-factor.already');
      const step = key.stepOf(code, this.clock.now(), staff.totpLastStep);
      if (step === null) throw InvalidInput.at('code', 'identity:second-factor.wrong');
      await query(confirmTotp(staffId, this.clock.now(), step));
      await this.audit.record({ action: 'staff.second-factor-on', subject: { kind: 'staff_member', id: staffId } });
      return this.codes.renew(staffId);
    });
  }

  /** A code of the application, or one of the ten: each serves once. @returns which it was @throws InvalidInput at `code` */
  async check(staffId: string, code: string): Promise<ShownCode> {
    const attempt = await this.throttle.admit(`second-factor:${staffId}`);
    const shown = await this.spend(staffId, code);
    if (!shown) {
      this.audit.refused({ action: 'staff.second-factor', subject: { kind: 'staff_member', id: staffId } });
      throw InvalidInput.at('code', 'identity:second-factor.wrong');
    }
    await this.throttle.forgive(attempt);
    return shown;
  }

  /** The caller has asked for the password again. @throws Conflict where the agency requires a second factor */
  async remove(staffId: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      const staff = await this.staff(staffId, true);
      if (staff.secondFactorRequired) throw new Conflict('identity:second-factor.required');
      await query(removeTotp(staffId));
      await query(removeRecoveryCodes(staffId));
      await this.audit.record({ action: 'staff.second-factor-off', subject: { kind: 'staff_member', id: staffId } });
    });
  }

  /** The row is locked meanwhile: the same code sent twice at once serves once. Null when it is neither. */
  private spend(staffId: string, code: string): Promise<ShownCode | null> {
    return this.work.write(async ({ query }) => {
      const staff = await this.staff(staffId, true);
      if (!staff.totpConfirmedAt) return null;
      const step = this.keyOf(staff)?.stepOf(code, this.clock.now(), staff.totpLastStep) ?? null;
      if (step === null) return (await this.codes.spend(staffId, code)) ? 'recovery' : null;
      await query(spendTotpStep(staffId, step));
      return 'application';
    });
  }

  private async begin(staffId: string): Promise<TotpKey> {
    const key = TotpKey.make();
    const sealed = this.secrets.seal('totp', key.base32, secretOwnerOfStaff(staffId));
    await this.work.write(({ query }) => query(keepTotpSecret(staffId, sealed)));
    return key;
  }

  private keyOf({ id, totpSecret }: StaffSecrets): TotpKey | null {
    const base32 = totpSecret && this.secrets.open('totp', totpSecret, secretOwnerOfStaff(id));
    return base32 ? TotpKey.of(base32) : null;
  }

  private async staff(staffId: string, lock = false): Promise<StaffSecrets> {
    const [staff] = await this.work.write(({ query }) => query<StaffSecrets>(staffById(staffId, { lock })));
    if (!staff) throw new NotFound();
    return staff;
  }
}
