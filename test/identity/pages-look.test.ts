import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer';
import { NotificationRefusal, Operators } from '../../src/identity/index.js';
import { accessibilityFaults, fitsInWidth, launchBrowser, openPage, SIZES } from '../support/browser.js';
import { submitForm } from '../support/form.js';
import { identityWorld, type IdentityWorld, PHRASE } from './support/identity-world.js';
import { letters, linkIn } from './support/mailbox.js';

/** Where to leave pictures of the pages, for who wants to look. */
const PICTURES = process.env.PICTURES;

describe.each(Object.keys(SIZES) as (keyof typeof SIZES)[])('pages of the identity room in a browser, %s', (size) => {
  let world: IdentityWorld;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  const found: string[] = [];

  beforeAll(async () => {
    world = await identityWorld();
    browser = await launchBrowser();
    ({ page, faults } = await openPage(browser, size));
    if (PICTURES) await mkdir(PICTURES, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const url = (path: string, label = 'gilbert') => {
    const { port } = world.app.nest.getHttpServer().address() as AddressInfo;
    return `http://${label ? `${label}.` : ''}localhost:${port}${path}`;
  };
  /** Looks at the page as it stands, and says what is wrong with it. */
  const look = async (name: string) => {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${size}.png`, fullPage: true });
    found.push(...(await accessibilityFaults(page)).map((fault) => `${name}: ${fault}`));
    if (!(await fitsInWidth(page))) found.push(`${name}: wider than the screen`);
  };
  const visit = async (name: string, path: string, label?: string) => {
    await page.goto(url(path, label), { waitUntil: 'networkidle0' });
    await look(name);
  };
  const fill = async (fields: Record<string, string>) => {
    for (const [name, value] of Object.entries(fields)) await page.type(`main [name=${name}]`, value);
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.click('main button[type=submit]')]);
  };

  it('of residents: readable, within the screen, with nothing from elsewhere [RES-47]', async () => {
    const resident = await world.resident({ kinds: ['co_owner', 'landlord', 'lessee'] });
    await visit('resident-door', '/extranet');
    await fill({ login: resident.login, password: 'not the right one' });
    await look('resident-door-refused');
    for (let guess = 0; guess < 5; guess += 1) await fill({ password: 'not the right one' });
    await look('resident-door-waiting');
    world.app.clock.advance({ minutes: 1 });
    await visit('resident-forgotten', '/extranet/mot-de-passe-oublie');
    await visit('void-link', `/extranet/nouveau-mot-de-passe/${'A'.repeat(43)}`);
    await page.goto(url('/extranet'));
    await fill({ login: resident.login, password: resident.password });
    expect(new URL(page.url()).pathname).toBe('/extranet/premiere-connexion');
    await page.type('main [name=newPassword]', 'sous les saules');
    await look('resident-first-password');
    await page.type('main [name=repeatPassword]', 'sous les saules');
    await Promise.all([page.waitForNavigation(), page.click('main .form-actions button')]);
    expect(new URL(page.url()).pathname).toBe('/extranet/espaces');
    await look('resident-spaces');
    await visit('resident-profile', '/extranet/profil');
    const [login] = await world.gilbert.sql('SELECT id FROM resident_login LIMIT 1');
    const refusal = await world.in(() =>
      Promise.resolve(world.app.get(NotificationRefusal).linkFor(String(login?.id))),
    );
    await visit('refuse-notifications', new URL(refusal).pathname);
  });

  it('of staff and of the operator: the same', async () => {
    await world.staff();
    await visit('staff-door', '/connexion');
    await fill({ login: 'claire.durand', password: PHRASE });
    await visit('staff-account', '/agence/mon-compte');
    await visit('staff-enrol', '/agence/mon-compte/double-authentification');
    await world.app.get(Operators).add({ login: 'olga', name: 'Olga Martin', password: PHRASE });
    await visit('operator-door', '/connexion', '');
  });

  it('of letters’ links: the same', async () => {
    const agent = world.agent();
    await submitForm(agent, '/connexion/mot-de-passe-oublie', { login: 'claire.durand' });
    const [letter] = await letters(world, 'reset');
    await visit('new-password', linkIn(letter!));
    expect(found).toEqual([]);
    expect(faults.filter((fault) => !fault.includes('status of 410'))).toEqual([]);
  });
});
