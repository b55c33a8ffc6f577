import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'puppeteer';
import { themeStylesheet, type Views } from '../../../src/platform/views/index.js';

/** The policy pages are served with: nothing inline, nothing from elsewhere. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface GalleryHost {
  address: string;
  close(): Promise<void>;
}

/** Serves drawn pages by name with their assets, as the application would. */
export async function hostGallery({ assets }: Views, drawn: ReadonlyMap<string, string>): Promise<GalleryHost> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://gallery');
    const page = drawn.get(pathname.slice(1));
    const theme = pathname.startsWith('/theme/') ? themeStylesheet(pathname.slice('/theme/'.length)) : undefined;
    const mount = assets.mounts.find(({ prefix }) => pathname.startsWith(`${prefix}/`));
    const file = mount ? join(mount.folder, pathname.slice(mount.prefix.length)) : '';
    if (page !== undefined)
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY })
        .end(page);
    else if (theme) response.writeHead(200, { 'content-type': 'text/css' }).end(theme.css);
    else if (existsSync(file))
      response
        .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
        .end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://gallery.localhost:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** What axe finds wrong by any of its rules, sizes of targets included, a line each. */
export async function everyFault(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  });
}

/** What a test reads of an element of the page. */
export interface Seen {
  checkVisibility(): boolean;
  innerText: string;
  className: string;
  textContent: string;
  value: string;
  type: string;
  hash: string;
  open: boolean;
  indeterminate: boolean;
  getAttribute(name: string): string | null;
}

/** Reads the first element that matches. */
export function read<T>(page: Page, selector: string, take: (element: Seen) => T): Promise<T> {
  return page.$eval(selector, take as unknown as () => T);
}

/** Those of the elements that can be seen, by their class. */
export function visible(page: Page, selector: string): Promise<string[]> {
  const take = (elements: Seen[]) =>
    elements.filter((element) => element.checkVisibility()).map((element) => element.className);
  return page.$$eval(selector, take as unknown as () => string[]);
}
