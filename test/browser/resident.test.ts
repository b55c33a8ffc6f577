import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'puppeteer';
import { DEMO_PASSWORD } from '../../src/provisioning/index.js';
import { launchBrowser, SIZES } from '../support/browser.js';
import { type DemoApp, startDemoApp } from '../support/demo-app.js';
import { Journey, type Size } from './journey.js';

const run = promisify(execFile);

describe.each(Object.keys(SIZES) as Size[])('a resident at a browser, %s', (size) => {
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

  const wordsOf = async (pdf: Buffer): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'extranet-paper-'));
    await writeFile(join(folder, 'paper.pdf'), pdf);
    await run('pdftotext', ['-layout', join(folder, 'paper.pdf'), join(folder, 'paper.txt')]);
    const text = await readFile(join(folder, 'paper.txt'), 'utf8');
    await rm(folder, { recursive: true });
    return text.replace(/\s+/g, ' ');
  };

  it('signs in for the first time, chooses a password, reads a document and prints the account [RES-13] [RES-14] [RES-47] [ACC-48] [ACC-52]', async () => {
    const journey = await Journey.begin(browser, app, size);
    await journey.open('saurupt', '/extranet', 'r01-door');
    await journey.fill({ login: 'sophie.gerard', password: 'Bienvenue-Sophie-26' });
    await journey.press('Se connecter', 'r02-first-password');
    expect(journey.path).toBe('/extranet/premiere-connexion');

    const initial = 'Bienvenue-Sophie-26';
    await journey.fill({ newPassword: initial, repeatPassword: initial });
    await journey.press('Enregistrer et continuer', 'r03-password-refused');
    expect(journey.path).toBe('/extranet/premiere-connexion');
    expect(await journey.words('.form-errors')).toMatch(/mot de passe/i);
    expect(await journey.page.title()).toMatch(/^Erreur/);
    const phrase = 'trois pies sur le toit';
    await journey.fill({ newPassword: phrase, repeatPassword: phrase });
    await journey.press('Enregistrer et continuer', 'r04-home');
    expect(journey.path).toBe('/extranet/locataire');

    await journey.follow('Mes documents', 'r05-binders');
    await journey.follow('Quittances', 'r06-binder');
    await journey.follow('2026', 'r07-sub-folder');
    const title = 'Quittance novembre 2026';
    const receipt = await journey.bytesOf(await journey.hrefOf(title));
    expect([receipt.status, receipt.headers['content-type'], receipt.bytes.subarray(0, 4).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF',
    ]);
    expect(receipt.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(receipt.headers['content-disposition']).toMatch(/^inline/);
    expect(receipt.headers['cache-control']).toContain('private');
    expect(await wordsOf(receipt.bytes)).toContain('GERARD');

    await journey.follow('Mon compte', 'r08-account');
    await journey.fill({ du: '2026-03-01', au: '2026-06-30' });
    await journey.press('Rechercher', 'r09-account-search');
    const shown = await journey.words();
    expect(shown).toContain('411GERARDS');
    const days = [...shown.matchAll(/\b\d\d\/(\d\d)\/2026/g)].map(([, month]) => Number(month));
    expect(days).toContain(3);
    const [, balance] = /(-?[\d\s]+,\d\d) €/.exec(await journey.words('.due')) ?? [];
    const extract = await journey.bytesOf(await journey.hrefOf('Imprimer'));
    expect([extract.status, extract.headers['content-type'], extract.bytes.subarray(0, 4).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF',
    ]);
    const paper = await wordsOf(extract.bytes);
    expect(paper).toContain('411GERARDS');
    expect(paper).toContain(balance!.trim());
    expect(paper).toContain('01/03/2026');

    expect(await journey.finish()).toEqual([]);
  });

  it('reads accounts, general and personal papers in one space after one sign-in, each page readable [RES-01] [RES-47]', async () => {
    const journey = await Journey.begin(browser, app, size);
    await journey.open('saurupt', '/extranet', 'c01-door');
    await journey.fill({ login: 'lea.roux', password: DEMO_PASSWORD });
    await journey.press('Se connecter', 'c02-home');
    for (const page of [
      'documents',
      'compte',
      'fonds-travaux',
      'depenses',
      'charges',
      'biens',
      'contacts',
      'partenaires',
    ]) {
      await journey.open('saurupt', `/extranet/coproprietaire/${page}`, `c03-${page}`);
      expect(await journey.words('h1')).not.toMatch(/introuvable/i);
    }
    await journey.open('saurupt', '/extranet/coproprietaire/documents', 'c05-binders');
    await journey.follow('Règlement de copropriété', 'c06-general');
    const general = await journey.bytesOf(
      await journey.hrefOf('Règlement de copropriété et état descriptif de division'),
    );
    await journey.open('saurupt', '/extranet/coproprietaire/documents', 'c07-binders');
    await journey.follow('Comptes individuels', 'c08-personal');
    expect(await journey.words()).toContain('450ROUXL');
    expect([general.status, general.bytes.subarray(0, 4).toString()]).toEqual([200, '%PDF']);
    await journey.open('saurupt', '/extranet/profil', 'c04-profile');
    expect(await journey.finish()).toEqual([]);
  });

  it('chooses among her spaces and comes back to the other [RES-17] [RES-19]', async () => {
    const journey = await Journey.begin(browser, app, size);
    await journey.open('saurupt', '/extranet', 's01-door');
    await journey.fill({ login: 'monique.henry', password: DEMO_PASSWORD });
    await journey.press('Se connecter', 's02-spaces');
    expect(journey.path).toBe('/extranet/espaces');
    await journey.open('saurupt', '/extranet/proprietaire', 's03-landlord');
    await journey.open('saurupt', '/extranet/proprietaire/compte', 's04-landlord-account');
    await journey.open('saurupt', '/extranet/coproprietaire', 's05-co-owner');
    expect(await journey.finish()).toEqual([]);
  });

  it('signs in and reaches a document with the keyboard alone [RES-47]', async () => {
    const journey = await Journey.begin(browser, app, size);
    const { page } = journey;
    const focused = () =>
      page.evaluate(
        () => (document.activeElement as HTMLElement | null)?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
      );
    const tabTo = async (wanted: (text: string, name: string) => boolean) => {
      for (let stop = 0; stop < 60; stop += 1) {
        const name = await page.evaluate(() => document.activeElement?.getAttribute('name') ?? '');
        if (wanted(await focused(), name)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never got there on ${journey.path}`);
    };
    const enter = async (name: string) => {
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
      await journey.look(name);
    };
    await journey.open('saurupt', '/extranet', 'k01-door');
    await tabTo((_, name) => name === 'login');
    await page.keyboard.type('anne.martin');
    await page.keyboard.press('Tab');
    await tabTo((_, name) => name === 'password');
    await page.keyboard.type(DEMO_PASSWORD);
    await enter('k02-home');
    expect(journey.path).toBe('/extranet/coproprietaire');
    await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/contenu/i);
    await page.keyboard.press('Enter');
    await tabTo((text) => text.startsWith('Mes documents'));
    await enter('k03-binders');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await tabTo((text) => text.startsWith('Assurances'));
    await enter('k04-binder');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await tabTo((text) => text.startsWith('Attestation d’assurance'));
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).not.toBe('none');
    const href = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href);
    expect((await journey.bytesOf(href)).bytes.subarray(0, 4).toString()).toBe('%PDF');
    expect(await journey.finish()).toEqual([]);
  });

  it('does the same without JavaScript [RES-47]', async () => {
    const journey = await Journey.begin(browser, app, size, { scripts: false });
    await journey.open('saurupt', '/extranet', 'n01-door');
    await journey.fill({ login: 'karim.benali', password: DEMO_PASSWORD });
    await journey.press('Se connecter', 'n02-home');
    expect(journey.path).toBe('/extranet/locataire');
    await journey.follow('Mes documents', 'n03-binders');
    await journey.follow('Quittances', 'n04-binder');
    expect(await journey.words()).toMatch(/2026/);
    await journey.follow('Mon compte', 'n05-account');
    await journey.fill({ du: '2026-01-01', au: '2026-06-30' });
    await journey.press('Rechercher', 'n06-account-search');
    expect(new URL(journey.page.url()).searchParams.get('au')).toBe('2026-06-30');
    await journey.press('Se déconnecter', 'n07-signed-out');
    expect(journey.path).toBe('/extranet');
    expect(await journey.finish()).toEqual([]);
  });
});
