import type { Browser } from 'puppeteer';
import { DEMO_PASSWORD } from '../../src/provisioning/index.js';
import { launchBrowser, SIZES } from '../support/browser.js';
import { type DemoApp, startDemoApp } from '../support/demo-app.js';
import { Journey, type Size } from './journey.js';

describe.each(Object.keys(SIZES) as Size[])('photos looked at in a browser, %s', (size) => {
  let app: DemoApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await startDemoApp();
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('by a co-owner, turned by the arrows and closed by Escape [RES-34]', async () => {
    const journey = await Journey.begin(browser, app, size);
    await journey.open('saurupt', '/extranet', 'p01-door');
    await journey.fill({ login: 'anne.martin', password: DEMO_PASSWORD });
    await journey.press('Se connecter', 'p02-home');
    await journey.open('saurupt', '/extranet/coproprietaire/photos', 'p03-photos');
    await journey.follow('Hall d’entrée', 'p04-photo');
    const turn = async (key: 'ArrowRight' | 'ArrowLeft' | 'Escape') => {
      await Promise.all([journey.page.waitForNavigation(), journey.page.keyboard.press(key)]);
      return journey.page.$eval('h1', (heading) => heading.textContent);
    };
    expect(
      await journey.page.$eval('.enlarged img', (image) => (image as HTMLImageElement).naturalWidth),
    ).toBeGreaterThan(500);
    expect(await turn('ArrowRight')).toBe('Ravalement de la façade sur cour');
    expect(await turn('ArrowLeft')).toBe('Hall d’entrée');
    expect(await turn('Escape')).toBe('Mes photos');
    expect(await journey.finish()).toEqual([]);
  });

  it('by a lessee without JavaScript, from one to the next [RES-34] [RES-47]', async () => {
    const journey = await Journey.begin(browser, app, size, { scripts: false });
    await journey.open('saurupt', '/extranet', 'p05-door');
    await journey.fill({ login: 'karim.benali', password: DEMO_PASSWORD });
    await journey.press('Se connecter', 'p06-home');
    await journey.follow('Mes photos', 'p07-photos');
    await journey.follow('12 rue Saint-Nicolas – façade', 'p08-photo');
    await journey.follow('Photo suivante', 'p09-next');
    expect(await journey.words()).toContain('État des lieux – séjour');
    await journey.follow('Toutes les photos', 'p10-photos');
    expect(await journey.finish()).toEqual([]);
  });

  it('by staff, found by building [GED-82]', async () => {
    const journey = await Journey.begin(browser, app, size);
    await journey.open('saurupt', '/connexion', 'p11-door');
    await journey.fill({ login: 'claire.husson', password: DEMO_PASSWORD });
    await journey.press('Se connecter', 'p12-home');
    await journey.open('saurupt', '/agence/syndic/photos', 'p13-photos');
    await journey.fill({ q: 'isabey' });
    await journey.press('Appliquer', 'p14-found');
    expect(await journey.words()).not.toContain('Résidence Gilbert');
    await journey.follow('Chaufferie', 'p15-photo');
    expect(await journey.finish()).toEqual([]);
  });
});
