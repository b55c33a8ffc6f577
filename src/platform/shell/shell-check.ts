import { Injectable } from '@nestjs/common';
import { Translator } from '../i18n/index.js';
import { IconSet } from '../views/index.js';
import type { Shell } from './shell.js';

/** Said once at boot rather than on the first page that draws the entry. */
@Injectable()
export class ShellCheck {
  constructor(
    private readonly icons: IconSet,
    private readonly translator: Translator,
  ) {}

  /** @throws on an icon or a sentence that nobody has */
  check<Context>(shell: Shell<Context>): void {
    for (const { key, icon, label, note } of shell.all()) {
      this.icons.require([icon]);
      const missing = [label, note].filter((one) => one !== undefined && !this.translator.has(one));
      if (missing.length > 0) throw new Error(`Entry ${key} of a shell: no sentence ${missing.join(', ')}`);
    }
  }
}
