import type { Access } from './access.js';
import type { Viewer } from './viewer.js';

export type SiteKind = 'tenant' | 'apex' | 'house' | 'other';

export type Decision =
  | { outcome: 'enter' }
  | { outcome: 'not_found' }
  | { outcome: 'forbidden' }
  | { outcome: 'sign_in'; door: 'staff' | 'resident' | 'operator' }
  | { outcome: 'finish_sign_in'; door: 'staff' | 'resident' };

const enter: Decision = { outcome: 'enter' };
const notFound: Decision = { outcome: 'not_found' };

/** The one place where a route is opened or shut. A route of another site does not exist. */
export function decideAccess(rule: Access, site: SiteKind, viewer: Viewer, featureOn: boolean): Decision {
  if (!siteServes(rule, site) || !featureOn) return notFound;
  switch (rule.audience) {
    case 'public':
    case 'machine':
    case 'infrastructure':
      return enter;
    case 'operator':
      return viewer.kind === 'operator' ? enter : { outcome: 'sign_in', door: 'operator' };
    case 'staff':
      return decideStaff(rule, viewer);
    case 'resident':
      return decideResident(rule, viewer);
  }
}

function siteServes(rule: Access, site: SiteKind): boolean {
  if (rule.audience === 'infrastructure') return site === 'apex' || site === 'house';
  if (rule.audience === 'operator') return site === 'apex';
  if (rule.audience === 'public')
    return rule.site === 'any' ? site === 'tenant' || site === 'apex' : site === rule.site;
  return site === 'tenant';
}

function decideStaff(rule: Extract<Access, { audience: 'staff' }>, viewer: Viewer): Decision {
  if (viewer.kind === 'resident') return notFound;
  if (viewer.kind !== 'staff') return { outcome: 'sign_in', door: 'staff' };
  const limited = viewer.mustChangePassword || viewer.secondFactorPending;
  if (limited && !rule.whileLimited) return { outcome: 'finish_sign_in', door: 'staff' };
  if (rule.permission && !viewer.permissions.has(rule.permission)) return { outcome: 'forbidden' };
  return enter;
}

function decideResident(rule: Extract<Access, { audience: 'resident' }>, viewer: Viewer): Decision {
  if (viewer.kind === 'staff') return notFound;
  if (viewer.kind !== 'resident') return { outcome: 'sign_in', door: 'resident' };
  if (viewer.mustChangePassword && !rule.whileLimited) return { outcome: 'finish_sign_in', door: 'resident' };
  return enter;
}
