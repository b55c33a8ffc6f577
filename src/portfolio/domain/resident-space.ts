import type { SpaceKind } from '../../platform/auth/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';

/** Names of the spaces in addresses, `/extranet/<slug>`. */
const SLUGS: Record<SpaceKind, string> = { co_owner: 'coproprietaire', landlord: 'proprietaire', lessee: 'locataire' };

export const SPACE_KINDS = Object.keys(SLUGS) as SpaceKind[];

export function spaceHome(kind: SpaceKind): string {
  return `/extranet/${SLUGS[kind]}`;
}

/** The addresses of a page in the three spaces: `spacePaths('compte')`. */
export function spacePaths(page = '', kinds: readonly SpaceKind[] = SPACE_KINDS): string[] {
  return kinds.map((kind) => `${spaceHome(kind).slice(1)}/${page}`.replace(/\/$/, ''));
}

/** The space an address is in, whatever follows it; null outside them. */
export function spaceOfPath(path: string): SpaceKind | null {
  const slug = /^\/extranet\/([a-z]+)(?:\/|$)/.exec(path)?.[1];
  return SPACE_KINDS.find((kind) => SLUGS[kind] === slug) ?? null;
}

export function lineOf(kind: SpaceKind): BusinessLine {
  return kind === 'co_owner' ? 'syndic' : 'gerance';
}
