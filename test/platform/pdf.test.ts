import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inflateSync } from 'node:zlib';
import { Logger } from '@nestjs/common';
import { loadConfig } from '../../src/platform/config/index.js';
import { bufferSource } from '../../src/platform/files/byte-source.js';
import { pdfState } from '../../src/platform/files/pdf-reading/pdf-state.js';
import { PdfRenderer } from '../../src/platform/pdf/index.js';
import { bundledBrowser } from '../../src/platform/pdf/bundled-browser.js';
import { until } from './support/platform.js';

const FEET = `<style>@page { size: A5; margin: 20mm; @bottom-right { content: "Page " counter(page) " / " counter(pages); } }</style>`;
const document = (body: string) =>
  `<!doctype html><html lang="fr"><head><title>Relevé</title>${FEET}</head><body>${body}</body></html>`;
const browsersOf = (parent: number) =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,comm='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, stat, name]) => Number(ppid) === parent && !stat?.startsWith('Z') && name?.startsWith('chrom'))
    .map(([pid]) => Number(pid));

describe('paper', () => {
  let renderer: PdfRenderer;
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => (renderer = new PdfRenderer(loadConfig({ NODE_ENV: 'test' }))));
  afterEach(() => renderer.beforeApplicationShutdown());

  it('is a sound, tagged PDF of the size its style sheet says, its pages numbered', async () => {
    const twoPages = document('<h1>Appel de fonds</h1><p style="break-before:page">Suite</p>');
    const pdf = await renderer.render(twoPages);
    const text = pdf.toString('latin1');
    expect(await pdfState(bufferSource(pdf))).toBe('open');
    expect(text).toContain('/StructTreeRoot');
    expect(text).toMatch(/\/Lang \(fr\)/);
    expect(text.match(/\/MediaBox \[0 0 (419|420)(\.\d+)? 59[456](\.\d+)?\]/g)).toHaveLength(2);
    const unnumbered = await renderer.render(twoPages.replace(/@bottom-right \{[^}]*\}/, ''));
    expect(glyphRuns(pdf)).toBeGreaterThan(glyphRuns(unnumbered));
  });

  it('reaches no network, runs no script, and has only the pictures it was given', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const body = `<img src="${outside}/a.png"><iframe src="${outside}/b"></iframe><link rel="stylesheet" href="${outside}/c.css">
      <iframe src="file:///etc/passwd"></iframe><script>fetch('${outside}/d'); new WebSocket('${outside.replace('http', 'ws')}/e')</script>
      <img src="/logo.svg">`;
    const logo = {
      content: Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><rect width="50" height="50"/></svg>',
      ),
      mediaType: 'image/svg+xml',
    };
    const [withLogo, without] = [
      await renderer.render(document(body), { assets: { '/logo.svg': logo } }),
      await renderer.render(document(body)),
    ];
    await renderer.render(document(`<meta http-equiv="refresh" content="0; url=${outside}/f">`)).catch(() => undefined);
    expect(asked).toEqual([]);
    expect(withLogo.length).not.toBe(without.length);
    await new Promise((resolve) => server.close(resolve));
  });

  it('comes twenty at a time from one browser, which stays warm', async () => {
    const pdfs = await Promise.all(
      Array.from({ length: 20 }, (_, index) => renderer.render(document(`<p>${index}</p>`))),
    );
    expect(pdfs.every((pdf) => pdf.subarray(0, 5).toString() === '%PDF-')).toBe(true);
    expect(browsersOf(process.pid)).toHaveLength(1);
  });

  it('comes all the same when the browser dies', async () => {
    await renderer.render(document('<p>1</p>'));
    const [browser] = browsersOf(process.pid);
    process.kill(browser ?? 0, 'SIGKILL');
    expect((await renderer.render(document('<p>2</p>'))).length).toBeGreaterThan(500);
    const killed = renderer.render(document(`<p>${'long '.repeat(200_000)}</p>`));
    await new Promise((resolve) => setTimeout(resolve, 100));
    process.kill(browsersOf(process.pid)[0] ?? 0, 'SIGKILL');
    expect((await killed).length).toBeGreaterThan(500);
  });

  it('that takes too long is given up, and the next one is not', async () => {
    const slow = renderer.render(document(`<p>${'long '.repeat(2_000_000)}</p>`), { timeoutMs: 200 });
    await expect(slow).rejects.toMatchObject({ code: 'outside_unavailable' });
    expect((await renderer.render(document('<p>short</p>'))).length).toBeGreaterThan(500);
  });

  it('leaves no process behind', async () => {
    await renderer.render(document('<p>1</p>'));
    await renderer.beforeApplicationShutdown();
    expect(browsersOf(process.pid)).toEqual([]);
    await expect(renderer.render(document('<p>2</p>'))).rejects.toMatchObject({ code: 'outside_unavailable' });
  });

  it('says so when there is no browser', async () => {
    const without = new PdfRenderer(loadConfig({ NODE_ENV: 'test', CHROME_PATH: '/nowhere/chrome' }));
    await expect(without.render(document(''))).rejects.toMatchObject({ code: 'outside_unavailable' });
  });

  it('takes its browser along when the process is killed', async () => {
    const path = await bundledBrowser();
    const program = `
      import { launch } from 'puppeteer';
      const browser = await launch({ executablePath: ${JSON.stringify(path)}, headless: 'shell', pipe: true, args: ['--no-sandbox'] });
      process.stdout.write(String(browser.process().pid));
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = Number(
      await new Promise((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))),
    );
    child.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });
});

/** How many times the pages draw some text. */
function glyphRuns(pdf: Buffer): number {
  let runs = 0;
  for (const { index, 0: heading } of pdf.toString('latin1').matchAll(/stream\r?\n/g)) {
    try {
      runs += (
        inflateSync(pdf.subarray(index + heading.length))
          .toString('latin1')
          .match(/T[jJ]\b/g) ?? []
      ).length;
    } catch {
      // Not every stream is compressed this way.
    }
  }
  return runs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/ Z/.test(execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).padStart(3));
  } catch {
    return false;
  }
}
