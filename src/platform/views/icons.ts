import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { Markup } from './markup.js';
import { packageFolder } from './package-folder.js';

/** Drawings of @tabler/icons, each read once; `folder` is the outline, `filled/star` the filled one. */
export class IconSet {
  private readonly drawings = new Map<string, string>();
  private readonly folder = join(packageFolder('@tabler/icons'), 'icons');

  has(name: string): boolean {
    return isIconName(name) && existsSync(this.path(name));
  }

  /** Reads the icons that menus will name. @throws on the first unknown one */
  require(names: Iterable<string>): void {
    for (const name of names) this.inside(name);
  }

  /** The icon as SVG, unseen by screen readers. @throws on an unknown name */
  draw(name: string, classes = ''): Markup {
    const extra = classes === '' ? '' : ` ${Handlebars.escapeExpression(classes)}`;
    return new Markup(`<svg class="icon${extra}" ${ATTRIBUTES[isFilled(name) ? 'filled' : 'outline']}>${this.inside(name)}</svg>`);
  }

  private inside(name: string): string {
    const known = this.drawings.get(name);
    if (known !== undefined) return known;
    if (!this.has(name)) throw new Error(`Unknown icon "${name}": not in @tabler/icons`);
    const drawing = withoutFrame(readFileSync(this.path(name), 'utf8'));
    this.drawings.set(name, drawing);
    return drawing;
  }

  private path(name: string): string {
    return join(this.folder, isFilled(name) ? `${name}.svg` : `outline/${name}.svg`);
  }
}

const COMMON = 'viewBox="0 0 24 24" aria-hidden="true" focusable="false"';
const ATTRIBUTES = {
  outline: `${COMMON} fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"`,
  filled: `${COMMON} fill="currentColor"`,
};

function isFilled(name: string): boolean {
  return name.startsWith('filled/');
}

function isIconName(name: unknown): boolean {
  return typeof name === 'string' && /^(filled\/)?[a-z0-9-]+$/.test(name);
}

/** What stands between <svg …> and </svg>, without the invisible square that Tabler draws first. */
function withoutFrame(svg: string): string {
  const inside = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
  return inside.replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '').replace(/\s*\n\s*/g, '');
}
