import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder, packageVersion } from './package-folder.js';

/** A folder served under a prefix. The prefix changes with the content, so answers may be kept for ever unless said otherwise. */
export interface StaticMount {
  prefix: string;
  folder: string;
  immutable: boolean;
}

export interface AssetsOptions {
  /** Our own files: `public/`. */
  folder: string;
  /** In development the prefix stays and nothing is kept. */
  development: boolean;
}

/** Where the browser finds style sheets, scripts and fonts: our own and those of packages, all from the tenant's own host. */
export class Assets {
  readonly mounts: readonly StaticMount[];
  private readonly byName: Map<string, StaticMount>;

  constructor({ folder, development }: AssetsOptions) {
    this.byName = new Map([
      ['app', { prefix: `/assets/app-${development ? 'dev' : digest(folder)}`, folder, immutable: !development }],
      ['tabler', ofPackage('tabler', '@tabler/core', 'dist/css')],
      ['inter', ofPackage('inter', '@fontsource-variable/inter', '.')],
    ]);
    this.mounts = [...this.byName.values()];
  }

  /** Address of `app/css/staff.css`, `tabler/tabler.min.css`, `inter/wght.css`. @throws when there is no such file */
  href(name: string): string {
    const { mount, file } = this.find(name);
    return `${mount.prefix}/${file}`;
  }

  /** Text of a file, for papers, which carry their style with them. */
  read(name: string): string {
    return this.readBytes(name).toString('utf8');
  }

  readBytes(name: string): Buffer {
    const { mount, file } = this.find(name);
    return readFileSync(join(mount.folder, file));
  }

  private readonly found = new Map<string, { mount: StaticMount; file: string }>();

  private find(name: string) {
    const known = this.found.get(name);
    if (known) return known;
    const slash = name.indexOf('/');
    const mount = this.byName.get(name.slice(0, slash));
    const file = name.slice(slash + 1);
    if (!mount || !existsSync(join(mount.folder, file))) throw new Error(`Unknown asset "${name}"`);
    this.found.set(name, { mount, file });
    return { mount, file };
  }
}

function ofPackage(name: string, packageName: string, inside: string): StaticMount {
  const folder = join(packageFolder(packageName), inside);
  return { prefix: `/assets/${name}-${packageVersion(packageName)}`, folder, immutable: true };
}

function digest(folder: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, file);
    if (statSync(path).isFile()) hash.update(file).update('\0').update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 10);
}
