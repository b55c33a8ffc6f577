// Small comforts. Every page works without them: what they need is hidden in the HTML and shown here.
import { autoSubmit } from './auto-submit.js';
import { binders } from './binders.js';
import { browse } from './browse.js';
import { checkAll } from './check-all.js';
import { copyButtons } from './copy.js';
import { density } from './density.js';
import { drops } from './drops.js';
import { passwords } from './password.js';
import { printButtons } from './print.js';
import { unsaved } from './unsaved.js';

for (const comfort of [
  autoSubmit,
  binders,
  browse,
  checkAll,
  copyButtons,
  density,
  drops,
  passwords,
  printButtons,
  unsaved,
])
  comfort(document);

document.querySelector('[data-take-focus]')?.focus();
