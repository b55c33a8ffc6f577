import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Translator } from '../../src/platform/i18n/index.js';
import { flatten, readLocaleFiles } from '../../src/platform/i18n/locale-files.js';
import { PROJECT_ROOT } from '../../src/platform/project-root.js';

const resources = readLocaleFiles(join(PROJECT_ROOT, 'locales'));
const rooms = Object.keys(resources.fr);
const PLURAL = /_(zero|one|many|other)$/;

const sentences = (locale: 'fr' | 'en', room: string) => flatten({ [room]: resources[locale][room] ?? {} });
const bare = (keys: Iterable<string>) => [...new Set([...keys].map((key) => key.replace(PLURAL, '')))].sort();
const values = (sentence: string) => [...new Set(sentence.match(/{{\s*[\w-]+/g) ?? [])].sort();

describe('the two languages [RES-46]', () => {
  it('have the same rooms', () => {
    expect(Object.keys(resources.en).sort()).toEqual(rooms.sort());
  });

  describe.each(rooms)('in %s', (room) => {
    const [fr, en] = [sentences('fr', room), sentences('en', room)];

    it('have the same sentences', () => {
      expect(bare(en.keys())).toEqual(bare(fr.keys()));
    });

    it('put the same values in them', () => {
      const different = [...fr].filter(
        ([key, sentence]) => en.has(key) && values(sentence).join() !== values(en.get(key) ?? '').join(),
      );
      expect(different.filter(([key]) => !PLURAL.test(key)).map(([key]) => key)).toEqual([]);
    });

    it('have both forms of each plural', () => {
      for (const keys of [fr, en]) {
        const counted = [...keys.keys()]
          .filter((key) => /_(one|other)$/.test(key))
          .map((key) => key.replace(PLURAL, ''));
        expect(counted.filter((key) => !keys.has(`${key}_one`) || !keys.has(`${key}_other`))).toEqual([]);
      }
    });

    it('say every sentence with something', () => {
      expect([...fr, ...en].filter(([, sentence]) => sentence.trim() === '').map(([key]) => key)).toEqual([]);
    });
  });
});

describe('sentences named in the code', () => {
  it('exist, or begin one that a value ends', () => {
    const translator = new Translator(resources);
    const named = new RegExp(`'((?:${rooms.join('|')}):[a-z0-9][\\w.-]*)'`, 'g');
    const known = (key: string) =>
      translator.has(key) || [...translator.keys].some((full) => full.startsWith(`${key}.`));
    const missing = readdirSync(join(PROJECT_ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
      .flatMap((path) =>
        [...readFileSync(join(PROJECT_ROOT, 'src', path), 'utf8').matchAll(named)].map(
          ([, key = '']) => `${path}: ${key}`,
        ),
      )
      .filter((line) => !known(line.slice(line.indexOf(': ') + 2)));
    expect(missing).toEqual([]);
  });
});
