import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer';

const UNFIT_FOR_A_SERVER = new Set(['--single-process', '--no-zygote']);

export const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** A real browser that finds every `*.localhost` on this machine and nothing else. */
export async function launchBrowser(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: process.env.CHROME_PATH ?? (await chromium.executablePath()),
    args: [
      ...chromium.args.filter((argument) => !UNFIT_FOR_A_SERVER.has(argument)),
      '--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--disable-background-networking',
      '--lang=fr-FR',
    ],
    headless: 'shell',
  });
}

/** A page of its own profile; whatever it logs as an error, or asks of another host, is kept for the test to read. */
export async function openPage(browser: Browser, size: keyof typeof SIZES = 'desk') {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(SIZES[size]);
  await page.setExtraHTTPHeaders({ 'Accept-Language': 'fr' });
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (asked) => {
    const { hostname, protocol } = new URL(asked.url());
    if (protocol.startsWith('http') && !hostname.endsWith('.localhost') && hostname !== 'localhost')
      faults.push(`asked ${asked.url()}`);
  });
  return { page, faults, close: () => context.close() };
}

/** What axe finds wrong on the page as it stands, a line each: rule, and the first element. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} (${nodes.length})`);
  });
}

/** Whether nothing is wider than the screen. */
export async function fitsInWidth(page: Page): Promise<boolean> {
  return Boolean(
    await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1'),
  );
}
