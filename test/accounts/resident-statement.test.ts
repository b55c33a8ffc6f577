import { load } from 'cheerio';
import { startTestApp, type TestApp, type Agent } from '../support/app.js';
import {
  aBuilding,
  anAccount,
  aParty,
  change,
  entries,
  type Gilbert,
  layGilbert,
  layGround,
} from '../support/factories/index.js';
import { residentViewer, TestViewers } from '../support/viewers.js';

const PAGE = '/extranet/coproprietaire/compte';

describe('"Mon compte"', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let gilbert: Gilbert;
  let pierre: Agent;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.set('2025-11-14T10:00:00Z');
    gilbert = await layGilbert(app, viewers);
    pierre = gilbert.agent(gilbert.pierre);
    await entries(gilbert, gilbert.pierre.account, [
      { date: '2023-07-01', label: 'Appel de fonds 3e trimestre 2023', debit: 20_000 },
      { date: '2023-07-08', label: 'Votre virement', credit: 20_000 },
      { date: '2025-10-01', label: 'Appel de fonds 4e trimestre 2025', debit: 25_000 },
      { date: '2025-10-08', label: 'Votre virement', credit: 18_437 },
    ]);
  });
  afterEach(() => gilbert.close());

  const page = async (agent: Agent, address: string) => load((await agent.get(address).expect(200)).text);
  const lines = async (agent: Agent, address: string) => {
    const $ = await page(agent, address);
    return $('.statement tbody tr')
      .map((_, row) =>
        $(row)
          .children()
          .map((__, cell) => $(cell).text().trim())
          .get()
          .join(' | '),
      )
      .get();
  };
  const due = async (agent: Agent, address: string) =>
    (await page(agent, address))('.due').text().replace(/\s+/g, ' ').trim();

  it('shows the period newest first, between its final balance and the one brought forward [ACC-46] [ACC-47] [ACC-51]', async () => {
    expect(await lines(pierre, PAGE)).toEqual([
      ' | Solde fin de période |  |  | -65,63',
      '08/10/2025 | Votre virement |  | 184,37 | -65,63',
      '01/10/2025 | Appel de fonds 4e trimestre 2025 | 250,00 |  | -250,00',
      ' | Report précédent |  |  | 0,00',
    ]);
  });

  it('writes the balance by the formula of the agency, and in words, acceptance 32 [ACC-43] [ACC-44]', async () => {
    expect(await due(pierre, PAGE)).toBe('Solde au 14/11/2025 -65,63 € solde débiteur Cette somme reste à régler.');
    expect(await due(pierre, '/extranet/coproprietaire')).toContain('-65,63 € solde débiteur');
    await change(gilbert, 'extranet_settings', { balance_sign: 'debit_minus_credit' });
    expect(await due(pierre, PAGE)).toBe('Solde au 14/11/2025 65,63 € solde débiteur Cette somme reste à régler.');
    expect((await lines(pierre, PAGE))[1]).toBe('08/10/2025 | Votre virement |  | 184,37 | 65,63');
  });

  it('searches between two days, the current year unless asked [ACC-48]', async () => {
    expect(await lines(pierre, `${PAGE}?du=2023-01-01&au=2023-07-05`)).toEqual([
      ' | Solde fin de période |  |  | -200,00',
      '01/07/2023 | Appel de fonds 3e trimestre 2023 | 200,00 |  | -200,00',
      ' | Report précédent |  |  | 0,00',
    ]);
    expect((await lines(pierre, `${PAGE}?du=2023-07-05&au=2025-12-31`)).at(-1)).toBe(
      ' | Report précédent |  |  | -200,00',
    );
  });

  it('says from when it can search, and puts other days right with a word [ACC-49]', async () => {
    const asked = async (query: string) => {
      const $ = await page(pierre, `${PAGE}?${query}`);
      return [$('[name=du]').val(), $('[name=au]').val(), $('.notice').text().trim()];
    };
    expect((await page(pierre, PAGE))('.search-hint').text()).toContain('Recherche disponible à partir du 01/01/2023');
    expect(await asked('du=2019-01-01&au=2024-12-31')).toEqual([
      '2023-01-01',
      '2024-12-31',
      expect.stringContaining('La recherche commence'),
    ]);
    expect(await asked('du=2019-01-01&au=2019-12-31')).toEqual([
      '2023-01-01',
      '2023-12-31',
      expect.stringContaining('La recherche commence'),
    ]);
    expect(await asked('du=2025-12-31&au=2025-01-01')).toEqual([
      '2025-01-01',
      '2025-12-31',
      expect.stringContaining('inversées'),
    ]);
    expect(await asked('du=hier&au=2025-99-99')).toEqual([
      '2025-01-01',
      '2025-12-31',
      expect.stringContaining('n’a pas pu être lue'),
    ]);
    expect(await asked('du[]=1&au[a]=2&apres=x&compte=')).toEqual(['2025-01-01', '2025-12-31', '']);
  });

  it('narrows lines by label or amount without touching balances [ACC-50]', async () => {
    const filtered = async (text: string) =>
      lines(pierre, `${PAGE}?du=2023-01-01&au=2025-12-31&filtre=${encodeURIComponent(text)}`);
    expect(await filtered('APPEL')).toEqual([
      ' | Solde fin de période |  |  | -65,63',
      '01/10/2025 | Appel de fonds 4e trimestre 2025 | 250,00 |  | -250,00',
      '01/07/2023 | Appel de fonds 3e trimestre 2023 | 200,00 |  | -200,00',
      ' | Report précédent |  |  | 0,00',
    ]);
    expect((await filtered('184,37'))[1]).toBe('08/10/2025 | Votre virement |  | 184,37 | -65,63');
    expect((await filtered('%'))[1]).toContain('Aucun résultat pour ces critères.');
    expect(await filtered('200')).toHaveLength(4);
  });

  it('pages fifty lines at a time, each with the balance it had [ACC-51]', async () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      date: '2025-03-01',
      position: index,
      label: `Ligne ${index}`,
      debit: 100,
    }));
    await gilbert.sql('DELETE FROM account_entry WHERE tenant_id = $1', [gilbert.tenantId]);
    await entries(gilbert, gilbert.pierre.account, many);
    const first = await page(pierre, PAGE);
    expect(first('.statement tbody tr')).toHaveLength(51);
    const second = await page(pierre, first('a[rel=next]').attr('href')!);
    const third = await lines(pierre, second('a[rel=next]').attr('href')!);
    expect(third).toHaveLength(21);
    expect(third.slice(-2)).toEqual(['01/03/2025 | Ligne 0 | 1,00 |  | -1,00', ' | Report précédent |  |  | 0,00']);
    expect(second('.row-total')).toHaveLength(0);
  });

  it('says when nothing moved, with both balances [ACC-53]', async () => {
    expect(await lines(pierre, `${PAGE}?du=2024-01-01&au=2024-12-31`)).toEqual([
      ' | Solde fin de période |  |  | 0,00',
      ' | Aucun mouvement sur cette période.',
      ' | Report précédent |  |  | 0,00',
    ]);
  });

  it('gives co-owners the bank details of their co-ownership, when whole [ACC-08] [ACC-09]', async () => {
    const text = async () => (await page(pierre, PAGE))('main').text();
    expect(await text()).toContain('FR76 3000 6000 0112 3456 7890 189');
    expect(await text()).toContain('Syndicat Gilbert');
    await change(gilbert, 'accounting_entity', { bic: null });
    expect(await text()).not.toContain('FR76');
    await change(gilbert, 'accounting_entity', { bic: 'AGRIFRPP', iban: null });
    expect(await text()).not.toContain('AGRIFRPP');
    await change(gilbert, 'accounting_entity', { bic: 'AGRIFRPP', iban: 'FR7630006000011234567890189' });
    expect((await page(gilbert.agent(gilbert.karim), '/extranet/locataire/compte'))('main').text()).not.toContain(
      'AGRIFRPP',
    );
  });

  it('lets one choose among several accounts, and keeps the choice for the other pages [RES-24]', async () => {
    const clos = await aBuilding(gilbert, { name: 'Les Tilleuls' });
    const other = await anAccount(gilbert, {
      party_id: gilbert.pierre.party.id,
      building_id: clos.id,
      number: '450PIERRE2',
    });
    await entries(gilbert, other, [{ date: '2025-02-01', debit: 777 }]);
    const $ = await page(pierre, PAGE);
    const links = $('.selector .drop-list a');
    expect(links.map((_, link) => $(link).text().replace(/\s+/g, ' ').trim()).get()).toEqual([
      '450PIERRE2 Les Tilleuls',
      '450PIERREP Résidence Gilbert',
    ]);
    const answer = await pierre.get(links.eq(0).attr('href')!).expect(303);
    expect(answer.headers.location).toBe(PAGE);
    expect(await due(pierre, PAGE)).toContain('-7,77');
    expect(await due(pierre, '/extranet/coproprietaire')).toContain('-7,77');
    await pierre
      .get('/extranet/coproprietaire/selection?choix=tout&retour=https://evil.example/')
      .expect(303)
      .expect('Location', '/extranet/coproprietaire');
    expect((await page(pierre, '/extranet/coproprietaire'))('.balance')).toHaveLength(2);
    await pierre.get(`/extranet/coproprietaire/selection?choix=${gilbert.anne.account.id}`).expect(404);
  });

  it('shows a landlord the accounts of his lessees where the agency says so, for the time of the tenancy [ACC-41]', async () => {
    await entries(gilbert, gilbert.karim.account, [
      { date: '2022-12-01', label: 'Avant le bail', debit: 100 },
      { date: '2025-10-01', label: 'Quittance octobre', debit: 90_000 },
    ]);
    const paul = gilbert.agent(gilbert.paul);
    const address = `/extranet/proprietaire/compte?compte=${gilbert.karim.account.id}`;
    await paul.get(address).expect(404);
    await change(gilbert, 'extranet_settings', { landlord_sees_lessee_accounts: true });
    expect((await page(paul, '/extranet/proprietaire/compte'))('.selector').text()).toContain(
      'Votre locataire Karim Benali',
    );
    expect(await lines(paul, address)).toContain('01/10/2025 | Quittance octobre | 900,00 |  | -901,00');
    expect((await lines(paul, `${address}&du=2020-01-01&au=2025-12-31`)).join()).not.toContain('Avant le bail');
    await change(gilbert, 'lot_holder', { held_until: '2025-10-31' }, { account_id: gilbert.karim.account.id });
    await paul.get(address).expect(404);
  });

  it('answers 404 for an account that is not his, and without the setting [RES-48] [ADM-66]', async () => {
    const autre = await layGround(app.database);
    const party = await aParty(autre);
    const foreign = await anAccount(autre, { party_id: party.id, building_id: (await aBuilding(autre)).id });
    const stranger = viewers.agent(app, autre, residentViewer(party.id, ['co_owner']));
    await stranger.get(PAGE).expect(200);
    await stranger.get(`${PAGE}?compte=${gilbert.pierre.account.id}`).expect(404);
    for (const id of [gilbert.anne.account.id, foreign.id, 'x', '0'])
      await pierre.get(`${PAGE}?compte=${id}`).expect(404);
    await gilbert.agent(gilbert.karim).get(PAGE).expect(404);
    await change(gilbert, 'extranet_settings', { show_account: false });
    await pierre.get(PAGE).expect(404);
    expect((await pierre.get('/extranet/coproprietaire').expect(200)).text).not.toContain('Mon compte');
    await autre.close();
  });

  it('shows nothing of an account received but hidden [ACC-23]', async () => {
    await change(gilbert, 'account', { publication_state: 'hidden' }, { id: gilbert.pierre.account.id });
    await pierre.get(PAGE).expect(404);
    await pierre.get('/extranet/coproprietaire').expect(404);
  });
});
