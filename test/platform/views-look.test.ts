import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'puppeteer';
import { fitsInWidth, launchBrowser, openPage } from '../support/browser.js';
import { everyFault, type GalleryHost, hostGallery, read, visible } from './views-gallery/browser.js';
import { galleryPages } from './views-gallery/pages.js';
import { drawPage, openGallery } from './views-gallery/render.js';

const gallery = openGallery();
const pages = galleryPages();
const drawn = new Map(pages.map((page) => [page.name, drawPage(gallery, page)]));
/** Papers and emails never meet our policy: the first go to the printer, the second to a mail program. */
const served = pages
  .filter(({ chrome }) => chrome.layout !== 'paper' && chrome.layout !== 'email')
  .map(({ name }) => name);
const NARROWEST = 320;

let browser: Browser;
let host: GalleryHost;
let page: Page;
let faults: string[];
/** Kinds of the questions the browser asked; every one is answered yes. */
const questions: string[] = [];

beforeAll(async () => {
  [browser, host] = await Promise.all([launchBrowser(), hostGallery(gallery, drawn)]);
  ({ page, faults } = await openPage(browser));
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.accept();
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
});

afterAll(async () => {
  await browser?.close();
  await host?.close();
});

async function open(name: string, width: number): Promise<void> {
  faults.length = 0;
  await page.setViewport({ width, height: 900 });
  await page.goto(`${host.address}/${name}`, { waitUntil: 'load' });
}

describe.each(served)('the page %s', (name) => {
  it('has nothing axe would reproach, wide or narrow, and needs no host but its own [RES-47]', async () => {
    await open(name, 1280);
    expect(await everyFault(page)).toEqual([]);
    await page.setViewport({ width: 390, height: 844 });
    expect(await everyFault(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('fits in 320 px [RES-47]', async () => {
    await open(name, NARROWEST);
    expect(await fitsInWidth(page)).toBe(true);
  });
});

describe('the residents’ frame', () => {
  it('shows the agency, the client and his space [RES-20]', async () => {
    await open('resident-home', 1280);
    const header = await read(page, 'header', ({ innerText }) => innerText);
    for (const words of ['Agence Saurupt', 'Pierre PROPRIETAIRE', 'Mon espace copropriétaire', 'Se déconnecter'])
      expect(header).toContain(words);
  });

  it('lets one change space from the header, by keyboard [RES-47]', async () => {
    await open('resident-home', 1280);
    await page.focus('header summary');
    await page.keyboard.press('Enter');
    expect(await read(page, 'header details a:not([aria-current])', (link) => link.checkVisibility())).toBe(true);
    await page.keyboard.press('Escape');
    expect(await read(page, 'header details', (details) => details.open)).toBe(false);
  });

  it('says when its data was published and offers the other language [RES-46]', async () => {
    await open('resident-home', 1280);
    const foot = await read(page, 'footer', ({ innerText }) => innerText);
    expect(foot).toContain('Données publiées le 14 novembre 2025 à 20:09');
    expect(foot).toContain('Mentions légales');
    expect(await read(page, 'footer button[lang="en"]', ({ value }) => value)).toBe('en');
  });

  it('begins with a link to the content, seen when it is reached [RES-47]', async () => {
    await open('resident-home', 1280);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip-link');
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().top')).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('contenu');
  });

  it.each(['resident-home', 'staff-list'])('prints %s without its menus [RES-47]', async (name) => {
    await open(name, 1280);
    await page.emulateMediaType('print');
    const left = await visible(page, 'nav, #menu, .sign-out, .btn, .filters');
    await page.emulateMediaType('screen');
    expect(left).toEqual([]);
  });
});

describe('without JavaScript [RES-47]', () => {
  beforeAll(() => page.setJavaScriptEnabled(false));
  afterAll(() => page.setJavaScriptEnabled(true));

  it.each(['resident-home', 'staff-home'])('the menu of %s opens on a telephone', async (name) => {
    await open(name, 390);
    expect(await visible(page, 'nav .menu-entry')).toEqual([]);
    await page.click('.menu-open');
    expect(await visible(page, 'nav .menu-entry')).not.toEqual([]);
  });

  it('a new password says its rule, and shows no button that would do nothing', async () => {
    await open('first-access', 390);
    expect(await read(page, '.strength', ({ textContent }) => textContent)).toContain('At least 12 characters');
    expect(await visible(page, '.password-show')).toEqual([]);
  });
});

describe('with JavaScript', () => {
  it.each([
    ['court', 'Encore 7 caractères.'],
    ['onze lettre', 'Encore 1 caractère.'],
    ['aaaaaaaaaaaaaa', 'Trop facile à deviner.'],
    ['pierrep4821pierrep', 'Trop facile à deviner.'],
    ['azertyazerty1', 'Trop facile à deviner.'],
    ['lac bleu forêt', 'Bon mot de passe.'],
    ['Un cheval mange 3 pommes', 'Excellent mot de passe.'],
  ])('the password %p is told: %s', async (password, words) => {
    await open('resident-form', 1280);
    await page.type('#f-password', password);
    expect(await read(page, '#f-password-strength', ({ textContent }) => textContent)).toBe(words);
  });

  it('a password can be seen, and is hidden again when sent', async () => {
    await open('sign-in', 1280);
    const type = () => read(page, '#f-password', (input) => input.type);
    await page.click('.password-show');
    expect(await type()).toBe('text');
    await page.evaluate("document.querySelector('form').dispatchEvent(new Event('submit', { cancelable: true }))");
    expect(await type()).toBe('password');
  });

  it('a form that came back takes the focus to its errors, and each leads to its field', async () => {
    await open('resident-form-wrong', 1280);
    expect(await page.evaluate('document.activeElement.id')).toBe('erreurs');
    expect(await page.title()).toBe('Erreur : Mon profil – Agence Saurupt');
    const targets = await page.evaluate("[...document.querySelectorAll('#erreurs a')].map((link) => link.hash)");
    expect(targets).toEqual(['#f-email', '#f-notify', '#f-consent', '#f-password', '#f-language']);
    for (const target of targets as string[]) expect(await page.$(target)).not.toBeNull();
    expect(await read(page, '#f-email', ({ value }) => value)).toBe('pierre@');
    expect(await read(page, '#f-email', (input) => input.getAttribute('aria-describedby'))).toBe(
      'f-email-hint f-email-error',
    );
  });

  it('leaving a form with changes asks first', async () => {
    await open('resident-form', 1280);
    await page.type('#f-email', 'x');
    questions.length = 0;
    await open('resident-home', 1280);
    expect(questions).toEqual(['beforeunload']);
  });

  it('ticking the box above a list ticks all and counts them', async () => {
    await open('staff-list', 1280);
    const told = () => read(page, '[data-checked-count]', ({ textContent }) => textContent);
    await page.click('[data-check-all]');
    expect(await told()).toBe('8 lignes sélectionnées');
    await page.click('input[name="comptes"]');
    expect(await told()).toBe('7 lignes sélectionnées');
    expect(await read(page, '[data-check-all]', (box) => box.indeterminate)).toBe(true);
  });
});

describe('a paper', () => {
  it('is drawn as numbered, tagged A4 pages without any network', async () => {
    const paper = await browser.newPage();
    const asked: string[] = [];
    paper.on('request', (request) => asked.push(request.url()));
    await paper.setContent(drawn.get('paper') ?? '');
    const pdf = Buffer.from(await paper.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true })).toString(
      'latin1',
    );
    await paper.close();
    expect(asked.filter((url) => !/^(data:|about:)/.test(url))).toEqual([]);
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    expect(pdf).toContain('/StructTreeRoot');
  });
});
