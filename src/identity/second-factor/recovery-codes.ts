import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { bareCode, recoveryCodes } from '../domain/recovery-codes.js';
import { SealedSecrets } from '../passwords/sealed-secrets.js';
import { secretOwnerOfStaff } from './secret-owner-of-staff.js';
import {
  countRecoveryCodes,
  insertRecoveryCodes,
  removeRecoveryCodes,
  spendRecoveryCode,
} from './second-factor.queries.js';

/** Ten codes for the day the telephone is lost, of which only digests are kept [ADM-22]. Joins the transaction under way. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly secrets: SealedSecrets,
    private readonly audit: Audit,
  ) {}

  /** Ten new ones; the former are void. @returns them, to be shown once */
  async renew(staffId: string): Promise<string[]> {
    const codes = recoveryCodes(randomInt);
    await this.work.write(async ({ query }) => {
      await query(removeRecoveryCodes(staffId));
      await query(
        insertRecoveryCodes(
          staffId,
          codes.map((code) => this.digest(staffId, code)),
        ),
      );
      await this.audit.record({ action: 'staff.recovery-codes-made', subject: { kind: 'staff_member', id: staffId } });
    });
    return codes;
  }

  /** Whether it was one of his that had not served; it has now. Letter case, blanks and dashes do not count. */
  async spend(staffId: string, code: string): Promise<boolean> {
    const digest = this.digest(staffId, code);
    const spent = await this.work.write(({ query }) => query(spendRecoveryCode(staffId, digest, this.clock.now())));
    return spent.length > 0;
  }

  /** How many of the ten are left. */
  async remaining(staffId: string): Promise<number> {
    const [row] = await this.work.read((query) => query<{ count: number }>(countRecoveryCodes(staffId)));
    return row?.count ?? 0;
  }

  private digest(staffId: string, code: string): Buffer {
    return this.secrets.digest('recovery-code', bareCode(code), secretOwnerOfStaff(staffId));
  }
}
