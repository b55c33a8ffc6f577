import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { RecoveryCodes } from '../second-factor/recovery-codes.js';
import { SecondFactor } from '../second-factor/second-factor.js';
import { SecondFactorRequirement } from '../second-factor/second-factor-requirement.js';
import { StaffAccounts } from '../staff/staff-accounts.js';
import { StaffPasswords } from '../staff/staff-passwords.js';
import { codeSchema } from './code.schema.js';
import { presentPasswordSchema } from './new-password.schema.js';
import { recoveryCodesOnce } from './recovery-codes-once.js';
import { Say } from './say.js';

const ACCOUNT = '/agence/mon-compte';
const ADDRESS = `${ACCOUNT}/double-authentification`;

const requirementSchema = z.strictObject({ required: z.literal('on').optional().transform(Boolean) });

/** Setting the second factor up from one's own page [ADM-22]. */
@Controller('agence/mon-compte/double-authentification')
export class StaffSecondFactorController {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly passwords: StaffPasswords,
    private readonly factor: SecondFactor,
    private readonly codes: RecoveryCodes,
    private readonly requirement: SecondFactorRequirement,
    private readonly say: Say,
  ) {}

  @Get()
  @Staff('signed-in')
  async show(@CurrentViewer() { staffId }: StaffViewer): Promise<Page | Redirect> {
    if ((await this.accounts.one(staffId)).secondFactor) {
      const model = {
        title: this.say.now('identity:account.second-factor'),
        remaining: await this.codes.remaining(staffId),
      };
      return page('identity/staff/account-factor', model);
    }
    const model = {
      title: this.say.now('identity:second-factor.enrol-title'),
      ...(await this.factor.enrolment(staffId)),
    };
    return page('identity/staff/account-enrol', model);
  }

  @Post()
  @Staff('signed-in')
  async confirm(
    @CurrentViewer() { staffId }: StaffViewer,
    @Form(codeSchema) { code }: z.infer<typeof codeSchema>,
  ): Promise<Redirect> {
    return this.shownOnce(await this.factor.confirm(staffId, code));
  }

  @Get('codes')
  @Staff('signed-in')
  showCodes(): Page {
    return page('identity/staff/account-codes', {
      title: this.say.now('identity:second-factor.codes-title'),
      next: ACCOUNT,
    });
  }

  /** Ten new ones; the password is asked for again. */
  @Post('codes')
  @Staff('signed-in')
  async renewCodes(
    @CurrentViewer() { staffId }: StaffViewer,
    @Form(presentPasswordSchema) { password }: z.infer<typeof presentPasswordSchema>,
  ): Promise<Redirect> {
    await this.passwords.confirm(staffId, password);
    return this.shownOnce(await this.codes.renew(staffId));
  }

  /** For the whole agency: administrators and master account. */
  @Post('exigence')
  @Staff('settings.edit')
  async require(@Form(requirementSchema) { required }: z.infer<typeof requirementSchema>): Promise<Redirect> {
    await this.requirement.turn(required);
    return redirect(ACCOUNT, { notice: 'identity:profile.kept' });
  }

  @Post('fin')
  @Staff('signed-in')
  async remove(
    @CurrentViewer() { staffId }: StaffViewer,
    @Form(presentPasswordSchema) { password }: z.infer<typeof presentPasswordSchema>,
  ): Promise<Redirect> {
    await this.passwords.confirm(staffId, password);
    await this.factor.remove(staffId);
    return redirect(ACCOUNT, { notice: 'identity:second-factor.removed' });
  }

  private shownOnce(codes: string[]): Redirect {
    return redirect(`${ADDRESS}/codes`, {
      once: recoveryCodesOnce(codes, this.say.now('identity:second-factor.codes-title')),
    });
  }
}
