import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  CurrentViewer,
  DOORS,
  LimitedResident,
  Public,
  Resident,
  type ResidentViewer,
} from '../../platform/auth/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Form, localAddress, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { firstPage, SPACE_ADDRESSES } from '../domain/spaces.js';
import { Profiles } from '../profile/profiles.js';
import { ResidentPasswords } from '../residents/resident-passwords.js';
import { Sessions } from '../sessions/sessions.js';
import { Doors } from '../sign-in/doors.js';
import { firstPasswordPage } from './first-password.page.js';
import { newPasswordSchema } from './new-password.schema.js';
import { Say } from './say.js';
import { SessionCookie } from './session-cookie.js';

/** `/extranet`: the residents' door, and what comes between it and their space. */
@Controller('extranet')
export class ResidentSignInController {
  constructor(
    private readonly doors: Doors,
    private readonly passwords: ResidentPasswords,
    private readonly profiles: Profiles,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly say: Say,
  ) {}

  @Get()
  @Public('the door itself')
  show(@Query('retour') retour: unknown): Page | Redirect {
    const { viewer } = context();
    if (!hasExtranet()) {
      const title = this.say.now('identity:not-open.title');
      return page('identity/resident/not-open', { title, phone: currentTenant().phone }, { layout: 'sign-in' });
    }
    if (viewer.kind === 'resident')
      return redirect(viewer.mustChangePassword ? DOORS.resident.finish : firstPage(viewer.spaces));
    const title = this.say.now('identity:sign-in.resident-title');
    return page('identity/resident/sign-in', { title, retour: localAddress(retour, '') }, { layout: 'sign-in' });
  }

  @Post()
  @Public('the door itself')
  async enter(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Redirect> {
    if (!hasExtranet()) throw new NotFound();
    const { token, next } = await this.doors.pass('resident', request, response);
    this.cookie.give(response, token);
    const wished = localAddress((request.body as Record<string, unknown>).retour, DOORS.resident.signIn);
    if (next === 'nothing') return redirect(wished);
    return redirect(
      wished === DOORS.resident.signIn
        ? DOORS.resident.finish
        : `${DOORS.resident.finish}?retour=${encodeURIComponent(wished)}`,
    );
  }

  @Get('premiere-connexion')
  @LimitedResident()
  async showPassword(
    @CurrentViewer() viewer: ResidentViewer,
    @Query('retour') retour: unknown,
  ): Promise<Page | Redirect> {
    if (!viewer.mustChangePassword) return redirect(firstPage(viewer.spaces));
    const { login } = await this.profiles.of(viewer.partyId);
    return firstPasswordPage(this.say, { action: DOORS.resident.finish, login, name: viewer.name, retour });
  }

  @Post('premiere-connexion')
  @LimitedResident()
  async setPassword(
    @CurrentViewer() viewer: ResidentViewer,
    @Form(newPasswordSchema) form: z.infer<typeof newPasswordSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Redirect> {
    if (!viewer.mustChangePassword) return redirect(firstPage(viewer.spaces));
    await this.passwords.personalise(viewer.loginId, form.newPassword, { keptSessionId: viewer.sessionId });
    this.cookie.give(response, await this.sessions.renew(viewer.sessionId));
    return redirect(localAddress(form.retour, firstPage(viewer.spaces)), { notice: 'identity:password.kept' });
  }

  @Get('espaces')
  @Resident()
  spaces(@CurrentViewer() viewer: ResidentViewer): Page | Redirect {
    if (viewer.spaces.length === 1) return redirect(firstPage(viewer.spaces));
    const spaces = viewer.spaces.map((kind) => ({
      href: SPACE_ADDRESSES[kind],
      kind,
      label: this.say.now(`identity:spaces.${kind}`),
    }));
    return page(
      'identity/resident/spaces',
      {
        title: this.say.now('identity:spaces.title'),
        name: viewer.name,
        spaces,
        seenAs: viewer.seenBy !== null,
      },
      { layout: 'sign-in' },
    );
  }
}

function hasExtranet(): boolean {
  return currentTenant().features.includes('extranet');
}
