import { load } from 'cheerio';
import { Dispatcher } from '../../src/platform/jobs/index.js';
import { Messages, TRIAL_EMAIL } from '../../src/platform/mail/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import {
  aDocument,
  change,
  entries,
  insert,
  theBinder,
  toAccount,
  toBuilding,
  toLine,
} from '../support/factories/index.js';
import { residentViewer, TestViewers } from '../support/viewers.js';
import { type AgencyWorld, buildAgency, staffOf } from '../portfolio/support/agency-world.js';

describe('what staff see of a client', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let world: AgencyWorld;
  let other: AgencyWorld;
  let manager: Agent;
  let pierre: string;
  let anne: string;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
    world = await buildAgency(app, 'saurupt');
    other = await buildAgency(app, 'mosan');
    manager = viewers.agent(app, world.ground, staffOf('manager'));
    pierre = `/agence/syndic/portefeuille/coproprietaires/${world.pierre.id}`;
    anne = `/agence/syndic/portefeuille/coproprietaires/${world.anne.id}`;
    await entries(world.ground, world.accounts.pierre, [
      { date: '2024-11-02', label: 'Solde antérieur', debit: 1_000 },
      { date: '2025-10-01', label: 'Appel de fonds 4e trimestre 2025', debit: 25_000 },
      { date: '2025-10-08', label: 'Votre virement', credit: 18_437 },
    ]);
  });
  afterAll(async () => {
    await world?.ground.close();
    await other?.ground.close();
    await app?.close();
  });

  const rowsOf = (html: string) => {
    const $ = load(html);
    return $('table.statement tbody tr')
      .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
      .get();
  };

  describe('"Événements"', () => {
    const send = (to: { id: string }, address: string) =>
      app.inTenant('saurupt', () =>
        app
          .get(Messages)
          .send(TRIAL_EMAIL, { address, name: 'X' }, { author: 'Claire' }, { concerns: { kind: 'party', id: to.id } }),
      );

    it('lists what the extranet sent this client, with its state, and nobody else’s [ADM-57]', async () => {
      expect((await manager.get(`${pierre}/evenements`)).text).toContain('n’a encore rien envoyé');
      await send(world.pierre, 'pierre@example.org');
      await send(world.anne, 'anne@example.org');
      await app.get(Dispatcher).drain();
      const $ = load((await manager.get(`${pierre}/evenements`)).text);
      expect($('tbody tr')).toHaveLength(1);
      expect($('tbody tr').text()).toContain('pierre@example.org');
      expect($('tbody tr').text()).toContain('Conservé');
      expect($('.nav-tabs, nav').text()).toContain('Événements');
    });

    it('opens what was sent, and only under the client it was sent to', async () => {
      const href = load((await manager.get(`${pierre}/evenements`)).text)('tbody a').attr('href')!;
      const { status, text } = await manager.get(href);
      expect(status).toBe(200);
      expect(load(text)('main').text()).toContain('pierre@example.org');
      expect((await manager.get(href.replace(world.pierre.id, world.anne.id))).status).toBe(404);
      expect((await manager.get(`${pierre}/evenements/autre-chose`)).status).toBe(404);
    });

    it('is no correspondence of the agency [ADM-58]', async () => {
      expect(await world.ground.sql(`SELECT FROM correspondence`)).toEqual([]);
    });

    it('is not there for who has no account, in another agency, or without the right', async () => {
      const caretaker = `/agence/syndic/portefeuille/gardiens/${world.marcel.id}/evenements`;
      expect((await manager.get(caretaker)).status).toBe(404);
      expect((await manager.get(pierre.replace(world.pierre.id, other.pierre.id) + '/evenements')).status).toBe(404);
      const weak = viewers.agent(app, world.ground, staffOf('manager', { permissions: new Set() }));
      expect((await weak.get(`${pierre}/evenements`)).status).toBe(403);
    });
  });

  describe('"Situation compte"', () => {
    it('shows exactly what the client reads, line by line, with the same sign [ADM-53]', async () => {
      const client = viewers.agent(app, world.ground, residentViewer(world.pierre.id, ['co_owner']));
      for (const sign of ['credit_minus_debit', 'debit_minus_credit']) {
        await change(world.ground, 'extranet_settings', { balance_sign: sign }, { line: 'syndic' });
        for (const query of [
          '',
          '?du=2024-01-01&au=2024-12-31',
          '?filtre=virement',
          '?filtre=250',
          '?du=2025-12-01&au=2025-01-01',
        ]) {
          const read = await client.get(`/extranet/coproprietaire/compte${query}`);
          const seen = await manager.get(`${pierre}/compte${query}`);
          expect([query, read.status, seen.status]).toEqual([query, 200, 200]);
          expect([query, rowsOf(seen.text)]).toEqual([query, rowsOf(read.text)]);
          expect(rowsOf(seen.text).length).toBeGreaterThan(1);
        }
      }
      await change(world.ground, 'extranet_settings', { balance_sign: 'credit_minus_debit' }, { line: 'syndic' });
    });

    it('says the balance in words, and puts wrong dates right with a message [ADM-53]', async () => {
      const $ = load((await manager.get(`${pierre}/compte?du=2025-12-31&au=2025-01-01`)).text);
      expect($('.stat-figure').text()).toBe('-75,63\u00a0€');
      expect($('.stat-note').text()).toBe('solde débiteur');
      expect($('main').text()).toContain('Les deux dates étaient inversées');
    });

    it('tells that the agency does not show it to its clients', async () => {
      await change(world.ground, 'extranet_settings', { show_account: false }, { line: 'syndic' });
      expect((await manager.get(`${pierre}/compte`)).text).toContain('L’agence n’affiche pas la rubrique « Compte »');
      await change(world.ground, 'extranet_settings', { show_account: true }, { line: 'syndic' });
    });

    it('is closed to who may not see accounts, and shows no account of someone else', async () => {
      const assistant = viewers.agent(app, world.ground, staffOf('assistant'));
      expect((await assistant.get(`${pierre}/compte`)).status).toBe(403);
      expect(load((await assistant.get(pierre)).text)('.tabs').text()).not.toContain('Situation compte');
      expect((await manager.get(`${pierre}/compte?compte=${world.accounts.anne.id}`)).status).toBe(404);
      expect((await manager.get(`${pierre}/compte?compte=x`)).status).toBe(404);
      const limited = viewers.agent(app, world.ground, staffOf('manager', { buildingIds: [world.tilleuls.id] }));
      expect((await limited.get(`${pierre}/compte`)).status).toBe(404);
      expect((await manager.get(`/agence/syndic/portefeuille/coproprietaires/${other.pierre.id}/compte`)).status).toBe(
        404,
      );
      expect((await manager.get(`/agence/syndic/portefeuille/gardiens/${world.marcel.id}/compte`)).status).toBe(404);
    });
  });

  describe('"Documents"', () => {
    const titles = async (address: string, agent = manager) => {
      const response = await agent.get(address);
      expect([address, response.status]).toEqual([address, 200]);
      const $ = load(response.text);
      return $('table.table-cards tbody th a')
        .map((_, link) => $(link).text())
        .get()
        .sort();
    };

    beforeAll(async () => {
      const { ground } = world;
      const minutes = await theBinder(ground, 'syndic', "Procès-verbaux d'assemblée");
      const invoices = await theBinder(ground, 'syndic', 'Factures');
      const letters = await theBinder(ground, 'syndic', 'Courriers / Copropriétaires');
      await aDocument(ground, minutes, [toBuilding(world.gilbert)], { title: 'PV AG 2025' });
      await aDocument(ground, invoices, [toBuilding(world.gilbert)], { title: 'Facture 118' });
      const letter = await aDocument(ground, letters, [toAccount(world.accounts.anne)], { title: 'Lettre à Anne' });
      await aDocument(ground, minutes, [toLine('syndic')], { title: 'Circulaire', published_until: '2025-11-13' });
      await aDocument(ground, minutes, [toBuilding(world.tilleuls)], { title: 'PV des Tilleuls' });
      const seen = { document_id: letter.id, party_id: world.anne.id, id: crypto.randomUUID() };
      await insert(ground, 'consultation_record', { ...seen, action: 'view', at: '2025-11-12T18:30:00Z' });
    });

    it('lists what the client sees, by the same rule, binder by binder [ADM-59]', async () => {
      expect(await titles(`${pierre}/documents`)).toEqual(['Facture 118', 'PV AG 2025']);
      expect(await titles(`${anne}/documents`)).toEqual(['Lettre à Anne', 'PV AG 2025']);
      const $ = load((await manager.get(`${pierre}/documents`)).text);
      const binders = $('.columns > div').first().find('tbody tr');
      expect(binders.map((_, row) => $(row).text().replace(/\s+/g, ' ').trim()).get()).toEqual([
        "Procès-verbaux d'assemblée10",
        'Factures10',
      ]);
      const narrowed = $('.columns tbody a').last().attr('href');
      expect(narrowed).toBeDefined();
    });

    it('says when the client opened each [ADM-59]', async () => {
      const text = load((await manager.get(`${anne}/documents`)).text)('table.table-cards')
        .text()
        .replace(/\s+/g, ' ');
      expect(text).toContain('12/11/2025 19:30');
      expect(text).toContain('pas encore ouvert');
    });

    it('narrows to one binder and comes back to all [ADM-59]', async () => {
      const $ = load((await manager.get(`${anne}/documents`)).text);
      const letters =
        $('a')
          .filter((_, link) => $(link).text() === 'Courriers › Copropriétaires')
          .attr('href') ?? '';
      expect(await titles(letters)).toEqual(['Lettre à Anne']);
    });

    it('says so when the client sees nothing', async () => {
      const $ = load((await manager.get(`/agence/gerance/portefeuille/locataires/${world.karim.id}/documents`)).text);
      expect($('.nothing').text()).toContain('Ce client ne voit aucun document pour le moment.');
    });

    it('shows a building what is addressed to it, its lots and its accounts', async () => {
      const $ = load((await manager.get(`/agence/syndic/portefeuille/immeubles/${world.gilbert.id}/documents`)).text);
      expect(
        $('tbody tr')
          .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
          .get(),
      ).toEqual([
        "Procès-verbaux d'assemblée112/06/2025",
        'Courriers / Copropriétaires112/06/2025',
        'Factures112/06/2025',
      ]);
    });

    it('is closed to staff of other buildings, and to other agencies', async () => {
      const limited = viewers.agent(app, world.ground, staffOf('manager', { buildingIds: [world.tilleuls.id] }));
      expect((await limited.get(`${anne}/documents`)).status).toBe(404);
      expect((await limited.get(`/agence/syndic/portefeuille/immeubles/${world.gilbert.id}/documents`)).status).toBe(
        404,
      );
      expect((await manager.get(`/agence/syndic/portefeuille/coproprietaires/${other.anne.id}/documents`)).status).toBe(
        404,
      );
      expect((await manager.get(`/agence/syndic/portefeuille/gardiens/${world.marcel.id}/documents`)).status).toBe(404);
      const weak = viewers.agent(app, world.ground, staffOf('manager', { permissions: new Set() }));
      expect((await weak.get(`${anne}/documents`)).status).toBe(403);
    });
  });
});
