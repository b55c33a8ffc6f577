import { Injectable } from '@nestjs/common';
import { context } from '../../platform/context/index.js';
import { ChromeSources } from '../../platform/http/index.js';
import { SeeAsBanner } from '../sessions/see-as-banner.js';
import { Say } from './say.js';

/** The frame of every door: legal notice and language in its foot [RES-08] [RES-46]. */
@Injectable()
export class SignInChrome {
  constructor(sources: ChromeSources, say: Say, seeAs: SeeAsBanner) {
    sources.register('sign-in', (request) => {
      const { tenant, viewer } = context();
      const seen = viewer.kind === 'resident' && viewer.seenBy !== null;
      return {
        homeHref: request.path.startsWith('/extranet') ? '/extranet' : '/connexion',
        ...(seen ? { banner: seeAs.over(viewer.name) } : { languageAction: '/langue' }),
        ...(tenant ? { footLinks: [{ label: say.now('common:shell.legal-notice'), href: '/mentions-legales' }] } : {}),
      };
    });
  }
}
