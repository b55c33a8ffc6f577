import { describe, expect, it } from '@jest/globals';
import { themeHref, themeStylesheet } from './stylesheet.js';
import { tenantChrome } from './tenant-chrome.js';

const file = (colour: string) => themeHref(colour).slice('/theme/'.length);

describe("a tenant's style sheet", () => {
  it('is found under the address pages link', () => {
    const theme = themeStylesheet(file('#1d6f5c'));
    expect(theme?.immutable).toBe(true);
    expect(theme?.css).toContain('--brand: #1d6f5c;');
    expect(theme?.css).toContain('--tblr-primary-rgb: 29, 111, 92;');
  });

  it('has an address for each colour, and the same for the same', () => {
    expect(themeHref('#1D6F5C')).toBe(themeHref('#1d6f5c'));
    expect(themeHref('#1d6f5d')).not.toBe(themeHref('#1d6f5c'));
  });

  it('named by another release is served, not kept', () => {
    expect(themeStylesheet('1d6f5c-00000000.css')).toMatchObject({ immutable: false });
  });

  it.each(['', '1d6f5c.css', '../../etc/passwd', '1d6f5c-0000000.css', 'zzzzzz-00000000.css', '1d6f5c-00000000.css.map'])('does not exist as %p', (name) => {
    expect(themeStylesheet(name)).toBeUndefined();
  });

  it('is ours when the colour is none', () => {
    expect(themeHref('red; } body { display: none')).toBe(themeHref('#1f5f7a'));
    expect(tenantChrome({ name: 'A', domain: 'a', colour: 'none' })).toMatchObject({ colour: '#1f5f7a', themeHref: themeHref('#1f5f7a') });
  });
});
