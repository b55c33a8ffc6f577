import type { BusinessLine } from '../../platform/tenancy/tenant.js';

const PATTERN = /^\/(?:agence|gestion)\/(gerance|syndic)(?=\/|$)/;

/** The line a page of the staff belongs to, by its address; null for pages of the whole agency (`/gestion/…`). */
export function lineOfPath(path: string): BusinessLine | null {
  return (PATTERN.exec(path)?.[1] as BusinessLine | undefined) ?? null;
}

/** A page of the menu, at its address in each of two lines; null where it does not exist. */
export interface PageOfTwoLines {
  here: string;
  there: string | null;
}

/**
 * Where the switch to another line leads (ADM-27): the same page there, else the page it is part of, else the home of the line.
 * `pages`: what exists in both lines, the most precise wins.
 */
export function equivalentPath(path: string, home: string, pages: readonly PageOfTwoLines[]): string {
  const holding = pages
    .filter(({ here, there }) => there !== null && (path === here || path.startsWith(`${here}/`)))
    .sort((one, other) => other.here.length - one.here.length);
  return holding[0]?.there ?? home;
}
