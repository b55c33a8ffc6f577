import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LOCALES, type Locale } from './locale.js';

/** One file: sentences by key, nested as one likes. */
export interface Sentences {
  [key: string]: string | Sentences;
}

/** `resources.fr.accounts` is `locales/fr/accounts.yaml`. */
export type LocaleResources = Record<Locale, Record<string, Sentences>>;

/** Reads every `locales/<lang>/<room>.yaml`. @throws naming the file and key that is not a sentence */
export function readLocaleFiles(root: string): LocaleResources {
  return Object.fromEntries(LOCALES.map((locale) => [locale, readRooms(join(root, locale))])) as LocaleResources;
}

function readRooms(folder: string): Record<string, Sentences> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return Object.fromEntries(
    files.map((file) => {
      const path = join(folder, file);
      const content: unknown = parse(readFileSync(path, 'utf8')) ?? {};
      return [file.slice(0, -'.yaml'.length), sentences(content, path)];
    }),
  );
}

function sentences(content: unknown, where: string): Sentences {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Error(`${where}: sentences by key are expected`);
  }
  return Object.fromEntries(
    Object.entries(content).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? value : sentences(value, `${where}: ${key}`),
    ]),
  );
}

/** Every `room:key.of.a.sentence` of a language, with its sentence. */
export function flatten(rooms: Record<string, Sentences>): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (branch: Sentences, path: string, separator: string) => {
    for (const [key, value] of Object.entries(branch)) {
      const full = `${path}${separator}${key}`;
      if (typeof value === 'string') flat.set(full, value);
      else walk(value, full, '.');
    }
  };
  for (const [room, branch] of Object.entries(rooms)) walk(branch, room, ':');
  return flat;
}
