import { clampChroma, formatHex, oklch, wcagContrast, type Oklch } from 'culori';

/** Colours made of the one a tenant chose; each is `#rrggbb`. */
export interface Palette {
  /** As chosen: marks and large surfaces only. */
  brand: string;
  /** Text on `brand`: the ink or white, whichever reads better. */
  onBrand: string;
  /** Links, buttons, the current entry: readable (AA) on white, on paper and on `soft`. */
  accent: string;
  accentStrong: string;
  onAccent: string;
  /** Tinted background, and the line around it. */
  soft: string;
  line: string;
}

export const INK = '#26221d';
export const WHITE = '#ffffff';
/** The page behind the cards. */
export const PAPER = '#f9f6f0';
export const FALLBACK_COLOUR = '#1f5f7a';

const READABLE = 4.7;

/** @throws RangeError when the colour is not `#rrggbb` */
export function paletteOf(colour: string): Palette {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new RangeError(`Not a colour #rrggbb: ${colour}`);
  const brand = colour.toLowerCase();
  const base = oklch(brand) ?? { mode: 'oklch', l: 0.45, c: 0, h: 0 };
  const soft = shade(base, { l: 0.967, c: Math.min(base.c * 0.17, 0.018) });
  const accent = darkenUntilReadable(base, soft);
  return {
    brand,
    onBrand: wcagContrast(WHITE, brand) >= wcagContrast(INK, brand) ? WHITE : INK,
    accent: hex(accent),
    accentStrong: shade(accent, { l: Math.max(accent.l - 0.08, 0.12) }),
    onAccent: WHITE,
    soft,
    line: shade(base, { l: 0.87, c: Math.min(base.c * 0.45, 0.06) }),
  };
}

function darkenUntilReadable(base: Oklch, soft: string): Oklch {
  let candidate: Oklch = { ...base, l: Math.min(base.l, 0.62) };
  while ([WHITE, PAPER, soft].some((paper) => wcagContrast(hex(candidate), paper) < READABLE)) {
    candidate = { ...candidate, l: candidate.l - 0.01 };
  }
  return candidate;
}

function shade(base: Oklch, changes: Partial<Oklch>): string {
  return hex({ ...base, ...changes });
}

function hex(colour: Oklch): string {
  return formatHex(clampChroma(colour, 'oklch'));
}
