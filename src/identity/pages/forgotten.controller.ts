import { Controller, createParamDecorator, type ExecutionContext, Get, Param, Post } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { DOORS, Public } from '../../platform/auth/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { type Audience, PasswordReset } from '../passwords/password-reset.js';
import { askedSchema, newPasswordSchema } from './new-password.schema.js';
import { Say } from './say.js';

const VIEW = { layout: 'sign-in' } as const;

/** At which door one stands, by the address. */
const AtDoor = createParamDecorator((_: unknown, execution: ExecutionContext): Audience => {
  const { path } = execution.switchToHttp().getRequest<Request>();
  return path.startsWith(`${DOORS.resident.signIn}/`) ? 'resident' : 'staff';
});

/** "Mot de passe oublié", the same at both doors but for their addresses; an invitation is taken up by its second page. */
@Controller(['connexion', 'extranet'])
export class ForgottenController {
  constructor(
    private readonly resets: PasswordReset,
    private readonly say: Say,
  ) {}

  @Get('mot-de-passe-oublie')
  @Public('for those who cannot sign in')
  form(@AtDoor() audience: Audience): Page {
    const door = DOORS[audience].signIn;
    const model = {
      title: this.say.now('identity:forgotten.title'),
      action: `${door}/mot-de-passe-oublie`,
      door,
      phone: currentTenant().phone,
    };
    return page('identity/public/forgotten', model, VIEW);
  }

  /** The answer is the same whoever is meant, if anybody [RES-10]. */
  @Post('mot-de-passe-oublie')
  @Public('for those who cannot sign in')
  async ask(
    @AtDoor() audience: Audience,
    @Form(askedSchema) { login }: z.infer<typeof askedSchema>,
  ): Promise<Redirect> {
    await this.resets.ask(audience, login);
    return redirect(DOORS[audience].signIn, { notice: 'identity:forgotten.asked', tone: 'info' });
  }

  @Get('nouveau-mot-de-passe/:token')
  @Public('the link of a letter is the proof')
  async choice(@AtDoor() audience: Audience, @Param('token') token: string): Promise<Page> {
    const holder = await this.resets.holderOf(audience, token);
    const door = DOORS[audience].signIn;
    if (!holder) {
      const model = { title: this.say.now('identity:void-link.title'), again: `${door}/mot-de-passe-oublie` };
      return page('identity/public/void-link', model, { ...VIEW, status: 410 });
    }
    const model = {
      title: this.say.now(holder.invited ? 'identity:first.title' : 'identity:new-password.title'),
      login: holder.login,
      avoid: `${holder.login} ${holder.name}`,
      action: `${door}/nouveau-mot-de-passe/${token}`,
    };
    return page('identity/public/new-password', model, VIEW);
  }

  @Post('nouveau-mot-de-passe/:token')
  @Public('the link of a letter is the proof')
  async choose(
    @AtDoor() audience: Audience,
    @Param('token') token: string,
    @Form(newPasswordSchema) form: z.infer<typeof newPasswordSchema>,
  ): Promise<Redirect> {
    const done = await this.resets.complete(audience, token, form.newPassword);
    const door = DOORS[audience].signIn;
    if (!done) return redirect(`${door}/nouveau-mot-de-passe/${token}`);
    return redirect(door, { notice: 'identity:new-password.done' });
  }
}
