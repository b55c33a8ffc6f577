import type { HelperOptions } from 'handlebars';
import type { IconSet } from '../icons.js';
import type { Markup } from '../markup.js';

/** `{{icon "folder"}}`, `{{icon entry.icon class="icon-lg"}}`: the drawing of @tabler/icons, silent for screen readers. */
export function iconHelper(icons: IconSet) {
  return (name: string, options: HelperOptions): Markup => icons.draw(name, String(options.hash.class ?? ''));
}
