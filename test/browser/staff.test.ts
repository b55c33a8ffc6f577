import type { Browser } from 'puppeteer';
import { DEMO_PASSWORD } from '../../src/provisioning/index.js';
import { launchBrowser, SIZES } from '../support/browser.js';
import { type DemoApp, startDemoApp } from '../support/demo-app.js';
import { Journey, type Size } from './journey.js';

describe.each(Object.keys(SIZES) as Size[])('a staff member at a browser, %s', (size) => {
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

  it('finds a client in the portfolio, sees the space as that client does, and comes back [ADM-23] [ADM-38] [ADM-54]', async () => {
    const journey = await Journey.begin(browser, app, size);
    await journey.open('saurupt', '/connexion', 't01-door');
    await journey.fill({ login: 'claire.husson', password: DEMO_PASSWORD });
    await journey.press('Se connecter', 't02-lines');
    expect(journey.path).toBe('/agence');
    await journey.follow('Syndic', 't03-home');
    expect(journey.path).toBe('/agence/syndic');
    await journey.open('saurupt', '/agence/syndic/portefeuille', 't04-portfolio');
    await journey.follow('Copropriétaires', 't05-list');
    await journey.fill({ q: 'martin' });
    await journey.press('Appliquer', 't06-list-search');
    expect(new URL(journey.page.url()).searchParams.get('q')).toBe('martin');
    const found = await journey.words('main table');
    expect(found).toContain('450MARTINA');
    expect(found).not.toContain('450LALLEMANDP');

    await journey.follow('MARTIN Anne', 't07-record');
    const record = journey.path;
    expect(await journey.words()).toContain('450MARTINA');
    await journey.follow('Situation compte', 't08-record-account');
    await journey.follow('Arborescence', 't09-record-tree');
    await journey.follow('Documents', 't10-record-documents');
    await journey.follow('Général', 't11-record-again');
    await journey.press('Voir l’espace comme ce client', 't12-see-as');
    expect(journey.path).toBe('/extranet/coproprietaire');
    expect(await journey.words('.see-as')).toMatch(/Anne MARTIN/i);
    await journey.follow('Mon compte', 't13-see-as-account');
    expect(await journey.words('.see-as')).toMatch(/Anne MARTIN/i);
    expect(await journey.words()).toContain('450MARTINA');
    const leave = await journey.words('.see-as button');
    await journey.press(leave, 't14-left');
    expect(journey.path).toBe(record);
    await journey.open('saurupt', '/extranet/coproprietaire', 't15-no-more');
    expect(await journey.words()).not.toContain('450MARTINA');
    const faults = await journey.finish();
    expect(faults.filter((fault) => !fault.includes('status of 404'))).toEqual([]);
  });

  it('looks through buildings, binders, documents and identities, each readable and within the screen', async () => {
    const journey = await Journey.begin(browser, app, size);
    await journey.open('saurupt', '/connexion', 'u01-door');
    await journey.fill({ login: 'claire.husson', password: DEMO_PASSWORD });
    await journey.press('Se connecter', 'u02-lines');
    await journey.open('saurupt', '/agence/syndic/portefeuille/immeubles', 'u03-buildings');
    await journey.follow('Résidence Gilbert', 'u04-building');
    await journey.follow('Lots', 'u05-lots');
    await journey.open('saurupt', '/agence/syndic/documents', 'u06-binders');
    await journey.follow('Assurances', 'u07-binder');
    await journey.open('saurupt', '/agence/gerance/identites', 'u08-identities');
    await journey.open('saurupt', '/agence/gerance/portefeuille/locataires', 'u09-lessees');
    await journey.open('saurupt', '/agence/mon-compte', 'u10-account');
    expect(await journey.finish()).toEqual([]);
  });
});
