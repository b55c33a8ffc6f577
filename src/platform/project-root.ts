import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, views, locales and migrations; the same seen from `src/` and from `dist/`. */
export const PROJECT_ROOT = nearestWithPackage(dirname(fileURLToPath(import.meta.url)));

function nearestWithPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearestWithPackage(dirname(folder));
}
