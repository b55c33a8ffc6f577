import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Translator } from '../../../src/platform/i18n/index.js';
import { PROJECT_ROOT } from '../../../src/platform/project-root.js';
import { Assets, IconSet, ViewEngine, type Views } from '../../../src/platform/views/index.js';
import type { GalleryPage } from './pages.js';

/** Templates of the gallery: pages that draw every layout and every common partial. */
export const GALLERY = join(PROJECT_ROOT, 'test/platform/views-gallery/templates');

const COMMON = ['layouts', 'partials', 'errors'];

/** The gallery with the common templates alone: no room's page can spoil it. */
export function openGallery(): Views {
  const common = mkdtempSync(join(tmpdir(), 'gallery-'));
  for (const folder of COMMON) cpSync(join(PROJECT_ROOT, 'views', folder), join(common, folder), { recursive: true });
  const translator = Translator.fromFolder(join(PROJECT_ROOT, 'locales'));
  const assets = new Assets({ folder: join(PROJECT_ROOT, 'public'), development: false });
  const icons = new IconSet();
  const engine = new ViewEngine({ roots: [common, GALLERY], translator, assets, icons, mode: 'test' });
  rmSync(common, { recursive: true });
  return { engine, translator, assets, icons };
}

export function drawPage({ engine }: Views, { view, model, chrome }: GalleryPage): string {
  return engine.render(view, model, chrome);
}
