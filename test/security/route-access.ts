import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteDeclaration } from '../../src/platform/http/index.js';

const FILE = join(import.meta.dirname, 'routes.txt');

/** `GET /agence/:line  staff:portfolio.view` per line: the reviewed list of every door of the application. */
export function reviewedRoutes(): Map<string, string> {
  const lines = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => line.split(/ {2,}/) as [string, string]));
}

export function describeRoute({ method, path }: RouteDeclaration): string {
  return `${method} ${path}`;
}

/** Who may come in, in a word. */
export function describeAccess({ access, feature }: RouteDeclaration): string {
  const option = feature ? ` [${feature}]` : '';
  if (!access) return 'undeclared';
  if (access.audience === 'staff')
    return `${access.whileLimited ? 'limited-' : ''}staff${access.permission ? `:${access.permission}` : ''}${option}`;
  if (access.audience === 'resident') return `${access.whileLimited ? 'limited-' : ''}resident${option}`;
  if (access.audience === 'public') return `public@${access.site}${option}`;
  return `${access.audience}${option}`;
}

const NOWHERE = '00000000-0000-7000-8000-000000000000';

/** An address of that route that names nothing that exists. */
export function addressOf({ path }: RouteDeclaration): string {
  return path
    .replace(/\{\/?\*(\w+)\}|\*(\w+)/g, 'rien')
    .replace(/:line\b/g, 'syndic')
    .replace(/:(sha256|sha|file)\b/g, '0'.repeat(64))
    .replace(/:number\b/g, '999999')
    .replace(/:(\w+)(\([^)]*\))?/g, NOWHERE);
}
