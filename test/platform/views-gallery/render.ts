import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../src/platform/project-root.js';
import { openViews, type Views } from '../../../src/platform/views/index.js';
import type { GalleryPage } from './pages.js';

/** Templates of the gallery: pages that draw every layout and every common partial. */
export const GALLERY = join(PROJECT_ROOT, 'test/platform/views-gallery/templates');

export function openGallery(): Views {
  return openViews(PROJECT_ROOT, 'test', [GALLERY]);
}

export function drawPage({ engine }: Views, { view, model, chrome }: GalleryPage): string {
  return engine.render(view, model, chrome);
}
