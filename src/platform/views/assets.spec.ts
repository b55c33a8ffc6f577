import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Assets } from './assets.js';

function folder(css: string): string {
  const path = mkdtempSync(join(tmpdir(), 'public-'));
  writeFileSync(join(path, 'site.css'), css);
  return path;
}

describe('assets', () => {
  it('have an address that changes with their content, so that it may be kept for ever', () => {
    const one = new Assets({ folder: folder('a'), development: false });
    const same = new Assets({ folder: folder('a'), development: false });
    const other = new Assets({ folder: folder('b'), development: false });
    expect(one.href('app/site.css')).toBe(same.href('app/site.css'));
    expect(one.href('app/site.css')).not.toBe(other.href('app/site.css'));
    expect(one.mounts.every((mount) => mount.immutable)).toBe(true);
  });

  it('stay at one address and are not kept in development', () => {
    const assets = new Assets({ folder: folder('a'), development: true });
    expect(assets.href('app/site.css')).toBe('/assets/app-dev/site.css');
    expect(assets.mounts.filter((mount) => !mount.immutable).map((mount) => mount.prefix)).toEqual(['/assets/app-dev']);
  });

  it('come from packages by their version', () => {
    const assets = new Assets({ folder: folder('a'), development: false });
    expect(assets.href('tabler/tabler.min.css')).toMatch(/^\/assets\/tabler-\d+\.\d+\.\d+\/tabler\.min\.css$/);
    expect(assets.href('inter/wght.css')).toMatch(/^\/assets\/inter-\d/);
  });

  it.each(['app/none.css', 'none/site.css', 'site.css', ''])('do not include %p', (name) => {
    const assets = new Assets({ folder: folder('a'), development: false });
    expect(() => assets.href(name)).toThrow('Unknown asset');
  });
});
