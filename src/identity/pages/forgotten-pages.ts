import { Injectable } from '@nestjs/common';
import { DOORS } from '../../platform/auth/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { type Audience, PasswordReset } from '../passwords/password-reset.js';
import { Say } from './say.js';

const VIEW = { layout: 'sign-in' } as const;

/** "Mot de passe oublié", the same at both doors but for their addresses. */
@Injectable()
export class ForgottenPages {
  constructor(
    private readonly resets: PasswordReset,
    private readonly say: Say,
  ) {}

  form(audience: Audience): Page {
    const model = {
      title: this.say.now('identity:forgotten.title'),
      action: `${DOORS[audience].signIn}/mot-de-passe-oublie`,
      door: DOORS[audience].signIn,
      phone: currentTenant().phone,
    };
    return page('identity/public/forgotten', model, VIEW);
  }

  /** The answer is the same whoever is meant, if anybody [RES-10]. */
  async ask(audience: Audience, typed: string): Promise<Redirect> {
    await this.resets.ask(audience, typed);
    return redirect(DOORS[audience].signIn, { notice: 'identity:forgotten.asked', tone: 'info' });
  }

  async choice(audience: Audience, token: string): Promise<Page> {
    if (!(await this.resets.isOpen(audience, token))) return this.void(audience);
    const action = `${DOORS[audience].signIn}/nouveau-mot-de-passe/${token}`;
    return page('identity/public/new-password', { title: this.say.now('identity:new-password.title'), action }, VIEW);
  }

  async choose(audience: Audience, token: string, password: string): Promise<Redirect> {
    const done = await this.resets.complete(audience, token, password);
    const door = DOORS[audience].signIn;
    if (!done) return redirect(`${door}/nouveau-mot-de-passe/${token}`);
    return redirect(door, { notice: 'identity:new-password.done' });
  }

  private void(audience: Audience): Page {
    const model = {
      title: this.say.now('identity:void-link.title'),
      again: `${DOORS[audience].signIn}/mot-de-passe-oublie`,
    };
    return page('identity/public/void-link', model, { ...VIEW, status: 410 });
  }
}
