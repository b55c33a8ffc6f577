import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import { Readable } from 'node:stream';
import { FileStore } from '../../src/platform/files/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import {
  aBuilding,
  aCompany,
  aCouncilMember,
  aDocument,
  aFiscalYear,
  anAccount,
  anAllocationKey,
  anExpense,
  anInvoiceOf,
  aSupplier,
  change,
  type Gilbert,
  layGilbert,
  type Row,
  setLevels,
  toAccount,
  toBuilding,
} from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';

const PAGE = '/extranet/coproprietaire/depenses';
const SCAN = '%PDF-1.4 invoice E881';

describe('"Liste des dépenses"', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let gilbert: Gilbert;
  let pierre: Agent;
  let year: Row;
  let general: Row;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.set('2025-11-14T10:00:00Z');
    gilbert = await layGilbert(app, viewers);
    pierre = gilbert.agent(gilbert.pierre);
    await aFiscalYear(gilbert, gilbert.residence, 2024, { closed: true });
    year = await aFiscalYear(gilbert, gilbert.residence, 2025);
    await aFiscalYear(gilbert, gilbert.residence, 2026);
    general = await anAllocationKey(gilbert, gilbert.residence);
  });
  afterEach(() => gilbert.close());

  const page = async (address = PAGE, agent = pierre) => load((await agent.get(address).expect(200)).text);
  const clean = (text: string) => text.replace(/\s+/g, ' ').trim();

  it('offers the years that are not closed, today’s first, and groups with subtotals, acceptance 33 [ACC-62] [ACC-63] [ACC-64] [ACC-65]', async () => {
    const lift = await anAllocationKey(gilbert, gilbert.residence, { label: 'Ascenseur' });
    const otis = await aSupplier(gilbert, { party_id: (await aCompany(gilbert, { company_name: 'Otis' })).id });
    await anExpense(gilbert, gilbert.residence, year, general, { amount: 10_000 });
    await anExpense(gilbert, gilbert.residence, year, general, {
      amount: -2_500,
      charge_account: '6010',
      charge_account_label: 'Eau',
    });
    await anExpense(gilbert, gilbert.residence, year, lift, {
      amount: 98_000,
      supplier_id: otis.id,
      label: 'Contrat T1',
      date: '2025-02-01',
    });
    const $ = await page();
    expect(
      $('[name=exercice] option')
        .map((_, option) => $(option).text())
        .get(),
    ).toEqual(['Du 01/01/2025 au 31/12/2025', 'Du 01/01/2026 au 31/12/2026']);
    expect($('[name=exercice]').val()).toBe('2025-01-01_2025-12-31');
    expect(clean($('.expenses-building').text())).toBe('Résidence Gilbert 1 055,00 €');
    expect(
      $('.expenses-key')
        .map((_, key) => clean($(key).text()))
        .get(),
    ).toEqual(['Charges générales 75,00 €', 'Ascenseur 980,00 €']);
    expect(
      $('.fold > summary')
        .map((_, group) => clean($(group).text()))
        .get(),
    ).toEqual([
      '6010 Eau 1 dépense -25,00 €',
      '6150 Entretien 1 dépense 100,00 €',
      '6150 Entretien 1 dépense 980,00 €',
    ]);
    expect(clean($('.fold').last().find('tbody tr').text())).toBe('01/02/2025 Contrat T1 Otis 980,00');
    expect(clean($('.grand-total').text())).toBe('Total général 1 055,00 €');
    expect((await page(`${PAGE}?exercice=2026-01-01_2026-12-31`))('.nothing-sentence').text()).toBe(
      'Aucune dépense sur cet exercice.',
    );
    expect((await page(`${PAGE}?exercice=2024-01-01_2024-12-31&groupe=x`))('[name=exercice]').val()).toBe(
      '2025-01-01_2025-12-31',
    );
  });

  it('is for those whom the invoices binder admits, building by building [ACC-12] [ACC-61] [RES-22] [RES-24]', async () => {
    await anExpense(gilbert, gilbert.residence, year, general);
    const anne = gilbert.agent(gilbert.anne);
    const tile = (agent: Agent) =>
      agent.get('/extranet/coproprietaire').then(({ text }) => text.includes('Liste des dépenses'));
    await anne.get(PAGE).expect(404);
    expect([await tile(anne), await tile(pierre)]).toEqual([false, true]);
    const factures = await gilbert.binder('syndic', 'Factures');
    await setLevels(gilbert, factures, ['co_owner', 'council_member', 'president']);
    await anne.get(PAGE).expect(200);
    await setLevels(gilbert, factures, ['president']);
    await pierre.get(PAGE).expect(404);
    await gilbert.agent(gilbert.lea).get(PAGE).expect(200);
    await change(gilbert, 'binder', { active: false }, { id: factures.id });
    await gilbert.agent(gilbert.lea).get(PAGE).expect(404);
  });

  it('shows no other building than those of the council one sits in [RES-24]', async () => {
    const tilleuls = await aBuilding(gilbert, { name: 'Les Tilleuls' });
    await anAccount(gilbert, { party_id: gilbert.pierre.party.id, building_id: tilleuls.id });
    const otherYear = await aFiscalYear(gilbert, tilleuls, 2025);
    await anExpense(gilbert, tilleuls, otherYear, await anAllocationKey(gilbert, tilleuls), { label: 'Secret' });
    await anExpense(gilbert, gilbert.residence, year, general);
    expect((await page())('.expenses-building')).toHaveLength(1);
    await aCouncilMember(gilbert, tilleuls, gilbert.pierre.party);
    expect((await page())('.expenses-building')).toHaveLength(2);
  });

  it('opens the invoice of a line in one click, only where it may be read, acceptance 33 [ACC-66] [ACC-67] [RES-33]', async () => {
    const factures = await gilbert.binder('syndic', 'Factures');
    const seen = await anExpense(gilbert, gilbert.residence, year, general, { label: 'E881' });
    const scan = await aDocument(gilbert, factures, [toBuilding(gilbert.residence)], { content: SCAN });
    await app.get(FileStore).receive(gilbert.tenantId, Readable.from([Buffer.from(SCAN)]), { maxBytes: 1_000 });
    await anInvoiceOf(gilbert, seen, scan);
    const sheet = await anExpense(gilbert, gilbert.residence, year, general, { label: 'tableur' });
    const media = { media_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    await anInvoiceOf(gilbert, sheet, await aDocument(gilbert, factures, [toBuilding(gilbert.residence)], media));
    const other = await anExpense(gilbert, gilbert.residence, year, general, { label: 'à une autre' });
    await anInvoiceOf(gilbert, other, await aDocument(gilbert, factures, [toAccount(gilbert.lea.account)]));
    await anExpense(gilbert, gilbert.residence, year, general, { label: 'sans' });
    const $ = await page();
    const links = $('.invoice a');
    expect(links).toHaveLength(1);
    expect([clean(links.text()), links.attr('aria-label')]).toEqual(['Facture', 'Voir la facture : E881']);
    const opened = await pierre.get(links.attr('href')!).expect(200);
    expect(opened.headers['content-type']).toBe('application/pdf');
    await gilbert.agent(gilbert.anne).get(links.attr('href')!).expect(404);
    await change(gilbert, 'document', { publication_state: 'withdrawn' }, { id: scan.id });
    expect((await page())('.invoice a')).toHaveLength(0);
    expect((await page())('main').text()).toContain('E881');
  });

  it('reads the lines of a long list group by group', async () => {
    const values = `SELECT $1, gen_random_uuid(), 'syndic', $2, $3, $4, '61' || (i % 3), 'Compte', '2025-03-01', 'Ligne ' || i, 100, $5, 'e' || i, 'published'
      FROM generate_series(1, 400) i`;
    await gilbert.sql(
      `INSERT INTO expense (tenant_id, id, line, building_id, fiscal_year_id, key_id, charge_account, charge_account_label, date, label, amount, source_id, ref, publication_state) ${values}`,
      [gilbert.tenantId, gilbert.residence.id, year.id, general.id, gilbert.sourceId],
    );
    const folded = await page();
    expect([folded('.fold-link').length, folded('tbody tr').length]).toEqual([3, 0]);
    const opened = await page(folded('.fold-link').first().attr('href')!.replace(/#.*/, ''));
    expect([opened('.fold-link').length, opened('#ouvert tbody tr').length]).toEqual([2, 133]);
    expect(clean(opened('.grand-total').text())).toBe('Total général 400,00 €');
  });

  it('exports the chosen year as a spreadsheet [ACC-68]', async () => {
    await anExpense(gilbert, gilbert.residence, year, general, { label: '=1+1', amount: -1_234 });
    const answer = await pierre.get(`${PAGE}/export.xlsx`).buffer(true).parse(bytesOf).expect(200);
    expect(answer.headers['content-disposition']).toContain('2025-01-01 - 2025-12-31.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(answer.body as never);
    const sheet = book.worksheets[0]!;
    expect(sheet.getRow(1).values).toContain('Clé de répartition');
    expect(sheet.getRow(2).values).toEqual(
      expect.arrayContaining(['Résidence Gilbert', 'Charges générales', '6150', 'Entretien', -12.34]),
    );
    await gilbert.agent(gilbert.anne).get(`${PAGE}/export.xlsx`).expect(404);
  });

  it('does not exist where the agency does not show it, nor in other spaces [ADM-77] [ADM-83]', async () => {
    await gilbert.agent(gilbert.paul).get('/extranet/proprietaire/depenses').expect(404);
    await change(gilbert, 'extranet_settings', { show_expenses: false });
    await pierre.get(PAGE).expect(404);
  });
});

function bytesOf(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
