import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { DOORS, Machine, Public } from '../../platform/auth/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { NotificationRefusal } from '../profile/notification-refusal.js';
import { Profiles } from '../profile/profiles.js';
import { SeeAs } from '../sessions/see-as.js';
import { Say } from './say.js';

const VIEW = { layout: 'sign-in' } as const;

/** Links of letters, open without sign-in. What they change waits for a click: programs that read mail open links too. */
@Controller('extranet')
export class ResidentLinksController {
  constructor(
    private readonly profiles: Profiles,
    private readonly refusals: NotificationRefusal,
    private readonly seeAs: SeeAs,
    private readonly say: Say,
  ) {}

  @Get('confirmer-email/:token')
  @Public('the link of a letter is the proof')
  async showEmail(@Param('token') token: string): Promise<Page> {
    if (!(await this.profiles.isEmailLinkOpen(token))) {
      const model = { title: this.say.now('identity:void-link.title'), again: '/extranet/profil' };
      return page('identity/public/void-link', model, { ...VIEW, status: 410 });
    }
    const model = { title: this.say.now('identity:confirm-email.title'), action: `/extranet/confirmer-email/${token}` };
    return page('identity/resident/confirm-email', model, VIEW);
  }

  @Post('confirmer-email/:token')
  @Public('the link of a letter is the proof')
  async confirmEmail(@Param('token') token: string): Promise<Redirect> {
    const done = await this.profiles.confirmEmail(token);
    if (!done) return redirect(`/extranet/confirmer-email/${token}`);
    return redirect(DOORS.resident.signIn, { notice: 'identity:confirm-email.done' });
  }

  @Get('notifications/:token')
  @Public('the link of a letter is the proof: refusing must not need a password')
  showRefusal(@Param('token') token: string): Page {
    if (!this.refusals.loginOf(token)) throw new NotFound();
    const model = { title: this.say.now('identity:refusal.title'), action: `/extranet/notifications/${token}` };
    return page('identity/resident/refuse-notifications', model, VIEW);
  }

  /**
   * Mail programs post here too, by themselves, in one click (RFC 8058): they hold no cookie, nor a form of ours, and must not be sent
   * elsewhere. All it can do is stop these messages.
   */
  @Post('notifications/:token')
  @HttpCode(200)
  @Machine('the link of a letter is the proof: refusing must not need a password')
  async refuse(@Param('token') token: string, @Body() body: unknown): Promise<Redirect | string> {
    const loginId = this.refusals.loginOf(token);
    if (!loginId) throw new NotFound();
    await this.profiles.keepNotifications(loginId, 'never');
    const isOurForm = typeof body === 'object' && body !== null && '_csrf' in body;
    return isOurForm ? redirect(DOORS.resident.signIn, { notice: 'identity:refusal.done' }) : '';
  }

  /** A staff member leaves the client's space he was looking at [ADM-54]. */
  @Post('comme-ce-client/fin')
  @Public('checked by the session itself: only who looks at a space can stop')
  async leaveView(): Promise<Redirect> {
    return redirect(await this.seeAs.stop());
  }
}
