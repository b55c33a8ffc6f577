import { load } from 'cheerio';
import { FileStore } from '../../src/platform/files/index.js';
import { Readable } from 'node:stream';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import {
  aDocument,
  aBinder,
  change,
  insert,
  type Row,
  theBinder,
  toAccount,
  toBuilding,
  toLine,
  toLot,
} from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';
import { type AgencyWorld, buildAgency, staffOf } from '../portfolio/support/agency-world.js';

describe('the documents of staff', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let world: AgencyWorld;
  let other: AgencyWorld;
  let manager: Agent;
  let limited: Agent;
  let minutes: Row;
  let pv: Row;
  let foreign: Row;
  const home = '/agence/syndic/documents';

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
    world = await buildAgency(app, 'saurupt');
    other = await buildAgency(app, 'mosan');
    manager = viewers.agent(app, world.ground, staffOf('manager'));
    limited = viewers.agent(app, world.ground, staffOf('manager', { buildingIds: [world.tilleuls.id] }));
    const { ground } = world;
    minutes = await theBinder(ground, 'syndic', "Procès-verbaux d'assemblée");
    pv = await aDocument(ground, minutes, [toBuilding(world.gilbert)], {
      title: 'PV AG 2025',
      document_date: '2025-06-12',
      content: '%PDF-1.4 minutes',
    });
    await aDocument(ground, minutes, [toAccount(world.accounts.pierre)], {
      title: 'Pouvoir',
      document_date: '2025-05-01',
      folder: ['Assemblée 2025'],
    });
    await aDocument(
      ground,
      minutes,
      [toLot(world.lot7), toAccount(world.accounts.anne), toAccount(world.accounts.eloise), toBuilding(world.gilbert)],
      { title: 'Convocation', document_date: '2025-04-01', published_until: '2025-07-01' },
    );
    await aDocument(ground, minutes, [toBuilding(world.tilleuls)], {
      title: 'PV des Tilleuls',
      document_date: '2025-03-01',
      published_from: '2025-12-01',
    });
    await aDocument(ground, minutes, [toLine('syndic')], { title: 'Circulaire', document_date: '2025-02-01' });
    await aDocument(ground, minutes, [toBuilding(world.gilbert)], { title: 'Retiré', publication_state: 'withdrawn' });
    for (const [action, at] of [
      ['view', '2025-11-10T08:00:00Z'],
      ['download', '2025-11-11T08:00:00Z'],
    ])
      await insert(ground, 'consultation_record', {
        id: crypto.randomUUID(),
        document_id: pv.id,
        party_id: world.anne.id,
        action,
        at,
      });
    foreign = await aDocument(
      other.ground,
      await theBinder(other.ground, 'syndic', 'Factures'),
      [toBuilding(other.gilbert)],
      { title: 'Ailleurs' },
    );
    await app.inTenant('saurupt', (tenant) =>
      app.get(FileStore).receive(tenant.id, Readable.from([Buffer.from('%PDF-1.4 minutes')]), { maxBytes: 100 }),
    );
  });
  afterAll(async () => {
    await world?.ground.close();
    await other?.ground.close();
    await app?.close();
  });

  const titles = async (query = '', agent = manager) => {
    const response = await agent.get(`${home}/${minutes.id}${query}`);
    expect([query, response.status]).toEqual([query, 200]);
    const $ = load(response.text);
    return $('tbody th a')
      .map((_, link) => $(link).text())
      .get();
  };

  it('shows every binder of the line with its readers, count and last publication [GED-69]', async () => {
    await aBinder(world.ground, { path: ['Archives'], levels: [], active: false, position: 99 });
    const $ = load((await manager.get(home)).text);
    const row = (name: string) =>
      $('tbody tr')
        .filter((_, one) => $(one).find('a').text() === name)
        .text()
        .replace(/\s+/g, ' ')
        .trim();
    expect($('tbody tr')).toHaveLength(22);
    expect(row("Procès-verbaux d'assemblée")).toMatch(
      /Copropriétaires, Conseil syndical, Président ?5 ?\d\d\/\d\d\/\d{4}/,
    );
    expect(row('Factures')).toMatch(/Conseil syndical, Président ?0 ?—/);
    expect(row('Archives')).toContain('Inactif');
    expect(row('Archives')).toContain('Non visible');
    expect(row('Documents du syndic')).toContain('Selon le document');
    const gerance = load((await manager.get('/agence/gerance/documents')).text);
    expect(gerance('tbody tr')).toHaveLength(16);
  });

  it('lists the documents of a binder, newest first, with their readers and days [GED-70]', async () => {
    expect(await titles()).toEqual(['PV AG 2025', 'Pouvoir', 'Convocation', 'PV des Tilleuls', 'Circulaire']);
    expect(await titles('?tri=date')).toEqual([
      'Circulaire',
      'PV des Tilleuls',
      'Convocation',
      'Pouvoir',
      'PV AG 2025',
    ]);
    const $ = load((await manager.get(`${home}/${minutes.id}`)).text);
    const text = (index: number) => $('tbody tr').eq(index).text().replace(/\s+/g, ' ').trim();
    expect(text(0)).toBe('PV AG 2025 12/06/2025 Résidence Gilbert 12/06/2025 — 1 Retirer');
    expect(text(1)).toContain('Assemblée 2025');
    expect(text(1)).toContain('450PIERREP – PROPRIETAIRE Pierre');
    expect(text(2)).toContain('et 1 autre');
    expect(text(2)).toContain('Terminé');
    expect(text(3)).toContain('À venir');
    expect(text(4)).toContain('Tout le métier');
  });

  it.each([
    ['q=tilleul', ['PV des Tilleuls']],
    ['q=assemblee', ['Pouvoir']],
    ['compte=450pierrep', ['Pouvoir']],
    ['du=2025-04-01&au=2025-05-31', ['Pouvoir', 'Convocation']],
    ['dossier=Assembl%C3%A9e+2025', ['Pouvoir']],
    ['q=rien', []],
  ])('narrows it by %s [GED-70]', async (query, expected) => {
    expect(await titles(`?${query}`)).toEqual(expected);
  });

  it('narrows it by building: what is for it, its lots, its accounts [GED-70]', async () => {
    expect(await titles(`?immeuble=${world.gilbert.id}`)).toEqual(['PV AG 2025', 'Pouvoir', 'Convocation']);
    expect(await titles(`?immeuble=${other.gilbert.id}`)).toEqual([]);
  });

  it('says that a binder is empty, or that filters emptied it', async () => {
    const empty = await theBinder(world.ground, 'syndic', 'Assurances');
    expect(load((await manager.get(`${home}/${empty.id}`)).text)('.nothing').text()).toContain(
      'Aucun document dans ce classeur.',
    );
    expect(load((await manager.get(`${home}/${minutes.id}?q=rien`)).text)('.nothing').text()).toContain(
      'Aucun résultat pour ces critères.',
    );
  });

  it('says who opened a document and when, on the page and as CSV [GED-80]', async () => {
    const address = `${home}/document/${pv.id}/consultations`;
    const $ = load((await manager.get(address)).text);
    expect($('h1').text()).toBe('PV AG 2025');
    expect(
      $('tbody tr')
        .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
        .get(),
    ).toEqual(['Mme Anne MARTINTéléchargé11/11/2025 09:00', 'Mme Anne MARTINOuvert10/11/2025 09:00']);
    const csv = await manager.get(`${address}.csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.headers['content-disposition']).toContain('PV AG 2025');
    expect(csv.text).toBe(
      '\ufeffNom;Action;Le\r\nMARTIN Anne;Téléchargé;11/11/2025 09:00\r\nMARTIN Anne;Ouvert;10/11/2025 09:00\r\n',
    );
    const [other] = await world.ground.sql(`SELECT id FROM document WHERE tenant_id = $1 AND title = 'Pouvoir'`, [
      world.ground.tenantId,
    ]);
    expect((await manager.get(`${home}/document/${String(other?.id)}/consultations`)).text).toContain(
      'Personne ne l’a encore ouvert.',
    );
  });

  it('opens a document without counting it as a consultation of anyone, logged [GED-71]', async () => {
    const opened = await manager.get(`${home}/document/${pv.id}`).buffer();
    expect([opened.status, opened.headers['content-type']]).toEqual([200, 'application/pdf']);
    const saved = await manager.get(`${home}/document/${pv.id}?telecharger`);
    expect(saved.headers['content-disposition']).toContain('attachment');
    const [count] = await world.ground.sql(
      `SELECT count(*)::int AS count FROM consultation_record WHERE tenant_id = $1`,
      [world.ground.tenantId],
    );
    expect(count?.count).toBe(2);
    const logged = await world.ground.sql(
      `SELECT subject_id FROM audit_entry WHERE tenant_id = $1 AND action = 'documents.open'`,
      [world.ground.tenantId],
    );
    expect(logged).toHaveLength(2);
  });

  it('shows a staff member limited to buildings only what is for them or for everyone', async () => {
    expect(await titles('', limited)).toEqual(['Convocation', 'PV des Tilleuls', 'Circulaire']);
    const shown = (await limited.get(`${home}/${minutes.id}`)).text;
    expect(shown).toContain('LEFÈVRE');
    expect(shown).not.toContain('MARTIN Anne');
    expect((await limited.get(`${home}/document/${pv.id}`)).status).toBe(404);
    expect((await limited.get(`${home}/document/${pv.id}/consultations`)).status).toBe(404);
  });

  it('says to a limited staff member neither folders nor readers of what is not his', async () => {
    const [circular] = await world.ground.sql(`SELECT id FROM document WHERE tenant_id = $1 AND title = 'Circulaire'`, [
      world.ground.tenantId,
    ]);
    for (const [party, at] of [
      [world.anne, '2025-11-12T08:00:00Z'],
      [world.eloise, '2025-11-13T08:00:00Z'],
    ] as const)
      await insert(world.ground, 'consultation_record', {
        id: crypto.randomUUID(),
        document_id: circular?.id,
        party_id: party.id,
        action: 'view',
        at,
      });
    const list = load((await limited.get(`${home}/${minutes.id}`)).text);
    expect(list('main').text()).not.toContain('Assemblée 2025');
    const row = list('tbody tr').filter((_, one) => list(one).find('th a').text() === 'Circulaire');
    expect(row.find('td.num').text().trim()).toBe('1');
    const convocation = list('tbody tr').filter((_, one) => list(one).find('th a').text() === 'Convocation');
    expect(convocation.text()).not.toContain('autre');
    const address = `${home}/document/${String(circular?.id)}/consultations`;
    const page = (await limited.get(address)).text;
    expect(page).toContain('Éloïse LEFÈVRE');
    expect(page).not.toContain('MARTIN');
    expect((await limited.get(`${address}.csv`)).text).not.toContain('MARTIN');
    expect((await manager.get(address)).text).toContain('Anne MARTIN');
  });

  it('sorts a binder by any column one clicks', async () => {
    expect((await titles('?tri=titre')).slice(0, 3)).toEqual(['Circulaire', 'Convocation', 'Pouvoir']);
    expect((await titles('?tri=-publie'))[0]).toBe('PV des Tilleuls');
  });

  it('answers 404 for what is elsewhere, withdrawn or nowhere, 403 without the permission', async () => {
    const [withdrawn] = await world.ground.sql(`SELECT id FROM document WHERE tenant_id = $1 AND title = 'Retiré'`, [
      world.ground.tenantId,
    ]);
    for (const id of [foreign.id, withdrawn?.id, 'x', '00000000-0000-4000-8000-000000000000']) {
      for (const path of ['', '/consultations', '/consultations.csv'])
        expect([id, path, (await manager.get(`${home}/document/${String(id)}${path}`)).status]).toEqual([
          id,
          path,
          404,
        ]);
    }
    const [elsewhere] = await other.ground.sql(
      `SELECT id FROM binder WHERE tenant_id = $1 AND line = 'syndic' LIMIT 1`,
      [other.ground.tenantId],
    );
    expect((await manager.get(`${home}/${String(elsewhere?.id)}`)).status).toBe(404);
    expect((await manager.get(`/agence/gerance/documents/${minutes.id}`)).status).toBe(404);
    expect((await manager.get(`${home}/x`)).status).toBe(404);
    const weak = viewers.agent(app, world.ground, staffOf('manager', { permissions: new Set() }));
    for (const address of [
      home,
      `${home}/${minutes.id}`,
      `${home}/document/${pv.id}`,
      `${home}/document/${pv.id}/consultations`,
    ])
      expect((await weak.get(address)).status).toBe(403);
    await change(world.ground, 'binder', { active: false }, { id: minutes.id });
    expect((await manager.get(`${home}/${minutes.id}`)).text).toContain('Inactif');
    await change(world.ground, 'binder', { active: true }, { id: minutes.id });
  });
});
