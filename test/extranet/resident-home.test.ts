import { load } from 'cheerio';
import { TenantDirectory } from '../../src/platform/tenancy/index.js';
import type { Agent, TestApp } from '../support/app.js';
import {
  aDocument,
  anAccount,
  anAppliedRun,
  change,
  entries,
  type Gilbert,
  layGround,
  toAccount,
} from '../support/factories/index.js';
import { residentWorld } from '../support/resident-world.js';
import { residentViewer, staffViewer, type TestViewers } from '../support/viewers.js';

const HOME = '/extranet/coproprietaire';

describe('the home of a space', () => {
  const world = residentWorld();
  let app: TestApp;
  let viewers: TestViewers;
  let gilbert: Gilbert;
  let pierre: Agent;
  beforeEach(() => {
    ({ app, viewers, gilbert, pierre } = world());
  });

  const page = async (agent: Agent, address: string) => load((await agent.get(address).expect(200)).text);
  const labels = async (agent: Agent, address: string) => {
    const $ = await page(agent, address);
    return $('.tile-label')
      .map((_, label) => $(label).text())
      .get();
  };

  it('has a tile for each thing the client may use, by kind, council title and settings [RES-21] [RES-22] [RES-23] [ADM-77] [ADM-80]', async () => {
    const ofCouncil = [
      'Mes documents',
      'Mon compte',
      'Mes charges',
      'Fonds travaux',
      'Liste des dépenses',
      'Mes biens',
      'Contacts',
    ];
    expect(await labels(pierre, HOME)).toEqual(ofCouncil);
    expect(await labels(gilbert.agent(gilbert.anne), HOME)).toEqual(
      ofCouncil.filter((label) => label !== 'Liste des dépenses'),
    );
    expect(await labels(gilbert.agent(gilbert.karim), '/extranet/locataire')).toEqual([
      'Mes documents',
      'Mon compte',
      'Contacts',
    ]);
    expect(await labels(gilbert.agent(gilbert.paul), '/extranet/proprietaire')).toEqual([
      'Mes documents',
      'Mon compte',
      'Mes biens',
      'Contacts',
    ]);
    await change(gilbert, 'extranet_settings', {
      show_account: false,
      show_works_funds: false,
      show_contacts: false,
      show_properties: false,
      show_partners: true,
    });
    expect(await labels(pierre, HOME)).toEqual(['Mes documents', 'Liste des dépenses', 'Nos partenaires']);
  });

  it('says what is due first, then the latest documents, and counts what is new [RES-21]', async () => {
    await entries(gilbert, gilbert.pierre.account, [{ date: '2025-10-01', debit: 6_563 }]);
    const letters = await gilbert.binder('syndic', 'Courriers / Copropriétaires');
    for (let day = 1; day <= 7; day += 1) {
      await aDocument(gilbert, letters, [toAccount(gilbert.pierre.account)], {
        title: `Lettre ${day}`,
        document_date: `2025-11-0${day}`,
      });
    }
    const $ = await page(pierre, HOME);
    expect($('h1').text()).toBe('Bonjour Pierre Propriétaire');
    expect($('.due-figure').text().replace(/\s+/g, ' ')).toBe('-65,63 € solde débiteur');
    expect(
      $('.file-title a')
        .map((_, link) => $(link).text())
        .get(),
    ).toEqual(['Lettre 7', 'Lettre 6', 'Lettre 5', 'Lettre 4', 'Lettre 3']);
    expect($('.tile').first().text().replace(/\s+/g, ' ').trim()).toBe('Mes documents 7 nouveaux documents 7');
  });

  it('stands without anything published yet [RES-45]', async () => {
    const $ = await page(pierre, HOME);
    expect($('.nothing-sentence').text()).toBe('Aucun document pour le moment.');
    expect($('.due-side').text()).toBe('soldé');
    expect($('.foot-published')).toHaveLength(0);
  });

  it('is framed by agency, client, space, menu and the date of what is read [RES-08] [RES-16] [RES-20] [PUB-38]', async () => {
    await anAppliedRun(gilbert, '2025-11-13T19:04:00Z');
    const $ = await page(pierre, `${HOME}/documents`);
    expect($('.brand-name').text()).toBe('Agence Gilbert');
    expect($('.r-viewer').text()).toMatch(/Pierre Propriétaire[\s\S]*Mon espace copropriétaire[\s\S]*Se déconnecter/);
    expect($('.menu-entry[aria-current]').text().trim()).toBe('Mes documents');
    expect($('.foot').text()).toMatch(/Mentions légales[\s\S]*Données publiées le 13 novembre 2025 à 20:04/);
    expect($('title').text()).toBe('Mes documents – Agence Gilbert');
    expect([$('h1').length, $('main').length, $('html').attr('lang')]).toEqual([1, 1, 'fr']);
  });

  it('changes space without signing out, for who holds several [RES-19] [RES-17]', async () => {
    const account = await anAccount(gilbert, { kind: 'lessee', party_id: gilbert.pierre.party.id });
    const both = viewers.agent(app, gilbert, residentViewer(gilbert.pierre.party.id, ['co_owner', 'lessee']));
    const $ = await page(both, HOME);
    const links = $('.r-viewer .drop-list a');
    expect(links.map((_, link) => $(link).attr('href')).get()).toEqual([HOME, '/extranet/locataire']);
    expect((await page(both, '/extranet/locataire'))('.due-label').text()).toBe(`Compte ${account.number}`);
  });

  it('exists only for who holds the space today [RES-48]', async () => {
    await pierre.get('/extranet/proprietaire').expect(404);
    await pierre.get('/extranet/locataire/documents').expect(404);
    await pierre.get('/extranet/gardien').expect(404);
    await viewers.agent(app, gilbert, staffViewer()).get(HOME).expect(404);
    await app
      .agent(gilbert.domain)
      .get(`${HOME}/compte`)
      .expect(303)
      .expect('Location', '/extranet?retour=%2Fextranet%2Fcoproprietaire%2Fcompte');
    const autre = await layGround(app.database);
    await viewers
      .agent(app, autre, residentViewer(gilbert.pierre.party.id, ['co_owner']))
      .get(HOME)
      .expect(404);
    await change(gilbert, 'account', { publication_state: 'withdrawn' }, { id: gilbert.pierre.account.id });
    await pierre.get(HOME).expect(404);
    await autre.close();
  });

  it('is shut while the agency keeps its extranet closed, staff looking in excepted [ADM-68]', async () => {
    await change(gilbert, 'extranet_settings', { extranet_open: false });
    const answer = await pierre.get(HOME).expect(403);
    expect(load(answer.text)('main').text()).toContain('L’accès est momentanément fermé par votre agence.');
    await pierre.get(`${HOME}/documents`).expect(403);
    const seenBy = { staffId: gilbert.tenantId, name: 'Claire' };
    await viewers
      .agent(app, gilbert, residentViewer(gilbert.pierre.party.id, ['co_owner'], { seenBy }))
      .get(HOME)
      .expect(200);
  });

  it('does not exist without the feature [ADM-07]', async () => {
    await gilbert.sql(`UPDATE platform.tenant SET features = '{}' WHERE id = $1`, [gilbert.tenantId]);
    app.get(TenantDirectory).forget();
    for (const path of ['', '/documents', '/compte', '/contacts', '/biens', '/depenses', '/fonds-travaux'])
      await pierre.get(HOME + path).expect(404);
  });

  it('may be put on a phone’s screen where the agency says so [ADM-85]', async () => {
    const manifest = async () => (await page(pierre, HOME))('link[rel=manifest]').attr('href');
    expect(await manifest()).toBe('/manifest.webmanifest');
    await change(gilbert, 'extranet_settings', { mobile_app: false });
    expect(await manifest()).toBeUndefined();
  });

  it('speaks English to who wants it [RES-46]', async () => {
    const english = viewers.agent(
      app,
      gilbert,
      residentViewer(gilbert.pierre.party.id, ['co_owner'], { locale: 'en', name: 'Pierre' }),
    );
    for (const [path, title] of [
      ['', 'Hello Pierre'],
      ['/documents', 'My documents'],
      ['/compte', 'My account'],
      ['/fonds-travaux', 'Works funds'],
      ['/depenses', 'Expenses'],
      ['/biens', 'My properties'],
      ['/contacts', 'Contacts'],
      ['/charges', 'My charges'],
    ] as const) {
      expect((await page(english, HOME + path))('h1').text()).toBe(title);
    }
  });
});
