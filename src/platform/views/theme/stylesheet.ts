import { createHash } from 'node:crypto';
import { FALLBACK_COLOUR, paletteOf, type Palette } from './palette.js';

export interface ThemeStylesheet {
  css: string;
  /** False when another release named the file: it may be served, not kept. */
  immutable: boolean;
}

const PREFIX = '/theme/';
const KEPT = 2_000;
const known = new Map<string, { css: string; file: string }>();

/** Address of the style sheet of a colour, to be linked by pages: `/theme/1f5f7a-9c3e1b7a.css`. A colour that is none gets ours. */
export function themeHref(colour: string): string {
  return PREFIX + themeOf(colour).file;
}

/** The style sheet of `/theme/<file>`; undefined when the name is not one of ours. Depends on nothing but the name. */
export function themeStylesheet(file: string): ThemeStylesheet | undefined {
  const match = /^([0-9a-f]{6})-[0-9a-f]{8}\.css$/.exec(file);
  if (!match) return undefined;
  const theme = themeOf(`#${match[1]}`);
  return { css: theme.css, immutable: theme.file === file };
}

function themeOf(colour: string) {
  const asked = /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : FALLBACK_COLOUR;
  const kept = known.get(asked);
  if (kept) return kept;
  const css = write(paletteOf(asked));
  const theme = { css, file: `${asked.slice(1)}-${createHash('sha256').update(css).digest('hex').slice(0, 8)}.css` };
  if (known.size >= KEPT) known.clear();
  known.set(asked, theme);
  return theme;
}

/** Our own variables, and those of Tabler that carry its primary colour. */
function write(palette: Palette): string {
  const variables: Record<string, string> = {
    '--brand': palette.brand,
    '--on-brand': palette.onBrand,
    '--accent': palette.accent,
    '--accent-strong': palette.accentStrong,
    '--on-accent': palette.onAccent,
    '--accent-soft': palette.soft,
    '--accent-line': palette.line,
    '--tblr-primary': palette.accent,
    '--tblr-primary-rgb': channels(palette.accent),
    '--tblr-primary-fg': palette.onAccent,
    '--tblr-primary-darken': palette.accentStrong,
    '--tblr-primary-darken-rgb': channels(palette.accentStrong),
    '--tblr-primary-lt': palette.soft,
    '--tblr-primary-lt-rgb': channels(palette.soft),
    '--tblr-link-color': palette.accent,
    '--tblr-link-color-rgb': channels(palette.accent),
    '--tblr-link-hover-color': palette.accentStrong,
    '--tblr-link-hover-color-rgb': channels(palette.accentStrong),
  };
  const lines = Object.entries(variables).map(([name, value]) => `  ${name}: ${value};`);
  return `:root,\n[data-bs-theme='light'] {\n${lines.join('\n')}\n}\n`;
}

function channels(colour: string): string {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(', ');
}
