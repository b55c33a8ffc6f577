import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { aBuilding, aParty, anAccount, change } from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';
import { type AgencyWorld, buildAgency, openAccess, staffOf } from './support/agency-world.js';

describe('the portfolio of staff', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let world: AgencyWorld;
  let other: AgencyWorld;
  let manager: Agent;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
    world = await buildAgency(app, 'saurupt');
    other = await buildAgency(app, 'mosan', ['extranet']);
    manager = viewers.agent(app, world.ground, staffOf('manager'));
  });
  afterAll(async () => {
    await world?.ground.close();
    await other?.ground.close();
    await app?.close();
  });

  const names = async (address: string, agent = manager) => {
    const response = await agent.get(address);
    expect([address, response.status]).toEqual([address, 200]);
    return load(response.text)('tbody th')
      .map((_, cell) => load(cell).text().trim())
      .get();
  };
  const syndic = '/agence/syndic/portefeuille';
  const gerance = '/agence/gerance/portefeuille';

  it('counts what is published in each category of the line [ADM-38] [ADM-39]', async () => {
    const hidden = await aBuilding(world.ground, { name: 'Retirée', publication_state: 'withdrawn' });
    const tiles = async (address: string) => {
      const $ = load((await manager.get(address)).text);
      return $('.tile')
        .map((_, tile) => `${$(tile).find('.tile-label').text()} ${$(tile).find('.tile-badge').text()}`)
        .get();
    };
    expect(await tiles(syndic)).toEqual([
      'Immeubles 2',
      'Copropriétaires 3',
      'Conseil syndical 1',
      'Gardiens 1',
      'Lots 2',
      'Fournisseurs 1',
    ]);
    expect(await tiles(gerance)).toEqual([
      'Immeubles 1',
      'Propriétaires 1',
      'Locataires 1',
      'Lots 1',
      'Fournisseurs 1',
    ]);
    expect(await names(`${syndic}/immeubles`)).not.toContain(hidden.name);
  });

  it('lists each category by name, what belongs to another line left out [ADM-38] [ADM-25]', async () => {
    expect(await names(`${syndic}/immeubles`)).toEqual(['Le Clos des Tilleuls', 'Résidence Gilbert']);
    expect(await names(`${syndic}/coproprietaires`)).toEqual(['LEFÈVRE Éloïse', 'MARTIN Anne', 'PROPRIETAIRE Pierre']);
    expect(await names(`${syndic}/conseil-syndical`)).toEqual(['PROPRIETAIRE Pierre']);
    expect(await names(`${syndic}/gardiens`)).toEqual(['GARDIEN Marcel']);
    expect(await names(`${gerance}/proprietaires`)).toEqual(['DUPONT Paul']);
    expect(await names(`${gerance}/locataires`)).toEqual(['BENALI Karim']);
    expect(await names(`${gerance}/lots`)).toEqual(['A1']);
    expect(await names(`${syndic}/fournisseurs`)).toEqual(['Plomberie Stanislas']);
  });

  it('sorts lots as people count [ADM-41]', async () => {
    expect(await names(`${syndic}/lots`)).toEqual(['7', '10']);
    expect(await names(`${syndic}/lots?tri=-numero`)).toEqual(['10', '7']);
  });

  it('sorts a council by title and by the day it began, suppliers by town [ADM-41]', async () => {
    for (const order of [
      'conseil-syndical?tri=-qualite',
      'conseil-syndical?tri=depuis',
      'conseil-syndical?tri=-depuis',
    ])
      expect(await names(`${syndic}/${order}`)).toEqual(['PROPRIETAIRE Pierre']);
    expect(await names(`${syndic}/fournisseurs?tri=ville`)).toEqual(['Plomberie Stanislas']);
    expect(await names(`${syndic}/gardiens?tri=qualite`)).toEqual(['GARDIEN Marcel']);
  });

  it.each([
    ['coproprietaires', 'lefevre', ['LEFÈVRE Éloïse']],
    ['coproprietaires', 'ELOISE lef', ['LEFÈVRE Éloïse']],
    ['coproprietaires', '450martin', ['MARTIN Anne']],
    ['coproprietaires', 'sainte catherine', ['MARTIN Anne']],
    ['coproprietaires', 'pierre@example', ['PROPRIETAIRE Pierre']],
    ['coproprietaires', "l'ours %_", []],
    ['immeubles', 'laxou', ['Le Clos des Tilleuls']],
    ['immeubles', 'AB1234567', ['Résidence Gilbert']],
    ['lots', 'martin', ['10']],
    ['lots', 'gilbert', ['7', '10']],
    ['fournisseurs', 'plomb', ['Plomberie Stanislas']],
    ['fournisseurs', '401stan', ['Plomberie Stanislas']],
    ['conseil-syndical', 'proprietaire', ['PROPRIETAIRE Pierre']],
  ])('finds in %s by "%s", accents and case ignored [ADM-41]', async (category, search, expected) => {
    expect(await names(`${syndic}/${category}?q=${encodeURIComponent(search)}`)).toEqual(expected);
  });

  it('narrows by building and by manager, and remembers it in the links of the page [ADM-41]', async () => {
    const address = `${syndic}/coproprietaires?immeuble=${world.gilbert.id}&tri=-nom`;
    expect(await names(address)).toEqual(['PROPRIETAIRE Pierre', 'MARTIN Anne']);
    expect(await names(`${syndic}/coproprietaires?gestionnaire=${world.manager.id}`)).toEqual([
      'MARTIN Anne',
      'PROPRIETAIRE Pierre',
    ]);
    expect(await names(`${gerance}/proprietaires?immeuble=${world.majorelle.id}`)).toEqual(['DUPONT Paul']);
    const $ = load((await manager.get(address)).text);
    expect($('thead a').attr('href')).toBe(`${syndic}/coproprietaires?immeuble=${world.gilbert.id}&tri=nom&par=25`);
    expect($('select[name="immeuble"] option[selected]').text()).toBe('Résidence Gilbert');
  });

  it('says so when filters empty a list, and when nothing is published yet [ADM-41]', async () => {
    const narrowed = load((await manager.get(`${syndic}/coproprietaires?q=nobody`)).text);
    expect(narrowed('.nothing').text()).toContain('Aucun résultat pour ces critères.');
    expect(narrowed('.nothing a').attr('href')).toBe(`${syndic}/coproprietaires`);
    const empty = load((await viewers.agent(app, other.ground, staffOf('manager')).get(`${syndic}/gardiens?q=`)).text);
    expect(empty('tbody th').text()).toContain('GARDIEN');
    await change(other.ground, 'party', { publication_state: 'withdrawn' });
    const none = load((await viewers.agent(app, other.ground, staffOf('manager')).get(`${syndic}/gardiens`)).text);
    expect(none('.nothing').text()).toContain('Rien n’est encore publié dans cette catégorie.');
    await change(other.ground, 'party', { publication_state: 'published' });
  });

  it('pages by 25, 50 or 100, forth and back, without losing or repeating anyone [ADM-41]', async () => {
    for (let index = 0; index < 60; index += 1) {
      const party = await aParty(other.ground, {
        last_name: `Zola ${String(index % 7)}`,
        first_name: `Émile ${index}`,
      });
      await anAccount(other.ground, {
        party_id: party.id,
        building_id: other.gilbert.id,
        kind: 'co_owner',
        number: `450Z${index}`,
      });
    }
    const agent = viewers.agent(app, other.ground, staffOf('manager'));
    const seen: string[] = [];
    const pages: string[] = [];
    let address: string | undefined = `${syndic}/coproprietaires?par=25`;
    while (address) {
      const page = load((await agent.get(address)).text);
      seen.push(
        ...page('tbody th')
          .map((_, cell) => page(cell).text())
          .get(),
      );
      pages.push(page('.paging-range').text());
      address = page('a[rel="next"]').attr('href');
    }
    expect(pages).toEqual(['1 – 25 sur 63', '26 – 50 sur 63', '51 – 63 sur 63']);
    expect(new Set(seen).size).toBe(63);
    const whole = load((await agent.get(`${syndic}/coproprietaires?par=100`)).text);
    expect(
      whole('tbody th')
        .map((_, cell) => whole(cell).text())
        .get(),
    ).toEqual(seen);
    const second = load((await agent.get(`${syndic}/coproprietaires?par=25`)).text)('a[rel="next"]').attr('href') ?? '';
    const back = load((await agent.get(second)).text)('a[rel="prev"]').attr('href') ?? '';
    const first = load((await agent.get(back)).text);
    expect(
      first('tbody th')
        .map((_, cell) => first(cell).text())
        .get(),
    ).toEqual(seen.slice(0, 25));
  });

  it('gives the list as a spreadsheet, whole, under its filters and in its order [ADM-41]', async () => {
    const sheet = async (address: string, agent = manager) => {
      const response = await agent.get(address).responseType('blob');
      expect([response.status, response.headers['content-type']]).toEqual([
        200,
        expect.stringContaining('spreadsheetml'),
      ]);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(response.body as ArrayBuffer);
      const rows = workbook.worksheets[0]?.getSheetValues() as unknown[][];
      return rows.slice(1).map((row) => row.slice(1));
    };
    const link = load((await manager.get(`${syndic}/coproprietaires?immeuble=${world.gilbert.id}&tri=-nom`)).text);
    const href = link('.page-head a').last().attr('href') ?? '';
    expect(await sheet(href)).toEqual([
      ['Nom', 'Compte', 'Immeuble', 'Email', 'Ville', 'Dernière connexion'],
      ['PROPRIETAIRE Pierre', '450PIERREP', 'Résidence Gilbert', 'pierre@example.org'],
      ['MARTIN Anne', '450MARTINA', 'Résidence Gilbert', undefined, 'Nancy'],
    ]);
    expect(await sheet(`${syndic}/lots/liste.xlsx`)).toHaveLength(3);
    expect(
      await sheet(`${syndic}/coproprietaires/liste.xlsx`, viewers.agent(app, other.ground, staffOf('manager'))),
    ).toHaveLength(64);
    for (const category of ['immeubles', 'conseil-syndical', 'gardiens', 'fournisseurs'])
      expect((await sheet(`${syndic}/${category}/liste.xlsx`)).length).toBeGreaterThan(1);
    const weak = viewers.agent(app, world.ground, staffOf('manager', { permissions: new Set() }));
    expect((await weak.get(`${syndic}/lots/liste.xlsx`)).status).toBe(403);
  });

  it('takes an address that was tampered with for the first page [ADM-41]', async () => {
    for (const query of ['apres=xx', 'apres=WzEsImEiXQ', 'tri=nom;drop', 'par=1000000', 'immeuble=7', 'q[]=a', 'q=%00'])
      expect((await manager.get(`${syndic}/coproprietaires?${query}`)).status).toBe(200);
  });

  it('shows accounts, building, email and last sign-in of a client [ADM-38]', async () => {
    await openAccess(world.ground, world.pierre, { last_sign_in_at: '2025-11-13T19:30:00Z' });
    const $ = load((await manager.get(`${syndic}/coproprietaires?q=pierre`)).text);
    const cells = $('tbody td')
      .map((_, cell) => $(cell).text().trim())
      .get();
    expect(cells).toEqual(['450PIERREP', 'Résidence Gilbert', 'Email connu', '13/11/2025 20:30']);
  });

  it('shows a staff member limited to buildings nothing of the others [ADM-38]', async () => {
    const limited = viewers.agent(
      app,
      world.ground,
      staffOf('manager', { buildingIds: [world.tilleuls.id, world.majorelle.id] }),
    );
    expect(await names(`${syndic}/immeubles`, limited)).toEqual(['Le Clos des Tilleuls']);
    expect(await names(`${syndic}/coproprietaires`, limited)).toEqual(['LEFÈVRE Éloïse']);
    expect(await names(`${gerance}/proprietaires`, limited)).toEqual(['DUPONT Paul']);
    for (const category of ['conseil-syndical', 'gardiens', 'lots'])
      expect(await names(`${syndic}/${category}`, limited)).toEqual([]);
    expect(await names(`${syndic}/coproprietaires?q=martin`, limited)).toEqual([]);
    expect(await names(`${syndic}/coproprietaires?immeuble=${world.gilbert.id}`, limited)).toEqual([]);
    const $ = load((await limited.get(`${syndic}/coproprietaires`)).text);
    expect(
      $('select[name="immeuble"] option')
        .map((_, option) => $(option).text())
        .get(),
    ).toEqual(['Tous les immeubles', 'Le Clos des Tilleuls']);
  });

  it('has suppliers only with tickets or "Nos partenaires" [ADM-40]', async () => {
    const agent = viewers.agent(app, other.ground, staffOf('manager'));
    expect((await agent.get(`${syndic}/fournisseurs`)).status).toBe(404);
    await change(other.ground, 'extranet_settings', { show_partners: true }, { line: 'syndic' });
    expect((await agent.get(`${syndic}/fournisseurs`)).status).toBe(200);
    expect((await agent.get(`${gerance}/fournisseurs`)).status).toBe(404);
  });

  it('answers 404 for a category or a line that is not there, 403 to who may not look, and sends others to sign in', async () => {
    expect((await manager.get(`${syndic}/locataires`)).status).toBe(404);
    expect((await manager.get('/agence/location/portefeuille')).status).toBe(404);
    const oneLine = viewers.agent(app, world.ground, staffOf('manager', { lines: ['gerance'] }));
    expect((await oneLine.get(syndic)).status).toBe(404);
    const weak = viewers.agent(app, world.ground, staffOf('manager', { permissions: new Set(['publication.view']) }));
    expect((await weak.get(syndic)).status).toBe(403);
    expect((await weak.get(`${syndic}/immeubles`)).status).toBe(403);
    const nobody = await app.agent('saurupt').get(syndic);
    expect([nobody.status, nobody.headers.location]).toEqual([303, `/connexion?retour=${encodeURIComponent(syndic)}`]);
  });

  it('never shows a row of another agency', async () => {
    expect(await names(`${syndic}/coproprietaires?q=zola`)).toEqual([]);
    expect(await names(`${syndic}/coproprietaires?immeuble=${other.gilbert.id}`)).toEqual([]);
  });
});
