import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { KeyRing } from '../../src/cli/key-ring.js';
import { DEMO_PASSWORD } from '../../src/provisioning/index.js';
import { pdf } from '../publication/support/pdf.js';
import { launchBrowser, SIZES } from '../support/browser.js';
import { type DemoApp, startDemoApp } from '../support/demo-app.js';
import { commandLine } from '../tenants/support/command-line.js';
import { Journey, type Size } from './journey.js';

const SAMPLE = join(import.meta.dirname, '../../tenants/saurupt/publication');
const TITLE = 'Travaux de la cour : calendrier';

describe('a publication from the command line', () => {
  let app: DemoApp;
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    app = await startDemoApp();
    browser = await launchBrowser();
    folder = await mkdtemp(join(tmpdir(), 'extranet-publication-'));
    await cp(SAMPLE, folder, { recursive: true });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const key = () => KeyRing.of(app.config).find('saurupt', 'LSC-NANCY');
  const publish = async () =>
    commandLine(
      app,
      'publish',
      folder,
      '--tenant',
      'saurupt',
      '--url',
      app.url('saurupt'),
      '--key',
      (await key()) ?? '',
    );

  /** The sample a day later, with one document more, for the whole building. */
  const addDocument = async () => {
    const file = pdf(TITLE);
    await writeFile(join(folder, 'files', file.sha256), file.bytes);
    const sheet = await readFile(join(folder, 'manifest.xml'), 'utf8');
    const count = Number(/ documents="(\d+)"/.exec(sheet)?.[1]);
    const document = `<document ref="D-COUR-I012" binder="S-ASSURANCES" title="${TITLE}" filename="cour.pdf" media="application/pdf" bytes="${file.bytes.length}" sha256="${file.sha256}" documentDate="2026-11-20" from="2026-11-20">\n<to building="I012"/>\n</document>\n`;
    const later = sheet
      .replace(/runRef="[^"]+"/, 'runRef="2026-11-21T08-00"')
      .replace(/generatedAt="[^"]+"/, 'generatedAt="2026-11-21T07:00:00Z"')
      .replace(/<document /, () => `${document}<document `)
      .replace(/ documents="\d+"/, ` documents="${count + 1}"`);
    await writeFile(join(folder, 'manifest.xml'), later);
    return file;
  };

  /** Anne, of that building, before the page where the document will be. */
  const anneAtHerBinder = async (size: Size) => {
    const journey = await Journey.begin(browser, app, size);
    await journey.open('saurupt', '/extranet', 'p01-door');
    await journey.fill({ login: 'anne.martin', password: DEMO_PASSWORD });
    await journey.press('Se connecter', 'p02-home');
    await journey.follow('Mes documents', 'p03-binders');
    await journey.follow('Assurances', 'p04-before');
    expect(await journey.words()).not.toContain(TITLE);
    return journey;
  };

  it('is what residents see from the next page on, at every size, and nobody before', async () => {
    const journeys = await Promise.all((Object.keys(SIZES) as Size[]).map(anneAtHerBinder));
    const file = await addDocument();
    const { code, out, err } = await publish();
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/committed/);
    for (const journey of journeys) {
      await journey.page.reload();
      await journey.look('p05-after');
      expect(await journey.words()).toContain(TITLE);
      const { status, bytes } = await journey.bytesOf(await journey.hrefOf(TITLE));
      expect([status, bytes.equals(file.bytes)]).toEqual([200, true]);
      await journey.open('saurupt', '/extranet/coproprietaire', 'p06-home-after');
      expect(await journey.words()).toContain(TITLE);
      expect(await journey.finish()).toEqual([]);
    }
  });
});
