import { join } from 'node:path';
import Handlebars from 'handlebars';
import { Translator } from '../../../src/platform/i18n/index.js';
import { PROJECT_ROOT } from '../../../src/platform/project-root.js';
import { helpersFor } from '../../../src/platform/views/helpers/index.js';
import { Assets, type Chrome, IconSet, paletteOf, type ViewMode } from '../../../src/platform/views/index.js';
import { compileTemplate } from '../../../src/platform/views/template-compile.js';
import { chrome } from './chromes.js';

const translator = new Translator({
  fr: {
    room: {
      hello: 'Bonjour {{name}}',
      files_one: '{{count}} document',
      files_other: '{{count}} documents',
      plain: 'L’écrit <b>',
    },
  },
  en: {
    room: {
      hello: 'Hello {{name}}',
      files_one: '{{count}} document',
      files_other: '{{count}} documents',
      plain: 'Written',
    },
  },
});
const assets = new Assets({ folder: join(PROJECT_ROOT, 'public'), development: false });
const icons = new IconSet();

export interface TinyOptions {
  mode?: ViewMode;
  chrome?: Partial<Chrome>;
}

/** Compiles and draws a template of one line with the real helpers. */
export function tiny(
  source: string,
  model: object = {},
  { mode = 'test', chrome: changes = {} }: TinyOptions = {},
): string {
  const handlebars = Handlebars.create();
  const helpers = helpersFor({ translator, assets, icons, mode });
  handlebars.registerHelper(helpers);
  const template = compileTemplate(
    handlebars,
    { kind: 'view', name: 'tiny', path: 'tiny.hbs', source },
    Object.keys(helpers),
  );
  const frame = chrome('plain', 'Tiny', changes);
  const { locale, timeZone, tenant } = frame;
  return template(model, {
    data: { chrome: frame, locale, timeZone, tenant: tenant ?? {}, palette: paletteOf('#1d6f5c') },
  });
}
