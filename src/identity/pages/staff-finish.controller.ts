import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { CurrentViewer, LimitedStaff, type StaffViewer } from '../../platform/auth/index.js';
import { Forbidden } from '../../platform/errors/index.js';
import { Form, localAddress, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { RecoveryCodes } from '../second-factor/recovery-codes.js';
import { SecondFactor } from '../second-factor/second-factor.js';
import { Sessions } from '../sessions/sessions.js';
import { StaffAccounts } from '../staff/staff-accounts.js';
import { StaffPasswords } from '../staff/staff-passwords.js';
import { codeSchema } from './code.schema.js';
import { firstPasswordPage } from './first-password.page.js';
import { newPasswordSchema } from './new-password.schema.js';
import { recoveryCodesOnce } from './recovery-codes-once.js';
import { Say } from './say.js';
import { SessionCookie } from './session-cookie.js';

const HOME = '/agence';
const CODE = '/connexion/code';
const ENROL = '/connexion/double-authentification';
/** Where the telephone is not at hand. */
const RECOVERY = 'secours=oui';
const PASSWORD = '/connexion/premier-acces';

/** What comes between the right password and the agency: second factor, then a personal password [ADM-17] [ADM-22]. */
@Controller('connexion')
export class StaffFinishController {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly passwords: StaffPasswords,
    private readonly factor: SecondFactor,
    private readonly codes: RecoveryCodes,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly say: Say,
  ) {}

  @Get('premier-acces')
  @LimitedStaff()
  async showPassword(@CurrentViewer() viewer: StaffViewer, @Query('retour') retour: unknown): Promise<Page | Redirect> {
    const elsewhere = nextStep(viewer);
    if (elsewhere !== PASSWORD) return redirect(elsewhere);
    const { login } = await this.accounts.one(viewer.staffId);
    return firstPasswordPage(this.say, { action: PASSWORD, login, name: viewer.name, retour });
  }

  @Post('premier-acces')
  @LimitedStaff()
  async setPassword(
    @CurrentViewer() viewer: StaffViewer,
    @Form(newPasswordSchema) form: z.infer<typeof newPasswordSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Redirect> {
    if (nextStep(viewer) !== PASSWORD) throw new Forbidden();
    await this.passwords.personalise(viewer.staffId, form.newPassword, viewer.sessionId);
    this.cookie.give(response, await this.sessions.renew(viewer.sessionId));
    return redirect(localAddress(form.retour, HOME), { notice: 'identity:password.kept' });
  }

  @Get('code')
  @LimitedStaff()
  async showCode(
    @CurrentViewer() viewer: StaffViewer,
    @Query('retour') retour: unknown,
    @Query('secours') recovery: unknown,
  ): Promise<Page | Redirect> {
    const elsewhere = nextStep(viewer);
    if (elsewhere !== CODE) return redirect(elsewhere);
    if (!(await this.accounts.one(viewer.staffId)).secondFactor) return redirect(ENROL);
    const wished = localAddress(retour, '');
    const back = wished && `retour=${encodeURIComponent(wished)}`;
    const model = {
      title: this.say.now(`identity:second-factor.${recovery ? 'recovery-title' : 'title'}`),
      recovery: Boolean(recovery),
      retour: wished,
      usual: back ? `${CODE}?${back}` : CODE,
      lost: `${CODE}?${[RECOVERY, back].filter(Boolean).join('&')}`,
    };
    return page('identity/staff/code', model, { layout: 'sign-in' });
  }

  @Post('code')
  @LimitedStaff()
  async giveCode(
    @CurrentViewer() viewer: StaffViewer,
    @Form(codeSchema) { code, retour }: z.infer<typeof codeSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Redirect> {
    if (nextStep(viewer) !== CODE) throw new Forbidden();
    const shown = await this.factor.check(viewer.staffId, code);
    this.cookie.give(response, await this.sessions.renew(viewer.sessionId));
    const next = viewer.mustChangePassword ? PASSWORD : localAddress(retour, HOME);
    if (shown === 'application') return redirect(next);
    const count = await this.codes.remaining(viewer.staffId);
    return redirect(next, { notice: 'identity:second-factor.left', values: { count }, tone: 'warning' });
  }

  /** Where the agency requires a second factor of those who have none yet. */
  @Get('double-authentification')
  @LimitedStaff()
  async showEnrolment(@CurrentViewer() viewer: StaffViewer): Promise<Page | Redirect> {
    if (nextStep(viewer) !== CODE) return redirect(nextStep(viewer));
    if ((await this.accounts.one(viewer.staffId)).secondFactor) return redirect(CODE);
    const model = {
      title: this.say.now('identity:second-factor.enrol-title'),
      ...(await this.factor.enrolment(viewer.staffId)),
    };
    return page('identity/staff/enrol', model, { layout: 'sign-in' });
  }

  @Post('double-authentification')
  @LimitedStaff()
  async enrol(
    @CurrentViewer() viewer: StaffViewer,
    @Form(codeSchema) { code }: z.infer<typeof codeSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Redirect> {
    if (nextStep(viewer) !== CODE) throw new Forbidden();
    const codes = await this.factor.confirm(viewer.staffId, code);
    this.cookie.give(response, await this.sessions.renew(viewer.sessionId));
    return redirect('/connexion/codes-de-secours', {
      once: recoveryCodesOnce(codes, this.say.now('identity:second-factor.codes-title')),
    });
  }

  @Get('codes-de-secours')
  @LimitedStaff()
  showRecoveryCodes(@CurrentViewer() viewer: StaffViewer): Page {
    const model = { title: this.say.now('identity:second-factor.codes-title'), next: nextStep(viewer) };
    return page('identity/staff/recovery-codes', model, { layout: 'sign-in' });
  }
}

/** The second factor first: with a password alone nothing is changed. */
function nextStep(viewer: StaffViewer): string {
  if (viewer.secondFactorPending) return CODE;
  return viewer.mustChangePassword ? PASSWORD : HOME;
}
