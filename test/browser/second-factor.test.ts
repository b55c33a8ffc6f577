import type { Browser } from 'puppeteer';
import { DEMO_PASSWORD } from '../../src/provisioning/index.js';
import { codeOf } from '../identity/support/telephone.js';
import { launchBrowser, SIZES } from '../support/browser.js';
import { type DemoApp, startDemoApp } from '../support/demo-app.js';
import { Journey, type Size } from './journey.js';

describe.each(Object.keys(SIZES) as Size[])('the second factor of a staff member at a browser, %s', (size) => {
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

  it('is enrolled, gives its recovery codes once, is asked for at the next sign-in, and gives way to a recovery code [ADM-22]', async () => {
    const journey = await Journey.begin(browser, app, size);
    const enter = async (name: string) => {
      await journey.open('saurupt', '/connexion', `${name}-door`);
      await journey.fill({ login: 'claire.husson', password: DEMO_PASSWORD });
      await journey.press('Se connecter', name);
    };
    const leave = async (name: string) => {
      await journey.page.click('.s-head details > summary');
      await journey.press('Se déconnecter', name);
    };
    await enter('f01');
    await journey.open('saurupt', '/agence/mon-compte', 'f02-account');
    await journey.follow('Mettre en place', 'f03-enrol');
    const key = await journey.words('main ol code');
    expect(await journey.hrefOf('L’application est sur cet appareil')).toContain(`secret=${key.replace(/\s/g, '')}`);
    await journey.fill({ code: '000000' });
    await journey.press('Activer', 'f04-enrol-wrong');
    expect(await journey.words('main ol code')).toBe(key);
    await journey.fill({ code: codeOf(key, app.clock.now()) });
    await journey.press('Activer', 'f05-codes');
    const codes = (await journey.words('main .i-codes')).split(' ');
    expect(codes).toHaveLength(10);
    expect(decodeURIComponent(await journey.hrefOf('Télécharger'))).toContain(codes.join('\r\n'));
    await journey.page.reload({ waitUntil: 'load' });
    expect(await journey.words()).toContain('Vos codes ont été affichés une fois.');
    await journey.follow('Continuer', 'f06-account');
    await leave('f07-out');

    app.clock.advance({ minutes: 1 });
    await enter('f08-code');
    expect(journey.path).toBe('/connexion/code');
    await journey.fill({ code: '123456' });
    await journey.press('Continuer', 'f09-wrong-code');
    expect(await journey.words()).toContain('Ce code n’est pas le bon, ou il a déjà servi.');
    await journey.fill({ code: codeOf(key, app.clock.now()) });
    await journey.press('Continuer', 'f10-in');
    expect(journey.path).toBe('/agence');
    await journey.open('saurupt', '/agence/mon-compte', 'f11-account');
    await leave('f12-out');

    await enter('f13-code');
    await journey.follow('Téléphone perdu ou oublié', 'f14-recovery');
    await journey.fill({ code: 'abcde-23456' });
    await journey.press('Continuer', 'f15-recovery-wrong');
    expect(await journey.words('main h1')).toBe('Code de secours');
    await journey.fill({ code: codes[0]!.toUpperCase() });
    await journey.press('Continuer', 'f16-in');
    expect(journey.path).toBe('/agence');
    expect(await journey.words()).toContain('Il vous reste 9 codes de secours.');
    expect(await journey.finish()).toEqual([]);
  });
});
