import { join } from 'node:path';
import { Translator } from '../i18n/index.js';
import { Assets } from './assets.js';
import { IconSet } from './icons.js';
import { ViewEngine, type ViewMode } from './view-engine.js';

export interface Views {
  engine: ViewEngine;
  translator: Translator;
  assets: Assets;
  icons: IconSet;
}

/** Opens `views/`, `locales/` and `public/` of a project folder. @throws naming everything that is wrong in them */
export function openViews(home: string, mode: ViewMode): Views {
  const translator = Translator.fromFolder(join(home, 'locales'));
  const assets = new Assets({ folder: join(home, 'public'), development: mode === 'development' });
  const icons = new IconSet();
  const engine = new ViewEngine({ roots: [join(home, 'views')], translator, assets, icons, mode });
  return { engine, translator, assets, icons };
}
