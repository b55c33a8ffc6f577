import chromium from '@sparticuz/chromium';
import puppeteer, { type Browser, type Page } from 'puppeteer';

/** With these two a second page ends the whole browser. */
const HARMFUL = ['--single-process', '--no-zygote'];
const SCAN = { width: 900, height: 1273, quality: 42 } as const;
const PICTURE = { width: 860, height: 602, quality: 92 } as const;

/** Prints and photographs pages made of our own HTML, which fetches nothing. */
export class DemoBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  static async launch(): Promise<DemoBrowser> {
    const args = chromium.args.filter((argument) => !HARMFUL.includes(argument));
    const browser = await puppeteer.launch({
      executablePath: await chromium.executablePath(),
      args,
      headless: 'shell',
    });
    return new DemoBrowser(browser, await browser.newPage());
  }

  /** Without tags nor outline: a third of the size, and programs of agencies print so. */
  async pdf(html: string): Promise<Buffer> {
    await this.page.setContent(html);
    return Buffer.from(
      await this.page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: false, outline: false }),
    );
  }

  /** A page as an office scanner gives it back: grey, a little askew, speckled. */
  async scan(html: string, degrees: number): Promise<Buffer> {
    await this.page.setViewport({ width: SCAN.width, height: SCAN.height });
    await this.page.setContent(
      html
        .replace('</style>', `${SCANNED}body{transform:rotate(${degrees}deg)}</style>`)
        .replace('</body>', `${SPECKLES}</body>`),
    );
    return this.picture(SCAN.quality);
  }

  /** That scan as the only page of a PDF. */
  async scannedPdf(html: string, degrees: number): Promise<Buffer> {
    const picture = await this.scan(html, degrees);
    const style = '@page{size:A4;margin:0}body{margin:0}img{width:210mm;height:296mm;display:block}';
    return this.pdf(`<style>${style}</style><img src="data:image/jpeg;base64,${picture.toString('base64')}">`);
  }

  async photograph(html: string): Promise<Buffer> {
    await this.page.setViewport({ width: PICTURE.width, height: PICTURE.height });
    await this.page.setContent(html);
    return this.picture(PICTURE.quality);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  private async picture(quality: number): Promise<Buffer> {
    return Buffer.from(await this.page.screenshot({ type: 'jpeg', quality }));
  }
}

const SCANNED =
  'html{background:#d9d7d2;filter:grayscale(1) contrast(.93)}body{background:#fbfaf6;width:850px;min-height:1225px;margin:22px 25px;padding:70px 68px;zoom:1;font-size:15px!important;box-shadow:0 0 9px #999}';
const SPECKLES =
  '<svg style="position:fixed;inset:0;opacity:.16;mix-blend-mode:multiply" width="900" height="1273"><filter id="n"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="7"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2 -1.1"/></filter><rect width="900" height="1273" filter="url(#n)"/></svg>';
