import { load } from 'cheerio';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import {
  aFiscalYear,
  aHolder,
  aLot,
  aWorksFund,
  change,
  entries,
  type Gilbert,
  layGilbert,
} from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';

const HOME = '/extranet/coproprietaire';

describe('works funds and charges of a co-owner', () => {
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
  });
  afterEach(() => gilbert.close());

  const table = async (address: string) => {
    const $ = load((await pierre.get(address).expect(200)).text);
    return $('main table tr')
      .map((_, row) =>
        $(row)
          .children()
          .map((__, cell) => $(cell).text().replace(/\s+/g, ' ').trim())
          .get()
          .join(' | '),
      )
      .get();
  };

  it('shows what is held for his lots and no other, 102 in its own column when there is one, acceptance 34 [ACC-58] [ACC-59] [ACC-60]', async () => {
    await aWorksFund(gilbert, gilbert.pierre.lot, { amount: 48_000 });
    await aWorksFund(gilbert, gilbert.anne.lot, { amount: 99_900 });
    expect(await table(`${HOME}/fonds-travaux`)).toEqual([
      'Lot | Fonds travaux (105) | Arrêté au',
      'Lot 7 Fonds travaux | 480,00 | 31/12/2024',
      'Total | 480,00 | ',
    ]);
    await aWorksFund(gilbert, gilbert.pierre.lot, { account: '1020', label: 'Avance', amount: 12_000 });
    const cellar = await aLot(gilbert, gilbert.residence, { number: '10' });
    await aHolder(gilbert, cellar, gilbert.pierre.account);
    await aWorksFund(gilbert, cellar, { amount: 100 });
    expect(await table(`${HOME}/fonds-travaux`)).toEqual([
      'Lot | Fonds travaux (105) | Autres fonds (102) | Total | Arrêté au',
      'Lot 7 Fonds travaux Avance | 480,00 | 120,00 | 600,00 | 31/12/2024',
      'Lot 10 Fonds travaux | 1,00 |  | 1,00 | 31/12/2024',
      'Total | 481,00 | 120,00 | 601,00 | ',
    ]);
  });

  it('forgets the fund of a lot that is sold, and of one withdrawn', async () => {
    await aWorksFund(gilbert, gilbert.pierre.lot);
    await change(gilbert, 'lot_holder', { held_until: '2025-11-13' }, { account_id: gilbert.pierre.account.id });
    const text = async () =>
      load((await pierre.get(`${HOME}/fonds-travaux`).expect(200)).text)('.nothing-sentence').text();
    expect(await text()).toBe('Aucun fonds de travaux constitué à ce jour.');
    await change(gilbert, 'lot_holder', { held_until: null }, { account_id: gilbert.pierre.account.id });
    expect(await text()).toBe('');
    await change(gilbert, 'works_fund', { publication_state: 'withdrawn' });
    expect(await text()).toBe('Aucun fonds de travaux constitué à ce jour.');
  });

  it('does not exist where the agency does not show it, nor for those who rent or let [ADM-84]', async () => {
    await gilbert.agent(gilbert.karim).get('/extranet/locataire/fonds-travaux').expect(404);
    await gilbert.agent(gilbert.karim).get(`${HOME}/fonds-travaux`).expect(404);
    await change(gilbert, 'extranet_settings', { show_works_funds: false });
    await pierre.get(`${HOME}/fonds-travaux`).expect(404);
  });

  it('totals charges of the last two approved years [ACC-69]', async () => {
    for (const [year, approved] of [
      [2022, '2023-06-01'],
      [2023, '2024-06-01'],
      [2024, '2025-06-01'],
      [2025, null],
    ] as const) {
      await aFiscalYear(gilbert, gilbert.residence, year, { closed: year < 2025, approved_on: approved });
    }
    await entries(gilbert, gilbert.pierre.account, [
      { date: '2022-03-01', debit: 1, charge_kind: 'budget' },
      { date: '2023-03-01', debit: 20_000, charge_kind: 'budget' },
      { date: '2024-01-01', debit: 25_000, charge_kind: 'budget' },
      { date: '2024-12-31', credit: 5_000, charge_kind: 'budget' },
      { date: '2024-05-01', debit: 7_700, charge_kind: 'off_budget' },
      { date: '2024-05-02', debit: 900, charge_kind: 'works_fund' },
      { date: '2024-05-03', credit: 27_700, charge_kind: 'other' },
    ]);
    expect(await table(`${HOME}/charges`)).toEqual([
      'Exercice | Charges courantes | Charges hors budget | Total',
      'Du 01/01/2024 au 31/12/2024 Approuvé le 01/06/2025 | 200,00 | 77,00 | 277,00',
      'Du 01/01/2023 au 31/12/2023 Approuvé le 01/06/2024 | 200,00 | 0,00 | 200,00',
    ]);
    await change(gilbert, 'fiscal_year', { approved_on: null });
    expect((await pierre.get(`${HOME}/charges`).expect(200)).text).toContain('Aucun exercice approuvé pour le moment.');
    await change(gilbert, 'extranet_settings', { show_account: false });
    await pierre.get(`${HOME}/charges`).expect(404);
  });
});
