import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseLocale } from './choose-locale.js';

describe('the language of a page [RES-46]', () => {
  it.each([
    ['the user first', { user: 'en', tenant: 'fr', browser: 'fr' }, 'en'],
    ['then the tenant', { user: null, tenant: 'en', browser: 'fr' }, 'en'],
    ['then the browser', { browser: 'en-GB,en;q=0.9' }, 'en'],
    ['French when nobody says', {}, 'fr'],
    ['French when only others are asked for', { browser: 'de-DE,nl;q=0.8' }, 'fr'],
    ['the best of the browser that we have', { browser: 'de, fr;q=0.3, en;q=0.7' }, 'en'],
    ['not one the browser refuses', { browser: 'en;q=0, fr;q=0.1' }, 'fr'],
    ['not a language a form made up', { user: 'xx', browser: 'EN' }, 'en'],
    ['a weight that cannot be read counts for nothing', { browser: 'en;q=much' }, 'fr'],
  ])('is: %s', (_rule, wishes, chosen) => {
    expect(chooseLocale(wishes)).toBe(chosen);
  });

  it('is always one we have, whatever the browser sends', () => {
    fc.assert(fc.property(fc.string(), (browser) => ['fr', 'en'].includes(chooseLocale({ browser }))));
  });
});
