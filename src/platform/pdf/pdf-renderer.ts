import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { Browser, BrowserContext, HTTPRequest, Page } from 'puppeteer';
import { Config } from '../config/index.js';
import { OutsideUnavailable } from '../errors/index.js';
import { Lanes } from './lanes.js';
import { launchBrowser } from './launch-browser.js';
import { WarmBrowser } from './warm-browser.js';

export interface PdfAsset {
  content: Buffer;
  mediaType: string;
}

export interface PdfOptions {
  /** What the HTML refers to, by the address it uses (`/logo/…`); `data:` needs nothing, everything else is refused. */
  assets?: Record<string, PdfAsset>;
  timeoutMs?: number;
}

const AT_ONCE = 2;
const TIMEOUT_MS = 60_000;
/** No such host exists, nor ever will (RFC 2606). */
const ORIGIN = 'http://paper.invalid';

class TooLong extends Error {}

/**
 * Tagged PDF from a whole HTML page, usually one in the layout `paper`, whose style sheet sets size, margins and feet (`@page`). Each
 * document has a browser context of its own: no script, no network, nothing of the document before.
 */
@Injectable()
export class PdfRenderer implements BeforeApplicationShutdown {
  private readonly log = new Logger('pdf');
  private readonly lanes = new Lanes(AT_ONCE);
  private readonly browser: WarmBrowser;

  constructor({ env }: Config) {
    this.browser = new WarmBrowser(() => launchBrowser(env.CHROME_PATH));
  }

  /** @throws OutsideUnavailable when the browser cannot be started, dies twice or takes too long: to be tried again by a job */
  render(html: string, options: PdfOptions = {}): Promise<Buffer> {
    return this.lanes.run(async () => {
      try {
        return await this.draw(html, options).catch((error: Error) => this.drawAgain(error, html, options));
      } catch (error) {
        throw new OutsideUnavailable('pdf:unavailable', {}, `pdf: ${(error as Error).message}`);
      }
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.browser.close();
  }

  /** A browser that died under a document is not the document's fault, the first time. */
  private drawAgain(error: Error, html: string, options: PdfOptions): Promise<Buffer> {
    if (error instanceof TooLong) throw error;
    this.log.warn(`drawn again: ${error.message}`);
    return this.draw(html, options);
  }

  private draw(html: string, options: PdfOptions): Promise<Buffer> {
    return this.browser.with(async (browser) => {
      const context = await browser.createBrowserContext();
      try {
        return await within(options.timeoutMs ?? TIMEOUT_MS, print(context, html, options.assets ?? {}));
      } finally {
        await this.leave(browser, context);
      }
    });
  }

  /** A browser that cannot even close a page is stuck. */
  private async leave(browser: Browser, context: BrowserContext): Promise<void> {
    await within(5_000, context.close()).catch(() => this.browser.kill(browser));
  }
}

async function print(context: BrowserContext, html: string, assets: Record<string, PdfAsset>): Promise<Buffer> {
  const page = await context.newPage();
  await prepare(page, { ...assets, '/': { content: Buffer.from(html), mediaType: 'text/html; charset=utf-8' } });
  await page.goto(`${ORIGIN}/`, { waitUntil: 'load', timeout: 0 });
  const bytes = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    timeout: 0,
  });
  return Buffer.from(bytes);
}

async function prepare(page: Page, assets: Record<string, PdfAsset>): Promise<void> {
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => void answer(request, assets).catch(() => undefined));
}

async function answer(request: HTTPRequest, assets: Record<string, PdfAsset>): Promise<void> {
  const url = new URL(request.url());
  if (url.protocol === 'data:') return request.continue();
  const asset = url.origin === ORIGIN ? assets[url.pathname] : undefined;
  if (!asset) return request.abort('blockedbyclient');
  return request.respond({ status: 200, contentType: asset.mediaType, body: asset.content });
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>(
    (_, reject) => (timer = setTimeout(reject, milliseconds, new TooLong(`more than ${milliseconds} ms`))),
  );
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
