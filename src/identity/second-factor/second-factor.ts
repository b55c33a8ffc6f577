import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { toDataURL } from 'qrcode';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { Conflict, InvalidInput, NotFound } from '../../platform/errors/index.js';
import { bareCode, recoveryCodes } from '../domain/recovery-codes.js';
import { SealedSecrets } from '../passwords/sealed-secrets.js';
import { Throttle } from '../sign-in/throttle.service.js';
import { staffById, type StaffSecrets } from '../staff/staff.queries.js';

export interface Enrolment {
  /** PNG of the code to photograph, as a `data:` address. */
  image: string;
  /** The same secret to type, by groups of four. */
  key: string;
}

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;

/** Codes of an application on the telephone (TOTP), and ten codes for the day it is lost [ADM-22]. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly secrets: SealedSecrets,
    private readonly throttle: Throttle,
    private readonly audit: Audit,
  ) {}

  /** The secret to enrol; made at the first call, the same until it is confirmed. @throws Conflict when there is one in use */
  async enrolment(staffId: string): Promise<Enrolment> {
    const staff = await this.staff(staffId);
    if (staff.totpConfirmedAt) throw new Conflict('identity:second-factor.already');
    const secret = this.secretOf(staff) ?? (await this.begin(staffId));
    const totp = this.totp(secret, staff.login);
    return { image: await toDataURL(totp.toString(), { margin: 1, width: 220 }), key: groups(secret.base32) };
  }

  /** The first code shows that the application has the secret. @returns the ten recovery codes, to be shown once @throws InvalidInput at `code` */
  async confirm(staffId: string, code: string): Promise<string[]> {
    return this.work.write(async ({ query }) => {
      const staff = await this.staff(staffId, true);
      const secret = this.secretOf(staff);
      if (!secret || staff.totpConfirmedAt) throw new Conflict('identity:second-factor.already');
      const step = this.stepOf(secret, staff, code);
      if (step === null) throw InvalidInput.at('code', 'identity:second-factor.wrong');
      await query(sql`
        UPDATE staff_member SET totp_confirmed_at = ${this.clock.now()}, totp_last_step = ${step} WHERE id = ${staffId}`);
      await this.audit.record({ action: 'staff.second-factor-on', subject: { kind: 'staff_member', id: staffId } });
      return this.newRecoveryCodes(staffId);
    });
  }

  /** A code of the application, or one of the ten: each serves once. @throws InvalidInput at `code` */
  async check(staffId: string, code: string): Promise<void> {
    const attempt = await this.throttle.admit(`second-factor:${staffId}`);
    const right = await this.work.write(async ({ query }) => {
      const staff = await this.staff(staffId, true);
      const secret = this.secretOf(staff);
      const step = secret && staff.totpConfirmedAt ? this.stepOf(secret, staff, code) : null;
      if (step === null) return this.useRecoveryCode(staffId, code);
      await query(sql`UPDATE staff_member SET totp_last_step = ${step} WHERE id = ${staffId}`);
      return true;
    });
    if (!right) {
      this.audit.refused({ action: 'staff.second-factor', subject: { kind: 'staff_member', id: staffId } });
      throw InvalidInput.at('code', 'identity:second-factor.wrong');
    }
    await this.throttle.forgive(attempt);
  }

  /** Ten new ones; the former are void. @returns them, to be shown once */
  async newRecoveryCodes(staffId: string): Promise<string[]> {
    const codes = recoveryCodes(randomInt);
    await this.work.write(async ({ query }) => {
      await query(sql`DELETE FROM staff_recovery_code WHERE staff_id = ${staffId}`);
      await query(sql`
        INSERT INTO staff_recovery_code (staff_id, code_hash)
        SELECT ${staffId}, unnest(${codes.map((code) => this.codeHash(staffId, code))}::bytea[])`);
      await this.audit.record({ action: 'staff.recovery-codes-made', subject: { kind: 'staff_member', id: staffId } });
    });
    return codes;
  }

  /** How many of the ten are left. */
  async remainingCodes(staffId: string): Promise<number> {
    const [row] = await this.work.read((query) =>
      query<{ count: number }>(sql`
        SELECT count(*)::int AS count FROM staff_recovery_code WHERE staff_id = ${staffId} AND used_at IS NULL`),
    );
    return row?.count ?? 0;
  }

  /** The caller has asked for the password again. @throws Conflict where the agency requires a second factor */
  async remove(staffId: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      const staff = await this.staff(staffId, true);
      if (staff.secondFactorRequired) throw new Conflict('identity:second-factor.required');
      await query(sql`
        UPDATE staff_member SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL WHERE id = ${staffId}`);
      await query(sql`DELETE FROM staff_recovery_code WHERE staff_id = ${staffId}`);
      await this.audit.record({ action: 'staff.second-factor-off', subject: { kind: 'staff_member', id: staffId } });
    });
  }

  private async begin(staffId: string): Promise<Secret> {
    const secret = new Secret({ size: SECRET_BYTES });
    const sealed = this.secrets.seal('totp', secret.base32, owner(staffId));
    await this.work.write(({ query }) =>
      query(sql`UPDATE staff_member SET totp_secret = ${sealed} WHERE id = ${staffId} AND totp_confirmed_at IS NULL`),
    );
    return secret;
  }

  private secretOf({ id, totpSecret }: StaffSecrets): Secret | null {
    const base32 = totpSecret && this.secrets.open('totp', totpSecret, owner(id));
    return base32 ? Secret.fromBase32(base32) : null;
  }

  /** The half minute the code is of, one before or after being taken too; null when wrong or used already. */
  private stepOf(secret: Secret, staff: StaffSecrets, code: string): number | null {
    const timestamp = this.clock.now().getTime();
    const delta = this.totp(secret, staff.login).validate({ token: code.replace(/\s/g, ''), timestamp, window: 1 });
    if (delta === null) return null;
    const step = Math.floor(timestamp / 1_000 / PERIOD_SECONDS) + delta;
    return step > (staff.totpLastStep ?? 0) ? step : null;
  }

  private async useRecoveryCode(staffId: string, code: string): Promise<boolean> {
    const used = await this.work.write(({ query }) =>
      query(sql`
        UPDATE staff_recovery_code SET used_at = ${this.clock.now()}
        WHERE staff_id = ${staffId} AND code_hash = ${this.codeHash(staffId, code)} AND used_at IS NULL RETURNING staff_id`),
    );
    return used.length > 0;
  }

  private codeHash(staffId: string, code: string): Buffer {
    return this.secrets.digest('recovery-code', bareCode(code), owner(staffId));
  }

  private totp(secret: Secret, login: string): TOTP {
    return new TOTP({ issuer: currentTenant().name, label: login, secret, period: PERIOD_SECONDS });
  }

  private async staff(staffId: string, lock = false): Promise<StaffSecrets> {
    const [staff] = await this.work.write(({ query }) => query<StaffSecrets>(staffById(staffId, { lock })));
    if (!staff) throw new NotFound();
    return staff;
  }
}

function owner(staffId: string): string {
  return `${currentTenant().id}/staff/${staffId}`;
}

function groups(key: string): string {
  return key.match(/.{1,4}/g)?.join(' ') ?? key;
}
