import { Controller, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CurrentViewer, DOORS, Public, type Viewer } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { redirect, type Redirect } from '../../platform/http/index.js';
import { Operators } from '../operators/operators.js';
import { Sessions } from '../sessions/sessions.js';
import { SessionCookie } from './session-cookie.js';

@Controller('deconnexion')
export class SignOutController {
  constructor(
    private readonly sessions: Sessions,
    private readonly operators: Operators,
    private readonly cookie: SessionCookie,
  ) {}

  /** "Se déconnecter" is everywhere [RES-16], also where the sign-in is not complete. */
  @Post()
  @Public('leaves; whoever is not signed in has nothing to leave', 'any')
  async leave(
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Redirect> {
    const token = request.sessionToken;
    if (token) await (context().tenant ? this.sessions.endToken(token) : this.operators.signOut(token));
    this.cookie.take(response);
    const door = viewer.kind === 'resident' ? DOORS.resident.signIn : DOORS.staff.signIn;
    return redirect(door, { notice: 'identity:sign-out.done', tone: 'info' });
  }
}
