import { Injectable } from '@nestjs/common';
import { context } from '../../platform/context/index.js';
import { ChromeSources } from '../../platform/http/index.js';
import { Say } from './say.js';

/** The frame of every door: legal notice and language in its foot [RES-08] [RES-46]. */
@Injectable()
export class SignInChrome {
  constructor(sources: ChromeSources, say: Say) {
    sources.register('sign-in', (request) => {
      const { tenant } = context();
      const home = request.path.startsWith('/extranet') ? '/extranet' : '/connexion';
      return {
        homeHref: home,
        languageAction: '/langue',
        ...(tenant ? { footLinks: [{ label: say.now('common:shell.legal-notice'), href: '/mentions-legales' }] } : {}),
      };
    });
  }
}
