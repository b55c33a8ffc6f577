import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Global, Module } from '@nestjs/common';
import { z } from 'zod';
import { Translator } from '../../../src/platform/i18n/index.js';
import { readLocaleFiles } from '../../../src/platform/i18n/locale-files.js';
import { defineMessage } from '../../../src/platform/mail/index.js';
import { PROJECT_ROOT } from '../../../src/platform/project-root.js';
import { Assets, IconSet, ViewEngine } from '../../../src/platform/views/index.js';

const LETTERS = fileURLToPath(new URL('../fixtures/views', import.meta.url));

/** A letter with a secret, a date, and a name anybody may choose. */
export const RESET = defineMessage('letters/reset', {
  variables: z.strictObject({ name: z.string(), until: z.coerce.date(), link: z.string() }),
  secrets: ['link'],
  example: { name: 'Anne', until: new Date('2026-12-01T12:00:00Z'), link: 'https://saurupt.example.org/x' },
});

export const CODE = defineMessage('letters/code', {
  channel: 'sms',
  variables: z.strictObject({ code: z.string() }),
  secrets: ['code'],
  example: { code: '123456' },
});

const resources = readLocaleFiles(join(PROJECT_ROOT, 'locales'));
resources.fr.letters = {
  email: { reset: { subject: 'Mot de passe de {{name}}' } },
  sms: { code: '{{agency}} : {{code}}' },
};
resources.en.letters = { email: { reset: { subject: 'Password of {{name}}' } }, sms: { code: '{{agency}}: {{code}}' } };

const translator = new Translator(resources);

/** The frame every message is drawn in, and these letters: no other room's pages. */
function engine(): ViewEngine {
  const root = mkdtempSync(join(tmpdir(), 'letters-'));
  for (const folder of ['layouts', 'partials', 'mail'])
    cpSync(join(PROJECT_ROOT, 'views', folder), join(root, folder), { recursive: true });
  const assets = new Assets({ folder: join(PROJECT_ROOT, 'public'), development: false });
  const views = new ViewEngine({ roots: [root, LETTERS], translator, assets, icons: new IconSet(), mode: 'test' });
  rmSync(root, { recursive: true });
  return views;
}

@Global()
@Module({
  providers: [
    { provide: ViewEngine, useFactory: engine },
    { provide: Translator, useValue: translator },
  ],
  exports: [ViewEngine, Translator],
})
export class LettersModule {}
