import { Injectable } from '@nestjs/common';
import type { Tab } from '../../platform/views/index.js';
import { Say } from '../say.js';

const TABS = { overview: '', look: '/apparence', licences: '/licences', mail: '/messagerie', wordings: '/textes', register: '/envois' } as const;

/** The pages of one tenant, in the console. */
@Injectable()
export class TenantTabs {
  constructor(private readonly say: Say) {}

  of(domain: string, current: keyof typeof TABS): Tab[] {
    return Object.entries(TABS).map(([key, path]) => ({
      label: this.say.now(`tenants:operator.tabs.${key}`),
      href: `/clients/${domain}${path}`,
      current: key === current,
    }));
  }
}
