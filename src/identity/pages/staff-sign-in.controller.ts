import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DOORS, Public } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { localAddress, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { Doors } from '../sign-in/doors.js';
import { Say } from './say.js';
import { SessionCookie } from './session-cookie.js';

const STAFF_HOME = '/agence';
const OPERATOR_HOME = '/clients';

/** `/connexion`: the staff's door on an agency's host, the operator's at the apex [ADM-09]. */
@Controller('connexion')
export class StaffSignInController {
  constructor(
    private readonly doors: Doors,
    private readonly cookie: SessionCookie,
    private readonly say: Say,
  ) {}

  @Get()
  @Public('the door itself', 'any')
  show(@Query('retour') retour: unknown): Page | Redirect {
    const { tenant, viewer } = context();
    if (!tenant) {
      if (viewer.kind === 'operator') return redirect(OPERATOR_HOME);
      const title = this.say.now('identity:sign-in.operator-title');
      return page('identity/operator/sign-in', { title, retour: localAddress(retour, '') }, { layout: 'sign-in' });
    }
    if (viewer.kind === 'staff')
      return redirect(viewer.mustChangePassword || viewer.secondFactorPending ? DOORS.staff.finish : STAFF_HOME);
    const title = this.say.now('identity:sign-in.staff-title');
    return page('identity/staff/sign-in', { title, retour: localAddress(retour, '') }, { layout: 'sign-in' });
  }

  @Post()
  @Public('the door itself', 'any')
  async enter(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Redirect> {
    const forStaff = context().tenant !== null;
    const { token, next } = await this.doors.pass(forStaff ? 'staff' : 'operator', request, response);
    this.cookie.give(response, token);
    const wished = localAddress(
      (request.body as Record<string, unknown>).retour,
      forStaff ? STAFF_HOME : OPERATOR_HOME,
    );
    if (next === 'nothing') return redirect(wished);
    const finish = next === 'second-factor' ? '/connexion/code' : DOORS.staff.finish;
    return redirect(wished === STAFF_HOME ? finish : `${finish}?retour=${encodeURIComponent(wished)}`);
  }
}
