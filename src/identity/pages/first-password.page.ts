import { localAddress, page, type Page } from '../../platform/http/index.js';
import type { Say } from './say.js';

export interface FirstPassword {
  /** Where the form is sent. */
  action: string;
  login: string;
  name: string;
  /** Page wished for, as the address says it. */
  retour: unknown;
}

/** "Choisissez votre mot de passe", which comes before anything else at either door [RES-13] [ADM-17]. */
export function firstPasswordPage(say: Say, { action, login, name, retour }: FirstPassword): Page {
  const title = say.now('identity:first.title');
  const model = { title, action, login, avoid: `${login} ${name}`, retour: localAddress(retour, '') };
  return page('identity/public/first-password', model, { layout: 'sign-in' });
}
