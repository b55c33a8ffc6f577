import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { flatten, readLocaleFiles } from './locale-files.js';

function folder(french: string): string {
  const root = mkdtempSync(join(tmpdir(), 'locales-'));
  for (const locale of ['fr', 'en']) mkdirSync(join(root, locale));
  writeFileSync(join(root, 'fr/ged.yaml'), french);
  writeFileSync(join(root, 'en/ged.yaml'), '');
  return root;
}

describe('locale files', () => {
  it('are read by room, an empty one as no sentence', () => {
    const resources = readLocaleFiles(folder("title: Documents\nempty:\n  '404': Rien\n"));
    expect([...flatten(resources.fr)]).toEqual([
      ['ged:title', 'Documents'],
      ['ged:empty.404', 'Rien'],
    ]);
    expect(resources.en).toEqual({ ged: {} });
  });

  it.each(['- a\n- b\n', 'title: [1]\n', 'title: 12\n', 'empty:\n  home: true\n'])(
    'are refused by name when %p is no sentence',
    (content) => {
      expect(() => readLocaleFiles(folder(content))).toThrow(/ged\.yaml/);
    },
  );
});
