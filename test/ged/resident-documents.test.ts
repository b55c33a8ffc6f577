import { load } from 'cheerio';
import { Readable } from 'node:stream';
import { FileStore } from '../../src/platform/files/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import {
  aBuilding,
  aDocument,
  anAccount,
  anAppliedRun,
  aParty,
  change,
  type Gilbert,
  layGilbert,
  layGround,
  setLevels,
  toAccount,
  toBuilding,
  toLine,
} from '../support/factories/index.js';
import { residentViewer, staffViewer, TestViewers } from '../support/viewers.js';

const HOME = '/extranet/coproprietaire';
const PDF = '%PDF-1.4 minutes of the meeting';

describe('"Mes documents"', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let gilbert: Gilbert;
  let pierre: Agent;
  let anne: Agent;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.set('2025-11-14T10:00:00Z');
    gilbert = await layGilbert(app, viewers);
    pierre = gilbert.agent(gilbert.pierre);
    anne = gilbert.agent(gilbert.anne);
  });
  afterEach(() => gilbert.close());

  const minutesOf = (columns = {}) =>
    gilbert
      .binder('syndic', "Procès-verbaux d'assemblée")
      .then((binder) =>
        aDocument(gilbert, binder, [toBuilding(gilbert.residence)], { title: 'PV du 12 juin 2025', ...columns }),
      );
  const store = (content: string) =>
    app.get(FileStore).receive(gilbert.tenantId, Readable.from([Buffer.from(content)]), { maxBytes: 1_000 });
  const consultations = () =>
    gilbert.sql('SELECT action, party_id FROM consultation_record WHERE tenant_id = $1 ORDER BY id', [
      gilbert.tenantId,
    ]);
  const tiles = async (agent: Agent, address: string) => {
    const $ = load((await agent.get(address).expect(200)).text);
    return $('main .tile')
      .map((_, tile) => $(tile).text().replace(/\s+/g, ' ').trim())
      .get();
  };
  const titles = async (agent: Agent, address: string) => {
    const $ = load((await agent.get(address).expect(200)).text);
    return $('main .file-title a')
      .map((_, link) => $(link).text())
      .get();
  };

  it('lists binders in their order with what each holds for the reader [RES-25] [RES-26] [RES-27]', async () => {
    const charges = await gilbert.binder('syndic', 'Appels de fonds');
    await aDocument(gilbert, charges, [toAccount(gilbert.pierre.account)]);
    await minutesOf();
    await minutesOf({ title: 'PV de 2024', document_date: '2024-06-01' });
    expect(await tiles(pierre, `${HOME}/documents`)).toEqual([
      "Procès-verbaux d'assemblée 2 documents 2 nouveaux",
      'Appels de fonds 1 document 1 nouveau',
    ]);
    expect(await tiles(anne, `${HOME}/documents`)).toEqual(["Procès-verbaux d'assemblée 2 documents 2 nouveaux"]);
  });

  it('shows empty binders when the agency wants them, council ones to the council only [RES-27] [ADM-69]', async () => {
    expect((await anne.get(`${HOME}/documents`).expect(200)).text).toContain('Aucun document pour le moment.');
    await change(gilbert, 'extranet_settings', { show_empty_binders: true });
    expect(await tiles(anne, `${HOME}/documents`)).toHaveLength(14);
    expect(await tiles(pierre, `${HOME}/documents`)).toHaveLength(20);
    expect((await tiles(pierre, `${HOME}/documents`))[0]).toBe('Règlement de copropriété Aucun document');
  });

  it('keeps each level of the council to those who hold it, acceptance 6 [GED-18] [GED-19] [GED-20]', async () => {
    for (const [path, levels] of [
      ['Relevés bancaires', ['president']],
      ['Balances et comptes', ['council_member', 'president']],
      ['Assurances', ['co_owner', 'council_member', 'president']],
    ] as const) {
      const binder = await gilbert.binder('syndic', path);
      await setLevels(gilbert, binder, [...levels]);
      await aDocument(gilbert, binder, [toBuilding(gilbert.residence)]);
    }
    const lea = gilbert.agent(gilbert.lea);
    const counts = await Promise.all(
      [lea, pierre, anne].map(async (agent) => (await tiles(agent, `${HOME}/documents`)).length),
    );
    expect(counts).toEqual([3, 2, 1]);
  });

  it('forgets council binders the day after a title ends', async () => {
    const binder = await gilbert.binder('syndic', 'Balances et comptes');
    await aDocument(gilbert, binder, [toBuilding(gilbert.residence)]);
    await change(gilbert, 'council_membership', { until: '2025-11-14' }, { party_id: gilbert.pierre.party.id });
    expect(await tiles(pierre, `${HOME}/documents`)).toHaveLength(1);
    app.clock.set('2025-11-15T00:30:00+01:00');
    expect(await tiles(pierre, `${HOME}/documents`)).toHaveLength(0);
  });

  it('opens binders and folders level by level, with the way back [RES-28] [GED-56]', async () => {
    const binder = await gilbert.binder('gerance', 'Courriers / Locataires');
    await aDocument(gilbert, binder, [toAccount(gilbert.karim.account)], {
      title: '0152 - Pièce jointe 1',
      folder: ['Sinistre'],
    });
    await aDocument(gilbert, binder, [toAccount(gilbert.karim.account)], { title: 'Bienvenue' });
    const karim = gilbert.agent(gilbert.karim);
    expect(await tiles(karim, '/extranet/locataire/documents')).toEqual(['Courriers 2 documents 2 nouveaux']);
    expect(await tiles(karim, '/extranet/locataire/documents/Courriers/Locataires')).toEqual([
      'Sinistre 1 document 1 nouveau',
    ]);
    expect(await titles(karim, '/extranet/locataire/documents/Courriers/Locataires')).toEqual(['Bienvenue']);
    const inner = await karim.get('/extranet/locataire/documents/Courriers/Locataires/Sinistre').expect(200);
    expect(load(inner.text)('.crumbs').text().replace(/\s+/g, ' ').trim()).toBe(
      'Mes documents Courriers Locataires Sinistre',
    );
    expect(inner.text).toContain('0152 - Pièce jointe 1');
    await karim.get('/extranet/locataire/documents/Courriers/Fournisseurs').expect(404);
    await karim.get('/extranet/locataire/documents/%00').expect(404);
  });

  it('lists newest first, fifty a page, each page found from the one before [RES-29]', async () => {
    for (let day = 1; day <= 53; day += 1) {
      const date = new Date(Date.UTC(2025, 0, day)).toISOString().slice(0, 10);
      await minutesOf({ title: `PV ${day}`, document_date: date, published_from: date });
    }
    const address = `${HOME}/documents/${encodeURIComponent("Procès-verbaux d'assemblée")}`;
    const first = load((await pierre.get(address).expect(200)).text);
    expect(first('.file-title a').first().text()).toBe('PV 53');
    expect(first('.file-title')).toHaveLength(50);
    expect(await titles(pierre, first('a[rel=next]').attr('href')!)).toEqual(['PV 3', 'PV 2', 'PV 1']);
    await pierre.get(`${address}?apres=nonsense`).expect(200);
  });

  it('says whom a document is about, its size and day [RES-29]', async () => {
    await minutesOf({ content: 'x'.repeat(1_500) });
    const $ = load((await pierre.get(`${HOME}/documents?q=juin`).expect(200)).text);
    const note = $('.file-note').text().replace(/\s+/g, ' ');
    expect(note).toContain('12 juin 2025');
    expect(note).toContain('Résidence Gilbert');
    expect(note).toContain('1,5 Ko');
  });

  it('finds by the beginnings of words of title, folder and binder, accents ignored, and by year [RES-30]', async () => {
    await minutesOf({ title: 'Assemblée générale extraordinaire' });
    await minutesOf({ title: 'Réunion', folder: ['Chaufferie'], document_date: '2024-03-01' });
    const council = await gilbert.binder('syndic', 'Relevés bancaires');
    await aDocument(gilbert, council, [toBuilding(gilbert.residence)], { title: 'Assemblée secrète' });
    const search = (agent: Agent, query: string) => titles(agent, `${HOME}/documents?${query}`);
    expect(await search(anne, 'q=ASSEMBLEE%20extra')).toEqual(['Assemblée générale extraordinaire']);
    expect(await search(anne, 'q=chauff')).toEqual(['Réunion']);
    expect(await search(anne, 'q=proces-verbaux%20reunion')).toEqual(['Réunion']);
    expect(await search(anne, 'q=PV%20reunion')).toEqual(['Réunion']);
    expect(await search(anne, 'annee=2024')).toEqual(['Réunion']);
    expect(await search(pierre, 'q=secrete')).toEqual(['Assemblée secrète']);
    for (const nothing of ["q='%3A*%20%26%20!", 'q=%25', 'q=le%20la', 'q=chauff&annee=2025', 'q=secrete']) {
      const $ = load((await anne.get(`${HOME}/documents?${nothing}`).expect(200)).text);
      expect([nothing, $('.nothing-sentence').text()]).toEqual([nothing, 'Aucun résultat pour ces critères.']);
    }
    await anne.get(`${HOME}/documents?q=a&q=b&annee=20x5`).expect(200);
  });

  it('opens and saves a document under a readable name, and keeps the proof of both [RES-03] [RES-29]', async () => {
    const document = await minutesOf({ content: PDF });
    await store(PDF);
    const opened = await pierre.get(`${HOME}/document/${document.id}`).expect(200);
    expect(opened.headers['content-type']).toBe('application/pdf');
    expect(opened.headers['content-disposition']).toMatch(/^inline/);
    expect(opened.body.toString()).toBe(PDF);
    const saved = await pierre.get(`${HOME}/document/${document.id}/telecharger`).expect(200);
    expect(saved.headers['content-disposition']).toMatch(/^attachment; filename="2025-06-12 - PV du 12 juin 2025.pdf"/);
    const proof = await consultations();
    expect(proof).toEqual([
      { action: 'view', party_id: gilbert.pierre.party.id },
      { action: 'download', party_id: gilbert.pierre.party.id },
    ]);
    expect(await tiles(pierre, `${HOME}/documents`)).toEqual(["Procès-verbaux d'assemblée 1 document"]);
    expect(await tiles(anne, `${HOME}/documents`)).toEqual(["Procès-verbaux d'assemblée 1 document 1 nouveau"]);
  });

  it('answers 404 for what is not the reader’s, as for what does not exist, acceptance 44 [RES-48]', async () => {
    const letters = await gilbert.binder('syndic', 'Courriers / Copropriétaires');
    const document = await aDocument(gilbert, letters, [toAccount(gilbert.anne.account)], { content: PDF });
    await store(PDF);
    const autre = await layGround(app.database);
    const party = await aParty(autre);
    await anAccount(autre, { party_id: party.id, building_id: (await aBuilding(autre)).id });
    const stranger = viewers.agent(app, autre, residentViewer(String(party.id), ['co_owner']));
    await anne.get(`${HOME}/document/${document.id}`).expect(200);
    for (const agent of [pierre, stranger, gilbert.agent(gilbert.karim)]) {
      await agent.get(`${HOME}/document/${document.id}`).expect(404);
      await agent.get(`${HOME}/document/${document.id}/telecharger`).expect(404);
      await agent.get(`${HOME}/archive/Courriers/${encodeURIComponent('Copropriétaires')}`).expect(404);
    }
    await anne.get(`${HOME}/document/not-a-uuid`).expect(404);
    await anne.get(`/extranet/proprietaire/document/${document.id}`).expect(404);
    await app.agent(gilbert.domain).get(`${HOME}/document/${document.id}`).expect(303);
    await viewers.agent(app, gilbert, staffViewer()).get(`${HOME}/document/${document.id}`).expect(404);
    expect(await consultations()).toHaveLength(1);
    await autre.close();
  });

  it('shows nothing of a document withdrawn at once, acceptance 43', async () => {
    const document = await minutesOf();
    await change(gilbert, 'document', { publication_state: 'blocked' }, { id: document.id });
    await pierre.get(`${HOME}/document/${document.id}`).expect(404);
    expect(await tiles(pierre, `${HOME}/documents`)).toEqual([]);
    expect((await pierre.get(`${HOME}/documents?q=PV`)).text).not.toContain('PV du 12 juin');
  });

  it('ends by itself at midnight of the agency’s clock, acceptance 10 [GED-60]', async () => {
    const document = await minutesOf({ published_until: '2026-01-15', content: PDF });
    await store(PDF);
    app.clock.set('2026-01-15T23:59:00+01:00');
    await pierre.get(`${HOME}/document/${document.id}`).expect(200);
    app.clock.set('2026-01-16T00:00:00+01:00');
    await pierre.get(`${HOME}/document/${document.id}`).expect(404);
  });

  it('keeps "Documents du syndic" to the councils unless each document says otherwise [RES-32] [GED-74] [GED-75]', async () => {
    const binder = await gilbert.binder('syndic', 'Documents du syndic');
    await aDocument(gilbert, binder, [toLine('syndic')], { title: 'Carte professionnelle', level: 'council_member' });
    await aDocument(gilbert, binder, [toLine('syndic')], { title: 'Assurance', level: 'co_owner' });
    expect(await titles(pierre, `${HOME}/documents?annee=2025`)).toHaveLength(2);
    expect(await titles(anne, `${HOME}/documents?annee=2025`)).toEqual(['Assurance']);
  });

  it('shows a landlord the documents of his lessees where the agency says so, and nobody the reverse [ACC-42] [RES-23]', async () => {
    const leases = await gilbert.binder('gerance', 'Baux');
    const receipts = await gilbert.binder('gerance', 'Quittances');
    await aDocument(gilbert, leases, [toAccount(gilbert.karim.account)], { title: 'Bail' });
    await aDocument(gilbert, receipts, [toAccount(gilbert.karim.account)], { title: 'Quittance' });
    const paul = gilbert.agent(gilbert.paul);
    const all = '/extranet/proprietaire/documents?annee=2025';
    const seen = () => paul.get(all).then(({ text }) => load(text)('.file-title a').text());
    expect(await seen()).toBe('');
    await change(gilbert, 'extranet_settings', { landlord_sees_lessee_documents: true });
    expect(await seen()).toBe('Bail');
    await change(gilbert, 'lot_holder', { part: 'lessee' }, { account_id: gilbert.paul.account.id });
    expect(await seen()).toBe('');
    await change(gilbert, 'lot_holder', { part: 'owner' }, { account_id: gilbert.paul.account.id });
    await change(gilbert, 'lot_holder', { held_until: '2025-11-13' }, { account_id: gilbert.karim.account.id });
    expect(await seen()).toBe('');
  });

  it('does not exist where the agency gives that kind no documents [ADM-70] [ADM-71]', async () => {
    const document = await minutesOf();
    await change(gilbert, 'extranet_settings', { documents_for_co_owner: false });
    await pierre.get(`${HOME}/documents`).expect(404);
    await pierre.get(`${HOME}/documents?q=PV`).expect(404);
    await pierre.get(`${HOME}/document/${document.id}`).expect(404);
    expect((await pierre.get(HOME).expect(200)).text).not.toContain('Mes documents');
  });

  it('sends a whole binder as one archive, each file named by date and title [RES-31]', async () => {
    await minutesOf({ content: PDF, folder: ['Annexes'], title: 'Feuille de présence' });
    await minutesOf({ content: 'another', title: 'PV' });
    await store(PDF);
    await store('another');
    const address = `${HOME}/archive/${encodeURIComponent("Procès-verbaux d'assemblée")}`;
    const answer = await pierre.get(address).buffer(true).parse(bytesOf).expect(200);
    expect(answer.headers['content-type']).toBe('application/zip');
    const text = (answer.body as Buffer).toString('utf8');
    expect(text).toContain('Annexes/2025-06-12 - Feuille de présence.pdf');
    expect(text).toContain('2025-06-12 - PV.pdf');
    expect(text).toContain(PDF);
    expect(await consultations()).toHaveLength(2);
  });

  it('counts no consultation when the agency looks in a client’s place [ADM-54]', async () => {
    const document = await minutesOf({ content: PDF });
    await store(PDF);
    const seenBy = { staffId: gilbert.tenantId, name: 'Claire' };
    const claire = viewers.agent(app, gilbert, residentViewer(gilbert.pierre.party.id, ['co_owner'], { seenBy }));
    await claire.get(`${HOME}/document/${document.id}`).expect(200);
    expect(await consultations()).toHaveLength(0);
    expect(
      await gilbert.sql(`SELECT FROM audit_entry WHERE action = 'documents.see-as' AND tenant_id = $1`, [
        gilbert.tenantId,
      ]),
    ).toHaveLength(1);
    expect((await claire.get(HOME).expect(200)).text).toContain('comme le voit');
  });

  it('says when what is read was published [PUB-38]', async () => {
    await anAppliedRun(gilbert, '2025-11-14T19:04:00Z');
    expect((await pierre.get(`${HOME}/documents`)).text).toContain('Données publiées le 14 novembre 2025 à 20:04');
  });
});

function bytesOf(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
