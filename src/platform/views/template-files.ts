import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export type TemplateKind = 'view' | 'partial' | 'layout';

export interface TemplateFile {
  kind: TemplateKind;
  /** `accounts/resident/statement`, `field/text`, `staff`; text templates (email) end in `.text`. */
  name: string;
  path: string;
  source: string;
}

const EXTENSION = '.hbs';

/** Every template under the folders, named as views and partials call it. */
export function readTemplates(roots: readonly string[]): TemplateFile[] {
  return roots.flatMap((root) =>
    templatePaths(root).map((path) => ({
      ...nameOf(relative(root, path).split(sep).join('/')),
      path,
      source: readFileSync(path, 'utf8'),
    })),
  );
}

/** Changes when a template is written, added or removed: the moment of the latest change and how many there are. */
export function templatesStamp(roots: readonly string[]): string {
  const paths = roots.flatMap(templatePaths);
  return `${paths.length}:${Math.max(0, ...paths.map((path) => statSync(path).mtimeMs))}`;
}

function templatePaths(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(EXTENSION))
    .map((path) => join(root, path))
    .sort();
}

function nameOf(path: string): { kind: TemplateKind; name: string } {
  const name = path.slice(0, -EXTENSION.length);
  const [first = '', second, ...rest] = name.split('/');
  if (first === 'layouts') return { kind: 'layout', name: name.slice('layouts/'.length) };
  if (first === 'partials') return { kind: 'partial', name: name.slice('partials/'.length) };
  if (second === 'partials' && rest.length > 0) return { kind: 'partial', name: `${first}/${rest.join('/')}` };
  return { kind: 'view', name };
}
