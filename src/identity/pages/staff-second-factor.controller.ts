import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { SecondFactor } from '../second-factor/second-factor.js';
import { SecondFactorRequirement } from '../second-factor/second-factor-requirement.js';
import { StaffAccounts } from '../staff/staff-accounts.js';
import { StaffPasswords } from '../staff/staff-passwords.js';
import { presentPasswordSchema } from './new-password.schema.js';
import { Say } from './say.js';

const ACCOUNT = '/agence/mon-compte';
const ADDRESS = `${ACCOUNT}/double-authentification`;

const confirmSchema = z.strictObject({ code: z.string().trim().min(1, 'identity:second-factor.missing').max(40) });

const requirementSchema = z.strictObject({
  _page: z.string().optional(),
  required: z.literal('on').optional().transform(Boolean),
});

/** Setting the second factor up from one's own page [ADM-22]. */
@Controller('agence/mon-compte/double-authentification')
export class StaffSecondFactorController {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly passwords: StaffPasswords,
    private readonly factor: SecondFactor,
    private readonly requirement: SecondFactorRequirement,
    private readonly say: Say,
  ) {}

  @Get()
  @Staff('signed-in')
  async show(@CurrentViewer() { staffId }: StaffViewer): Promise<Page | Redirect> {
    if ((await this.accounts.one(staffId)).secondFactor) {
      const model = {
        title: this.say.now('identity:second-factor.title'),
        remaining: await this.factor.remainingCodes(staffId),
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
    @Form(confirmSchema) { code }: z.infer<typeof confirmSchema>,
  ): Promise<Redirect> {
    const recoveryCodes = await this.factor.confirm(staffId, code);
    return redirect(`${ADDRESS}/codes`, { once: { recoveryCodes } });
  }

  @Get('codes')
  @Staff('signed-in')
  codes(): Page {
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
    return redirect(`${ADDRESS}/codes`, { once: { recoveryCodes: await this.factor.newRecoveryCodes(staffId) } });
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
}
