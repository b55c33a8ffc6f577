import { describe, expect, it } from '@jest/globals';
import { IconSet } from './icons.js';

const icons = new IconSet();

describe('icons', () => {
  it('are drawn in the line, unseen by screen readers', () => {
    const svg = icons.draw('folder').toString();
    expect(svg).toMatch(/^<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor"/);
    expect(svg).toMatch(/<path d="[^"]+" ?\/><\/svg>$/);
    expect(svg).not.toContain('M0 0h24v24H0z');
  });

  it('can be filled, and named by a class that cannot leave its attribute', () => {
    expect(icons.draw('filled/star', 'big').toString()).toContain('class="icon big" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="currentColor"');
    expect(icons.draw('folder', '"><script>').toString()).not.toContain('<script>');
  });

  it.each(['no-such-icon', '', '../../package', 'folder.svg', 'Folder'])('do not include %p', (name) => {
    expect(icons.has(name)).toBe(false);
    expect(() => icons.draw(name)).toThrow(/Unknown icon/);
  });

  it('named by menus are asked for at the start', () => {
    expect(() => icons.require(['home', 'folder'])).not.toThrow();
    expect(() => icons.require(['home', 'maison'])).toThrow('Unknown icon "maison"');
  });
});
