import type { Browser } from 'puppeteer';
import { bundledBrowser } from './bundled-browser.js';

/**
 * No sandbox of its own (the packaged build has none, containers rarely allow it): what it opens is our own HTML, without scripts and
 * without network. Neither `--single-process` (a second context ends the browser) nor `--no-zygote`.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-webgl',
  '--font-render-hinting=none',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];
const START_MS = 30_000;

/** A browser spoken to by a pipe: it ends with this process, however this process ends. */
export async function launchBrowser(chromePath: string | undefined): Promise<Browser> {
  const { launch } = await import('puppeteer');
  return launch({
    executablePath: chromePath ?? (await bundledBrowser()),
    headless: 'shell',
    pipe: true,
    args: ARGUMENTS,
    timeout: START_MS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
