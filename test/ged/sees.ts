import type { SpaceKind } from '../../src/platform/auth/index.js';
import type { Document, World } from './world.js';

/**
 * Specification 1 §2.7 read aloud, condition by condition, one document at a time: what the database's rule is compared with. It shares
 * nothing with it and knows no index.
 */
export function sees(world: World, party: number, space: SpaceKind, document: Document): boolean {
  const binder = world.binders[document.binder]!;
  const line = space === 'co_owner' ? 'syndic' : 'gerance';
  // V1
  if (document.state !== 'published' || document.from > world.today) return false;
  if (document.until !== null && document.until < world.today) return false;
  if (!binder.active || !binder.published) return false;
  // V2
  if (binder.line !== line || !world.settings[`documents_for_${space}`]) return false;
  // V4
  if (line === 'gerance' && !binder.levels.includes(space)) return false;
  // V3 and V5 hold together, of one and the same audience
  return document.audience.some((audience) => {
    if (!reached(world, party, space, audience)) return false;
    return line === 'gerance' || level(world, party, document, audience);
  });
}

type Audience = Document['audience'][number];

function current(from: string | null, until: string | null, today: string): boolean {
  return (from === null || from <= today) && (until === null || until >= today);
}

function heldAccounts(world: World, party: number, space: SpaceKind): number[] {
  return world.accounts.flatMap((account, index) =>
    account.party === party && account.kind === space && account.state === 'published' ? [index] : [],
  );
}

function lotsOf(world: World, account: number, part?: 'owner' | 'lessee'): number[] {
  return world.holders.flatMap((holder) => {
    const now = current(holder.from, holder.until, world.today);
    const wanted = holder.account === account && (part === undefined || holder.part === part);
    return now && wanted && world.lots[holder.lot]!.published ? [holder.lot] : [];
  });
}

function reached(world: World, party: number, space: SpaceKind, { scope, target }: Audience): boolean {
  const mine = heldAccounts(world, party, space);
  const line = space === 'co_owner' ? 1 : 0;
  switch (scope) {
    case 'line':
      return mine.length > 0 && target === line;
    case 'account':
      return mine.includes(target) || (space === 'landlord' && isLesseeOf(world, mine, target));
    case 'lot':
      return mine.some((account) => lotsOf(world, account).includes(target));
    case 'building':
      return mine.some((account) => {
        if (world.accounts[account]!.building === target) return true;
        return space !== 'co_owner' && lotsOf(world, account).some((lot) => world.lots[lot]!.building === target);
      });
  }
}

/** V6 */
function isLesseeOf(world: World, landlordAccounts: number[], lessee: number): boolean {
  const account = world.accounts[lessee]!;
  if (!world.settings.landlord_sees_lessee_documents || account.kind !== 'lessee' || account.state !== 'published')
    return false;
  const let_ = lotsOf(world, lessee, 'lessee');
  return landlordAccounts.some((landlord) => lotsOf(world, landlord, 'owner').some((lot) => let_.includes(lot)));
}

/** V5, of the building that the audience concerns. */
function level(world: World, party: number, document: Document, { scope, target }: Audience): boolean {
  const titles = world.council
    .filter((one) => one.party === party && current(one.since, one.until, world.today))
    .filter((one) => scope === 'line' || one.building === buildingOf(world, scope, target))
    .map((one) => one.title);
  const binder = world.binders[document.binder]!;
  if (binder.role === 'syndic_documents') return document.level === 'co_owner' || titles.length > 0;
  if (binder.levels.includes('co_owner')) return true;
  if (binder.levels.includes('council_member')) return titles.length > 0;
  return binder.levels.includes('president') && titles.includes('president');
}

function buildingOf(world: World, scope: Audience['scope'], target: number): number | null {
  if (scope === 'account') return world.accounts[target]!.building;
  return scope === 'lot' ? world.lots[target]!.building : target;
}
