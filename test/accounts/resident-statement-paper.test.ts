import { load } from 'cheerio';
import { PdfRenderer } from '../../src/platform/pdf/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { anAppliedRun, change, entries, type Gilbert, layGilbert } from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';

const PAGE = '/extranet/coproprietaire/compte/releve.pdf';
/** What the browser would be given to print. */
const onScreen = { provide: PdfRenderer, useValue: { render: (html: string) => Promise.resolve(Buffer.from(html)) } };

describe('the extract of a statement', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let gilbert: Gilbert;
  let pierre: Agent;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override, onScreen] });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.set('2025-11-14T10:00:00Z');
    gilbert = await layGilbert(app, viewers);
    pierre = gilbert.agent(gilbert.pierre);
    await anAppliedRun(gilbert, '2025-11-13T19:04:00Z');
  });
  afterEach(() => gilbert.close());

  const paper = async (address: string) => {
    const answer = await pierre.get(address).buffer(true).parse(textOf).expect(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    const $ = load(answer.body as string);
    const rows = $('tbody tr')
      .map((_, row) =>
        $(row)
          .children()
          .map((__, cell) => $(cell).text().trim())
          .get()
          .join(' | '),
      )
      .get();
    return { rows, text: $('body').text().replace(/\s+/g, ' '), name: answer.headers['content-disposition'] };
  };

  it('says agency, client, account, period, lines, balances and date of publication, in the sign of the page [ACC-52] [ACC-43]', async () => {
    const many = Array.from({ length: 70 }, (_, index) => ({
      date: '2025-03-01',
      label: `Ligne ${index}`,
      debit: 100,
    }));
    await entries(gilbert, gilbert.pierre.account, [{ date: '2024-01-01', debit: 6_563 }, ...many]);
    const { rows, text, name } = await paper(`${PAGE}?du=2025-01-01&au=2025-12-31`);
    for (const said of [
      'Agence Gilbert',
      'Pierre Propriétaire',
      '450PIERREP',
      'Du 01/01/2025 au 31/12/2025',
      'solde débiteur',
      'Données publiées le 13 novembre 2025 à 20:04',
      'FR76 3000 6000',
    ]) {
      expect(text).toContain(said);
    }
    expect(rows).toHaveLength(72);
    expect([rows[0], rows[1], rows.at(-1)]).toEqual([
      ' | Solde fin de période |  |  | -135,63',
      '01/03/2025 | Ligne 69 | 1,00 |  | -135,63',
      ' | Report précédent |  |  | -65,63',
    ]);
    expect(name).toContain("filename*=UTF-8''Relev%C3%A9%20450PIERREP%20du%2001-01-2025");
    await change(gilbert, 'extranet_settings', { balance_sign: 'debit_minus_credit' });
    expect((await paper(`${PAGE}?du=2025-01-01&au=2025-12-31`)).rows[0]).toBe(' | Solde fin de période |  |  | 135,63');
  });

  it('says when nothing moved, with both balances [ACC-53]', async () => {
    const { rows } = await paper(PAGE);
    expect(rows).toEqual([
      ' | Solde fin de période |  |  | 0,00',
      ' | Aucun mouvement |  |  | ',
      ' | Report précédent |  |  | 0,00',
    ]);
  });

  it('holds no bank details that are not sent, acceptance 35 [ACC-09]', async () => {
    await change(gilbert, 'accounting_entity', { iban: null, bic: null, bank_label: null, payable_to: null });
    expect((await paper(PAGE)).text).not.toMatch(/FR76|IBAN/);
  });

  it('is his alone, acceptance 44 [RES-48]', async () => {
    await pierre.get(`${PAGE}?compte=${gilbert.anne.account.id}`).expect(404);
    await gilbert.agent(gilbert.karim).get(PAGE).expect(404);
    await app.agent(gilbert.domain).get(PAGE).expect(303);
  });
});

function textOf(response: unknown, done: (error: Error | null, body: string) => void): void {
  let text = '';
  const stream = response as NodeJS.ReadableStream;
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => (text += chunk));
  stream.on('end', () => done(null, text));
}
