import { Controller, Get, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CurrentViewer, Resident, type ResidentViewer } from '../../platform/auth/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { Profiles } from '../profile/profiles.js';
import { ResidentPasswords } from '../residents/resident-passwords.js';
import { Sessions } from '../sessions/sessions.js';
import { changePasswordSchema } from './new-password.schema.js';
import { contactSchema, emailSchema, notificationsSchema } from './profile.schema.js';
import { Say } from './say.js';
import { SessionCookie } from './session-cookie.js';
import { sessionRows } from './session-rows.js';

const ADDRESS = '/extranet/profil';
const BACK_HERE = { notice: 'identity:profile.kept' } as const;

/** "Mon profil" [RES-44]. */
@Controller('extranet/profil')
export class ResidentProfileController {
  constructor(
    private readonly profiles: Profiles,
    private readonly passwords: ResidentPasswords,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly say: Say,
  ) {}

  /** A staff member who sees the space as its client reads the profile, not the client's sessions. */
  @Get()
  @Resident()
  async show(@CurrentViewer() viewer: ResidentViewer): Promise<Page> {
    const [profile, sessions] = await Promise.all([
      this.profiles.of(viewer.partyId),
      viewer.seenBy ? [] : this.sessions.list({ residentLoginId: viewer.loginId }),
    ]);
    const choice = (value: string) => ({ value, label: this.say.now(`identity:profile.notify-${value}`) });
    return page('identity/resident/profile', {
      title: this.say.now('identity:profile.title'),
      profile,
      identity: [
        { term: this.say.now('identity:profile.name'), text: profile.name },
        { term: this.say.now('identity:profile.login'), text: profile.login },
      ],
      avoid: `${profile.login} ${profile.name}`,
      languages: ['fr', 'en'].map((value) => ({ value, label: this.say.now(`common:shell.languages.${value}`) })),
      notifications: ['immediate', 'weekly', 'never'].map(choice),
      sessions: sessionRows(sessions, viewer.sessionId, `${ADDRESS}/sessions`),
      others: sessions.length > 1,
      readOnly: viewer.seenBy !== null,
    });
  }

  @Post('coordonnees')
  @Resident()
  async keepContact(
    @CurrentViewer() { loginId }: ResidentViewer,
    @Form(contactSchema) form: z.infer<typeof contactSchema>,
  ): Promise<Redirect> {
    await this.profiles.keepContact(loginId, form);
    return redirect(ADDRESS, BACK_HERE);
  }

  @Post('email')
  @Resident()
  async askEmail(
    @CurrentViewer() { loginId }: ResidentViewer,
    @Form(emailSchema) { email }: z.infer<typeof emailSchema>,
  ): Promise<Redirect> {
    await this.profiles.askEmail(loginId, email);
    return redirect(ADDRESS, { notice: 'identity:profile.link-sent', values: { email }, tone: 'info' });
  }

  @Post('notifications')
  @Resident()
  async keepNotifications(
    @CurrentViewer() { loginId }: ResidentViewer,
    @Form(notificationsSchema) form: z.infer<typeof notificationsSchema>,
  ): Promise<Redirect> {
    await this.profiles.keepNotifications(loginId, form.notifyDocuments);
    return redirect(ADDRESS, BACK_HERE);
  }

  @Post('mot-de-passe')
  @Resident()
  async changePassword(
    @CurrentViewer() { loginId, sessionId }: ResidentViewer,
    @Form(changePasswordSchema) form: z.infer<typeof changePasswordSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Redirect> {
    await this.passwords.change(loginId, form.password, form.newPassword, sessionId);
    this.cookie.give(response, await this.sessions.renew(sessionId));
    return redirect(ADDRESS, { notice: 'identity:password.kept' });
  }

  @Post('sessions/:id/fin')
  @Resident()
  async endSession(
    @CurrentViewer() { loginId }: ResidentViewer,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<Redirect> {
    await this.sessions.end({ residentLoginId: loginId }, id);
    return redirect(ADDRESS, { notice: 'identity:sessions.ended' });
  }

  @Post('sessions/fin')
  @Resident()
  async endOthers(@CurrentViewer() { loginId, sessionId }: ResidentViewer): Promise<Redirect> {
    await this.sessions.endAll({ residentLoginId: loginId }, sessionId);
    return redirect(ADDRESS, { notice: 'identity:sessions.others-ended' });
  }
}
