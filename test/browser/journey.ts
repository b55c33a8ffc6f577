import { mkdir } from 'node:fs/promises';
import type { Browser, ElementHandle, Page } from 'puppeteer';
import { accessibilityFaults, fitsInWidth, openPage, type SIZES } from '../support/browser.js';

export type Size = keyof typeof SIZES;

/** What serves the pages. */
export interface Site {
  url(domain: string, path?: string): string;
}

/** Where to leave pictures of the pages, for who wants to look. */
const PICTURES = process.env.PICTURES;

/** A person at a browser of their own, who follows links by their names; every page reached is looked at. */
export class Journey {
  private readonly wrong: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly site: Site,
    private readonly size: Size,
    private readonly faults: string[],
    private readonly end: () => Promise<void>,
    private readonly scripts: boolean,
  ) {}

  static async begin(browser: Browser, site: Site, size: Size, { scripts = true } = {}): Promise<Journey> {
    const { page, faults, close } = await openPage(browser, size);
    await page.setJavaScriptEnabled(scripts);
    if (PICTURES) await mkdir(PICTURES, { recursive: true });
    return new Journey(page, site, size, faults, close, scripts);
  }

  /** Ends it. @returns everything that was wrong on the way: axe, width, console, foreign hosts */
  async finish(): Promise<string[]> {
    await this.end();
    return [...this.wrong, ...this.faults];
  }

  get path(): string {
    const { pathname } = new URL(this.page.url());
    return decodeURIComponent(pathname);
  }

  async open(domain: string, path: string, name: string): Promise<void> {
    await this.page.goto(this.site.url(domain, path), { waitUntil: 'load' });
    await this.look(name);
  }

  async look(name: string): Promise<void> {
    const kind = this.scripts ? this.size : `${this.size}-no-script`;
    if (PICTURES) await this.page.screenshot({ path: `${PICTURES}/${name}-${kind}.png`, fullPage: true });
    if (this.scripts) this.wrong.push(...(await accessibilityFaults(this.page)).map((fault) => `${name}: ${fault}`));
    if (!(await fitsInWidth(this.page))) this.wrong.push(`${name}: wider than the screen`);
  }

  /** Types over what the field holds. */
  async fill(fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      const field = await this.page.$(`main [name="${name}"]`);
      if (!field) throw new Error(`No field ${name} on ${this.path}`);
      await field.evaluate((element) => ((element as HTMLInputElement).value = ''));
      const type = await field.evaluate((element) => (element as HTMLInputElement).type);
      if (type === 'date') await field.evaluate((element, day) => ((element as HTMLInputElement).value = day), value);
      else await field.type(value);
    }
  }

  /** Clicks the link that begins with those words and waits for its page. */
  async follow(link: string, name: string): Promise<void> {
    await this.go(await this.visible('link', link), name);
  }

  /** Presses the button that begins with those words and waits for the page that answers. */
  async press(button: string, name: string): Promise<void> {
    await this.go(await this.visible('button', button), name);
  }

  async words(selector = 'main'): Promise<string> {
    const text = await this.page.$eval(selector, (element) => (element as HTMLElement).innerText);
    return text.replace(/\s+/g, ' ');
  }

  /** What that link gives, asked for by the page itself. */
  async bytesOf(href: string): Promise<{ status: number; headers: Record<string, string>; bytes: Buffer }> {
    const answer = await this.page.evaluate(async (address) => {
      const response = await fetch(address);
      const bytes = new Uint8Array(await response.arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return { status: response.status, headers: Object.fromEntries(response.headers), text };
    }, href);
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(answer.text, 'latin1') };
  }

  async hrefOf(link: string): Promise<string> {
    return (await this.visible('link', link)).evaluate((element) => (element as HTMLAnchorElement).href);
  }

  private async go(element: ElementHandle, name: string): Promise<void> {
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), element.click()]);
    await this.look(name);
  }

  private async visible(kind: 'link' | 'button', name: string): Promise<ElementHandle> {
    const found = await this.seen(kind, name);
    if (found) return found;
    const menu = await this.page.$('.menu-open');
    if (menu && (await menu.isVisible())) await menu.click();
    const inMenu = await this.seen(kind, name);
    if (!inMenu) throw new Error(`No ${kind} "${name}" to be seen on ${this.path}`);
    return inMenu;
  }

  /** The first that can be seen and whose words begin so, what the page is about coming before its menus. */
  private async seen(kind: 'link' | 'button', name: string): Promise<ElementHandle | null> {
    const tag = kind === 'link' ? 'a[href]' : 'button';
    for (const element of [...(await this.page.$$(`main ${tag}`)), ...(await this.page.$$(tag))]) {
      const words = await element.evaluate((one) => (one as HTMLElement).innerText.replace(/\s+/g, ' ').trim());
      if (words.startsWith(name) && (await element.isVisible())) return element;
    }
    return null;
  }
}
