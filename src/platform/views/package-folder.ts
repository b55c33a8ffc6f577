import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** Folder of an installed package, whatever its `exports` let through. @throws when it is not installed */
export function packageFolder(name: string): string {
  const folder = (require.resolve.paths(name) ?? []).map((place) => join(place, name)).find((place) => existsSync(place));
  if (!folder) throw new Error(`The package ${name} is not installed`);
  return folder;
}

export function packageVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as { version: string };
  return version;
}
