import { Controller, Get, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { RecoveryCodes } from '../second-factor/recovery-codes.js';
import { SecondFactorRequirement } from '../second-factor/second-factor-requirement.js';
import { Sessions } from '../sessions/sessions.js';
import { StaffAccounts } from '../staff/staff-accounts.js';
import type { StaffAccount } from '../staff/staff-accounts.types.js';
import { StaffPasswords } from '../staff/staff-passwords.js';
import { changePasswordSchema } from './new-password.schema.js';
import { Say } from './say.js';
import { SessionCookie } from './session-cookie.js';
import { sessionRows } from './session-rows.js';

const ADDRESS = '/agence/mon-compte';

/** "Mon compte" of a staff member: password, sessions. */
@Controller('agence/mon-compte')
export class StaffAccountController {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly passwords: StaffPasswords,
    private readonly codes: RecoveryCodes,
    private readonly requirement: SecondFactorRequirement,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly say: Say,
  ) {}

  @Get()
  @Staff('signed-in')
  async show(@CurrentViewer() viewer: StaffViewer): Promise<Page> {
    const [account, sessions, remainingCodes, required] = await Promise.all([
      this.accounts.one(viewer.staffId),
      this.sessions.list({ staffId: viewer.staffId }),
      this.codes.remaining(viewer.staffId),
      this.requirement.isOn(),
    ]);
    return page('identity/staff/account', {
      title: this.say.now('identity:account.title'),
      account,
      identity: this.identity(account),
      avoid: `${account.login} ${viewer.name}`,
      remainingCodes,
      decides: viewer.permissions.has('settings.edit'),
      required,
      sessions: sessionRows(sessions, viewer.sessionId, `${ADDRESS}/sessions`),
      others: sessions.length > 1,
    });
  }

  @Post('mot-de-passe')
  @Staff('signed-in')
  async changePassword(
    @CurrentViewer() { staffId, sessionId }: StaffViewer,
    @Form(changePasswordSchema) form: z.infer<typeof changePasswordSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Redirect> {
    await this.passwords.change(staffId, form.password, form.newPassword, sessionId);
    this.cookie.give(response, await this.sessions.renew(sessionId));
    return redirect(ADDRESS, { notice: 'identity:password.kept' });
  }

  @Post('sessions/:id/fin')
  @Staff('signed-in')
  async endSession(
    @CurrentViewer() { staffId }: StaffViewer,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<Redirect> {
    await this.sessions.end({ staffId }, id);
    return redirect(ADDRESS, { notice: 'identity:sessions.ended' });
  }

  @Post('sessions/fin')
  @Staff('signed-in')
  async endOthers(@CurrentViewer() { staffId, sessionId }: StaffViewer): Promise<Redirect> {
    await this.sessions.endAll({ staffId }, sessionId);
    return redirect(ADDRESS, { notice: 'identity:sessions.others-ended' });
  }

  private identity({ firstName, lastName, login, email, lastSignInAt }: StaffAccount) {
    const item = (key: string, text: string | null) => ({ term: this.say.now(`identity:account.${key}`), text });
    return [
      item('name', [firstName, lastName].filter(Boolean).join(' ')),
      item('login', login),
      item('email', email),
      item('last-sign-in', lastSignInAt && this.say.instant(lastSignInAt)),
    ];
  }
}
