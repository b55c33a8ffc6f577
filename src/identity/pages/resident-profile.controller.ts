import { Controller, Get, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CurrentViewer, Resident, type ResidentViewer } from '../../platform/auth/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import type { Profile } from '../profile/profile.queries.js';
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

  @Get()
  @Resident()
  async show(@CurrentViewer() viewer: ResidentViewer): Promise<Page> {
    if (viewer.seenBy) return this.seen(await this.profiles.of(viewer.partyId));
    const [profile, sessions] = await Promise.all([
      this.profiles.of(viewer.partyId),
      this.sessions.list({ residentLoginId: viewer.loginId }),
    ]);
    return page('identity/resident/profile', {
      title: this.say.now('identity:profile.title'),
      profile,
      identity: [this.fact('name', profile.name), this.fact('login', profile.login)],
      avoid: `${profile.login} ${profile.name}`,
      languages: ['fr', 'en'].map((value) => ({ value, label: this.say.now(`common:shell.languages.${value}`) })),
      notifications: ['immediate', 'weekly', 'never'].map((value) => ({ value, label: this.choice(value) })),
      sessions: sessionRows(sessions, viewer.sessionId, `${ADDRESS}/sessions`),
      others: sessions.length > 1,
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

  /** To a staff member who sees the space as its client: what is known, no form, none of the client's sessions. */
  private seen({ name, login, phone, email, language, notifyDocuments }: Profile): Page {
    return page('identity/resident/profile-seen', {
      title: this.say.now('identity:profile.title'),
      facts: [
        this.fact('name', name),
        this.fact('login', login),
        this.fact('phone', phone),
        this.fact('email', email),
        this.fact('language', this.say.now(`common:shell.languages.${language}`)),
        this.fact('notify', this.choice(notifyDocuments)),
      ],
    });
  }

  private fact(key: string, text: string | null) {
    return { term: this.say.now(`identity:profile.${key}`), text };
  }

  private choice(value: string): string {
    return this.say.now(`identity:profile.notify-${value}`);
  }
}
