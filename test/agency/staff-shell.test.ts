import { load } from 'cheerio';
import { startTestApp, type TestApp } from '../support/app.js';
import { anAppliedRun, type Ground, layGround } from '../support/factories/index.js';
import { type AgencyWorld, buildAgency, staffOf } from '../portfolio/support/agency-world.js';
import { TestViewers } from '../support/viewers.js';

describe('the shell of staff', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let world: AgencyWorld;
  let oneLine: Ground;
  let firm: Ground;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
    world = await buildAgency(app, 'saurupt');
    oneLine = await layGround(app.database, { domain: 'mosan', lines: ['syndic'] });
    firm = await layGround(app.database, { domain: 'diag', lines: ['syndic'] });
    await firm.sql(`UPDATE platform.tenant SET lines = '{}' WHERE id = $1`, [firm.tenantId]);
  });
  afterAll(async () => {
    for (const ground of [world?.ground, oneLine, firm]) await ground?.close();
    await app?.close();
  });

  const as = (role: Parameters<typeof staffOf>[0], given = {}, ground = world.ground) =>
    viewers.agent(app, ground, staffOf(role, given));
  const texts = ($: ReturnType<typeof load>, selector: string) =>
    $(selector)
      .map((_, one) => $(one).text().trim())
      .get();

  it('offers one button per active line [ADM-23]', async () => {
    const $ = load((await as('manager').get('/agence')).text);
    expect(
      $('.tile')
        .map((_, tile) => $(tile).attr('href'))
        .get(),
    ).toEqual(['/agence/gerance', '/agence/syndic']);
    expect(texts($, '.tile-label')).toEqual(['Gérance', 'Syndic']);
  });

  it('opens the only line directly, of the agency or of the staff member [ADM-24]', async () => {
    const alone = await as('manager', {}, oneLine).get('/agence');
    expect([alone.status, alone.headers.location]).toEqual([303, '/agence/syndic']);
    const limited = await as('manager', { lines: ['gerance'] }).get('/agence');
    expect(limited.headers.location).toBe('/agence/gerance');
    const $ = load((await as('manager', {}, oneLine).get('/agence/syndic')).text);
    expect($('.line-switch')).toHaveLength(0);
  });

  it('says what to do when no line is active', async () => {
    const $ = load((await as('administrator', {}, firm).get('/agence')).text);
    expect($('.nothing').text()).toContain('Aucun métier actif : contactez l’assistance.');
    expect($('h1').text()).toBe('Accueil');
  });

  it('shows the same tiles whatever the line, with data of that line only [ADM-25] [ADM-26]', async () => {
    await anAppliedRun(world.ground, '2025-11-13T19:04:00Z');
    const tiles = async (line: string) => {
      const $ = load((await as('administrator').get(`/agence/${line}`)).text);
      return { labels: texts($, '.tile-label'), figures: texts($, '.stat-figure') };
    };
    const syndic = await tiles('syndic');
    const gerance = await tiles('gerance');
    expect(syndic.labels).toEqual(gerance.labels);
    expect(syndic.labels).toEqual(expect.arrayContaining(['Portefeuille', 'Documents', 'Identités']));
    expect(syndic.figures).toEqual(['2', '2', '0', '13/11/2025']);
    expect(gerance.figures).toEqual(['1', '1', '0', '13/11/2025']);
  });

  it('leaves out the tiles that the viewer may not use, and says so when there is none [ADM-26]', async () => {
    const $ = load((await as('manager', { permissions: new Set(['identities.view']) }).get('/agence/syndic')).text);
    expect(texts($, '.tile-label')).toEqual(['Identités']);
    // Messages of the house are each one's own.
    expect(texts($, '.menu-label')).toEqual(['Accueil', 'Identités', 'Messages']);
    const none = load((await as('manager', { permissions: new Set() }).get('/agence/syndic')).text);
    expect(none('.nothing').text()).toContain('Aucune rubrique ne vous est ouverte.');
    expect(none('.s-search')).toHaveLength(0);
  });

  it('leads to the same page of the other line, else to its home [ADM-27]', async () => {
    const other = async (path: string) => {
      const $ = load((await as('administrator').get(path)).text);
      return $('.line-switch a:not([aria-current])').attr('href');
    };
    expect(await other('/agence/syndic/portefeuille/immeubles')).toBe('/agence/gerance/portefeuille/immeubles');
    expect(await other('/agence/syndic/portefeuille/coproprietaires')).toBe('/agence/gerance/portefeuille');
    expect(await other(`/agence/syndic/portefeuille/immeubles/${world.gilbert.id}`)).toBe(
      '/agence/gerance/portefeuille/immeubles',
    );
    expect(await other('/agence/gerance/identites')).toBe('/agence/syndic/identites');
    expect(await other('/agence/syndic')).toBe('/agence/gerance');
  });

  it('keeps the line for pages of the whole agency, and frames refusals too', async () => {
    const agent = as('manager');
    await agent.get('/agence/syndic/portefeuille');
    const refused = await agent.get('/agence/mon-compte');
    expect(load(refused.text)('.line-switch [aria-current]').text()).toBe('Syndic');
    const missing = await agent.get('/agence/gerance/portefeuille/chateaux');
    expect(missing.status).toBe(404);
    expect(load(missing.text)('.line-switch [aria-current]').text()).toBe('Gérance');
  });

  it('names who is signed in, his role, and where to sign out', async () => {
    const $ = load((await as('accountant').get('/agence/syndic')).text);
    expect($('.s-viewer-name').text()).toBe('Claire DURAND');
    expect($('.s-viewer-role').text()).toBe('Comptable');
    expect($('.s-viewer form').attr('action')).toBe('/deconnexion');
  });

  it('answers 404 to who does not work in that line, and for a line nobody has', async () => {
    expect((await as('manager', { lines: ['gerance'] }).get('/agence/syndic')).status).toBe(404);
    expect((await as('manager', {}, oneLine).get('/agence/gerance')).status).toBe(404);
    expect((await app.agent('saurupt').get('/agence')).status).toBe(303);
  });
});
