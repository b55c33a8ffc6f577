import { load } from 'cheerio';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { aFiscalYear, change } from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';
import { type AgencyWorld, buildAgency, openAccess, staffOf } from './support/agency-world.js';

describe('records of the portfolio', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let world: AgencyWorld;
  let other: AgencyWorld;
  let manager: Agent;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
    world = await buildAgency(app, 'saurupt');
    other = await buildAgency(app, 'mosan');
    manager = viewers.agent(app, world.ground, staffOf('manager'));
  });
  afterAll(async () => {
    await world?.ground.close();
    await other?.ground.close();
    await app?.close();
  });

  const page = async (address: string, agent = manager) => {
    const response = await agent.get(address);
    expect([address, response.status]).toEqual([address, 200]);
    return load(response.text);
  };
  const client = (party: { id: string }, category = 'coproprietaires', line = 'syndic') =>
    `/agence/${line}/portefeuille/${category}/${party.id}`;
  const definitions = ($: ReturnType<typeof load>) =>
    Object.fromEntries(
      $('.definition')
        .map((_, one) => [[$(one).find('dt').text().trim(), $(one).find('dd').text().replace(/\s+/g, ' ').trim()]])
        .get(),
    ) as Record<string, string>;

  it('show the name and address of a client [ADM-42] [ADM-44]', async () => {
    const $ = await page(client(world.anne));
    expect($('h1').text()).toBe('Mme Anne MARTIN');
    expect(definitions($)).toMatchObject({
      Nom: 'Mme Anne MARTIN',
      Adresse: '3 rue Sainte-Catherine 54000 Nancy',
      Email: 'sans email',
    });
    expect($('tbody th').text()).toBe('450MARTINA');
  });

  it('say where the data come from, and offer no way to change them [ADM-43]', async () => {
    const $ = await page(client(world.anne));
    expect($('main').text()).toContain('Issu de LSC — source LSC');
    expect($('main input:not([type="hidden"]), main textarea, main select')).toHaveLength(0);
    await change(world.ground, 'party', { source_id: await deskOf(world) }, { id: world.eloise.id });
    expect((await page(client(world.eloise)))('main').text()).not.toContain('Issu de');
  });

  it('say who signs in, since when, with which notifications, never with which password [ADM-45] [ADM-46] [ADM-47]', async () => {
    await openAccess(world.ground, world.pierre, {
      login: 'pierrep4821',
      last_sign_in_at: '2025-11-13T19:30:00Z',
      notify_documents: 'never',
      notify_changed_at: '2025-05-02T08:00:00Z',
    });
    const $ = await page(client(world.pierre));
    expect(definitions($)).toMatchObject({
      État: 'Actif',
      Identifiant: 'pierrep4821',
      'Dernière connexion': '13/11/2025 20:30',
      'Avis de nouveaux documents': 'Refusés depuis le 02/05/2025',
    });
    expect(definitions($)['Mot de passe']).toMatch(/^•+/);
    expect((await page(client(world.anne)))('main').text()).toContain('Aucun compte publié : pas d’accès.');
  });

  it('show the lots that a client owns, with shares and lessees, to landlords and co-owners only [ADM-55] [ADM-56]', async () => {
    const tree = await page(`${client(world.paul, 'proprietaires', 'gerance')}/arborescence`);
    expect(tree('.panel-title').text()).toContain('Villa Majorelle');
    expect(tree('tbody tr').text()).toContain('BENALI Karim');
    const owner = await page(`${client(world.pierre)}/arborescence`);
    expect(
      owner('tbody tr td')
        .map((_, cell) => owner(cell).text().replace(/\s+/g, ' ').trim())
        .get(),
    ).toEqual(['Appartement', '—', '64,2 m²', '120 / 1 000', '450PIERREP', '—']);
    expect(owner('tfoot').text().replace(/\s+/g, ' ')).toContain('120 / 1 000');
    const lessee = client(world.karim, 'locataires', 'gerance');
    expect((await manager.get(`${lessee}/arborescence`)).status).toBe(404);
    expect((await page(lessee))('.tabs').text()).not.toContain('Arborescence');
    expect((await page(client(world.pierre)))('.tabs').text()).toContain('Arborescence');
  });

  it('leave out lots that are held no more, and say when there is none', async () => {
    await change(world.ground, 'lot_holder', { held_until: '2025-11-13' }, { account_id: world.accounts.anne.id });
    const $ = await page(`${client(world.anne)}/arborescence`);
    expect($('.nothing').text()).toContain('Ce client ne détient aucun lot publié.');
    await change(world.ground, 'lot_holder', { held_until: null }, { account_id: world.accounts.anne.id });
  });

  it('show a building with its council, caretaker, keys, fiscal years and meetings [ADM-42]', async () => {
    await aFiscalYear(world.ground, world.gilbert, 2024, { closed: true, approved_on: '2025-06-12' });
    const $ = await page(`/agence/syndic/portefeuille/immeubles/${world.gilbert.id}`);
    expect($('h1').text()).toBe('Résidence Gilbert');
    expect(definitions($)).toMatchObject({
      Lots: '2 lots publiés (43 annoncés)',
      'Immatriculation (RNC)': 'AB1234567',
      Gestionnaire: 'DURAND Claire',
      Président: 'M. Pierre PROPRIETAIRE depuis le 12/06/2024',
      'M. Marcel GARDIEN': '06 12 34 56 78Le matin',
      'Charges générales': '1 000 tantièmes',
      '01/01/2024 – 31/12/2024': 'Clos approuvé le 12/06/2025',
      '12 juin 2025': 'Annuelle, approbation des comptes',
    });
    const lots = await page(`/agence/syndic/portefeuille/immeubles/${world.gilbert.id}/lots`);
    expect(
      lots('tbody th')
        .map((_, cell) => lots(cell).text())
        .get(),
    ).toEqual(['7', '10']);
    const found = await page(`/agence/syndic/portefeuille/immeubles/${world.gilbert.id}/lots?q=nobody`);
    expect(found('.nothing').text()).toContain('Aucun résultat pour ces critères.');
  });

  it('show a lot with its shares and holders, and a supplier [ADM-42]', async () => {
    const lot = await page(`/agence/gerance/portefeuille/lots/${world.flat.id}`);
    expect(
      lot('tbody tr')
        .map((_, row) => lot(row).find('th').text())
        .get(),
    ).toEqual(['DUPONT Paul', 'BENALI Karim']);
    expect(lot('tbody a').last().attr('href')).toBe(client(world.karim, 'locataires', 'gerance'));
    const shared = await page(`/agence/syndic/portefeuille/lots/${world.lot7.id}`);
    expect(definitions(shared)).toMatchObject({ 'Charges générales': '120 / 1 000', Surface: '64,2 m²' });
    const supplier = await page(`/agence/syndic/portefeuille/fournisseurs/${world.supplier.id}`);
    expect(definitions(supplier)).toMatchObject({ Compte: '401STAN', Métier: 'Plomberie' });
  });

  it('show members of the council and caretakers under their own category', async () => {
    const president = await page(client(world.pierre, 'conseil-syndical'));
    expect(definitions(president)).toMatchObject({ Président: 'Résidence Gilbert depuis le 12/06/2024' });
    expect((await page(client(world.marcel, 'gardiens')))('main').text()).toContain('Le matin');
    expect((await manager.get(client(world.anne, 'conseil-syndical'))).status).toBe(404);
    expect((await manager.get(client(world.pierre, 'gardiens'))).status).toBe(404);
  });

  const everywhere = (it: AgencyWorld): [string, string][] => [
    ['client', client(it.anne)],
    ['tree', `${client(it.anne)}/arborescence`],
    ['building', `/agence/syndic/portefeuille/immeubles/${it.gilbert.id}`],
    ['lots of a building', `/agence/syndic/portefeuille/immeubles/${it.gilbert.id}/lots`],
    ['lot', `/agence/syndic/portefeuille/lots/${it.lot7.id}`],
    ['council', client(it.pierre, 'conseil-syndical')],
    ['caretaker', client(it.marcel, 'gardiens')],
  ];

  it('answer 404 for those of another agency, of another line, or with an address that is none', async () => {
    for (const [what, address] of everywhere(other))
      expect([what, (await manager.get(address)).status]).toEqual([what, 404]);
    expect((await manager.get(`/agence/syndic/portefeuille/fournisseurs/${other.supplier.id}`)).status).toBe(404);
    for (const [what, address] of everywhere(world)) {
      const elsewhere = address.replace('/syndic/', '/gerance/');
      expect([what, (await manager.get(elsewhere)).status]).toEqual([what, 404]);
    }
    for (const id of ['42', 'null', '00000000-0000-4000-8000-000000000000']) {
      for (const category of ['immeubles', 'coproprietaires', 'lots', 'fournisseurs', 'gardiens'])
        expect((await manager.get(`/agence/syndic/portefeuille/${category}/${id}`)).status).toBe(404);
    }
  });

  it('answer 404 to a staff member limited to other buildings, 403 without the permission', async () => {
    const limited = viewers.agent(app, world.ground, staffOf('manager', { buildingIds: [world.tilleuls.id] }));
    const weak = viewers.agent(app, world.ground, staffOf('manager', { permissions: new Set() }));
    for (const [what, address] of everywhere(world)) {
      expect([what, (await limited.get(address)).status]).toEqual([what, 404]);
      expect([what, (await weak.get(address)).status]).toEqual([what, 403]);
    }
    expect((await limited.get(client(world.eloise))).status).toBe(200);
  });

  it('hide what is withdrawn', async () => {
    await change(world.ground, 'building', { publication_state: 'withdrawn' }, { id: world.tilleuls.id });
    expect((await manager.get(`/agence/syndic/portefeuille/immeubles/${world.tilleuls.id}`)).status).toBe(404);
    await change(world.ground, 'building', { publication_state: 'published' }, { id: world.tilleuls.id });
    await change(world.ground, 'account', { publication_state: 'hidden' }, { id: world.accounts.eloise.id });
    expect((await manager.get(client(world.eloise))).status).toBe(404);
    await change(world.ground, 'account', { publication_state: 'published' }, { id: world.accounts.eloise.id });
  });
});

async function deskOf({ ground }: AgencyWorld): Promise<unknown> {
  const [desk] = await ground.sql(`SELECT id FROM publication_source WHERE tenant_id = $1 AND kind = 'desk'`, [
    ground.tenantId,
  ]);
  return desk!.id;
}
