import { load } from 'cheerio';
import { permissionsOf } from '../../src/identity/domain/permissions.js';
import { Dispatcher } from '../../src/platform/jobs/index.js';
import { PdfRenderer } from '../../src/platform/pdf/index.js';
import { DeskRuns } from '../../src/publication/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { change, type Gilbert, insert, layGilbert, type Row } from '../support/factories/index.js';
import { openAccess } from '../portfolio/support/agency-world.js';
import { submitForm } from '../support/form.js';
import { staffViewer, TestViewers } from '../support/viewers.js';
import { aCase, aCorrespondence, aTemplate, type Recipient } from './correspondence-rows.js';

const EVENTS = '/gestion/evenements';

interface Counts {
  state: string;
  added: number;
  changed: number;
  withdrawn: number;
}

/** From the desk to the resident's own pages, by true runs. */
describe('correspondence, published', () => {
  let app: TestApp;
  let gilbert: Gilbert;
  let claire: Agent;
  const viewers = new TestViewers();
  let drawn = 0;

  beforeAll(async () => {
    const render = (html: string) => Promise.resolve(Buffer.from(`%PDF-1.7 ${(drawn += 1)} ${html}`));
    app = await startTestApp({
      now: '2025-11-14T09:00:00Z',
      overrides: [viewers.override, { provide: PdfRenderer, useValue: { render } }],
    });
  });
  beforeEach(async () => {
    await gilbert?.close();
    app.clock.set('2025-11-14T09:00:00Z');
    gilbert = await layGilbert(app, viewers);
    await change(gilbert, 'publication_settings', { domain_validated_at: new Date('2025-01-01') });
    claire = viewers.agent(app, gilbert, staffViewer({ permissions: permissionsOf('manager') }));
    drawn = 0;
  });
  afterAll(async () => {
    await gilbert?.close();
    await app?.close();
  });

  const run = async (): Promise<Counts> => {
    app.clock.advance({ minutes: 1 });
    const { id } = await app.inTenant(gilbert.domain, () => app.get(DeskRuns).start({ trigger: 'manual' }));
    await app.get(Dispatcher).drain();
    app.clock.advance({ minutes: 1 });
    const [counts] = await gilbert.sql(
      `SELECT r.state, c.added, c.changed, c.withdrawn FROM publication_run r LEFT JOIN run_count c ON c.run_id = r.id AND c.section = 'documents'
       WHERE r.id = $1`,
      [id],
    );
    return counts as unknown as Counts;
  };
  const problems = async () =>
    (
      await gilbert.sql('SELECT message FROM run_problem WHERE tenant_id = $1 ORDER BY run_id, position', [
        gilbert.tenantId,
      ])
    ).map(({ message }) => String(message).replace(/\s+/g, ' '));
  const onLine = async () =>
    (
      await gilbert.sql(
        `SELECT d.ref, d.title, d.folder, d.sha256, d.published_until, d.published_from FROM document d JOIN publication_source s ON s.id = d.source_id AND s.kind = 'desk'
         WHERE d.tenant_id = $1 AND d.publication_state = 'published' ORDER BY d.ref`,
        [gilbert.tenantId],
      )
    ).map((row) => row as Record<string, unknown> & { ref: string });
  const refs = async () => (await onLine()).map(({ ref }) => ref);
  const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ');
  const toAnne = (): Recipient[] => [{ scope: 'account', target: gilbert.anne.account }];
  const letters = async (columns: Record<string, unknown> = {}): Promise<Row> =>
    aTemplate(gilbert, {
      line: 'syndic',
      binder_id: (await gilbert.binder('syndic', 'Courriers / Copropriétaires')).id,
      ...columns,
    });
  const press = (act: string, number: unknown) =>
    submitForm(claire, `${EVENTS}/publication?acte=${act}&n=${String(number)}`, {});

  it('stands in the folder of its case under the binder’s path, titled with the subject and neutrally, acceptance 8', async () => {
    const binder = await gilbert.binder('gerance', 'Courriers / Locataires');
    const rules = { group_by_case_type: true, prefix_with_case_reference: true };
    const template = await aTemplate(gilbert, {
      name: 'Courrier sinistre',
      line: 'gerance',
      binder_id: binder.id,
      ...rules,
    });
    const columns = {
      subject: 'Votre dégât des eaux',
      body: 'Bonjour',
      case_file_id: (await aCase(gilbert, '0152', 'Sinistre')).id,
    };
    await aCorrespondence(gilbert, template, [{ scope: 'account', target: gilbert.karim.account }], {
      ...columns,
      attachments: ['constat.jpg'],
    });
    expect(await run()).toMatchObject({ state: 'applied', added: 2 });
    const karim = gilbert.agent(gilbert.karim);
    const root = load((await karim.get('/extranet/locataire/documents')).text);
    const binderHref = root('main a:contains("Courriers")').first().attr('href')!;
    const seen: string[] = [];
    let address: string | undefined = binderHref;
    for (const step of ['Locataires', 'Sinistre', null]) {
      const text: string = (await karim.get(address!)).text;
      seen.push(words(text));
      address = step ? load(text)(`main a:contains("${step}")`).last().attr('href') : undefined;
    }
    expect(seen.at(-1)).toContain('Votre dégât des eaux');
    expect(seen.at(-1)).toContain('0152 - Pièce jointe 1');
    expect(seen.join(' ')).not.toContain('constat');
  });

  it('is published only if its template has a binder [GED-47]', async () => {
    await aCorrespondence(gilbert, await aTemplate(gilbert, { line: 'syndic' }), toAnne(), {
      body: 'x',
      publication_on: '2025-11-14',
    });
    await aCorrespondence(gilbert, await letters(), toAnne(), { body: 'x' });
    expect(await run()).toMatchObject({ state: 'applied', added: 1 });
    expect(await refs()).toEqual(['4822/text']);
  });

  it('with neither text nor attachment is set aside and named; without text it gives only its attachments [GED-03]', async () => {
    const template = await letters();
    await aCorrespondence(gilbert, template, toAnne(), { body: '' });
    await aCorrespondence(gilbert, template, toAnne(), { body: '', attachments: ['a.pdf', 'b.pdf'] });
    expect(await run()).toMatchObject({ state: 'applied', added: 2 });
    expect(await refs()).toEqual(['4822/1', '4822/2']);
    expect((await problems()).join(' ')).toContain('Événement n° 4821 : ni texte ni pièce jointe');
  });

  it('whose template lasts 12 months is gone at midnight after the last day, without a run, acceptance 10', async () => {
    app.clock.set('2026-01-10T09:00:00Z');
    const template = await letters({ publication_months: 12 });
    await aCorrespondence(gilbert, template, toAnne(), {
      body: 'x',
      processed_on: '2025-01-15',
      publication_on: '2025-01-15',
    });
    await run();
    const anne = gilbert.agent(gilbert.anne);
    const [document] = await gilbert.sql(`SELECT id FROM document WHERE tenant_id = $1 AND ref = '4821/text'`, [
      gilbert.tenantId,
    ]);
    const address = `/extranet/coproprietaire/document/${String(document!.id)}`;
    app.clock.set('2026-01-15T22:59:00Z');
    expect((await anne.get(address)).status).toBe(200);
    app.clock.set('2026-01-15T23:00:00Z');
    expect((await anne.get(address)).status).toBe(404);
    expect(words((await claire.get(`${EVENTS}/4821`)).text)).toContain('Durée écoulée');
  });

  it('ends when its template’s months say so at the next run, after the number was told [GED-62]', async () => {
    const template = await letters();
    const day = { processed_on: '2025-01-15', publication_on: '2025-01-15' };
    await aCorrespondence(gilbert, template, toAnne(), { ...day, body: 'x', attachments: ['a.pdf'] });
    await aCorrespondence(gilbert, template, toAnne(), { body: 'x' });
    await run();
    const form = `/gestion/modeles/${template.id}/extranet`;
    const months = { binderId: String(template.binder_id), publicationMonths: '6' };
    const asked = await submitForm(claire, form, months, 'main form[action$="/extranet"]');
    expect(words((await claire.get(String(asked.headers.location))).text)).toContain(
      '2 documents déjà publiés ne seraient plus en ligne',
    );
    await submitForm(claire, form, { ...months, confirmed: 'on' }, 'main form[action$="/extranet"]');
    expect(await refs()).toEqual(['4821/1', '4821/text', '4822/text']);
    await run();
    expect(await onLine()).toMatchObject([{ ref: '4822/text', published_until: '2026-05-14' }]);
  });

  it('moves to the folder of the new name at the next run, when the type of its case is renamed [GED-57]', async () => {
    const template = await letters({ group_by_case_type: true });
    const file = await aCase(gilbert, '0152', 'Sinistre');
    await aCorrespondence(gilbert, template, toAnne(), { body: 'x', case_file_id: file.id });
    await run();
    await submitForm(claire, `/gestion/dossiers/types/${String(file.type_id)}`, { label: 'Dégâts des eaux' });
    expect(await onLine()).toMatchObject([{ folder: ['Sinistre'] }]);
    expect(await run()).toMatchObject({ added: 0, changed: 1, withdrawn: 0 });
    expect(await onLine()).toMatchObject([{ folder: ['Dégâts des eaux'] }]);
  });

  it('leaves at the next run once it is published no more, and comes back as of today, acceptance 12 [PUB-32]', async () => {
    const row = await aCorrespondence(gilbert, await letters(), toAnne(), {
      body: 'x',
      publication_on: '2025-11-12',
      processed_on: '2025-11-12',
    });
    await run();
    const anne = gilbert.agent(gilbert.anne);
    const latest = async () => words((await anne.get('/extranet/coproprietaire')).text).includes('Votre courrier');
    await press('retirer', row.number);
    expect([words((await claire.get(EVENTS)).text).includes('00/00/00'), await latest()]).toEqual([true, true]);
    expect(await run()).toMatchObject({ withdrawn: 1 });
    expect(await latest()).toBe(false);
    expect(words((await claire.get(`${EVENTS}/${String(row.number)}`)).text)).toContain('Non publié');
    await press('publier', row.number);
    await run();
    expect(await onLine()).toMatchObject([{ ref: '4821/text', published_from: '2025-11-14' }]);
    expect(await latest()).toBe(true);
  });

  it('keeps its reference when it is changed: what residents read is replaced, and only that', async () => {
    const template = await letters();
    const row = await aCorrespondence(gilbert, template, toAnne(), { body: 'Avant' });
    await aCorrespondence(gilbert, template, toAnne(), { body: 'Autre' });
    await run();
    const before = await onLine();
    await change(
      gilbert,
      'correspondence',
      { body: 'Après', text_revision: 2, changed_at: app.clock.now() },
      { id: row.id },
    );
    expect(words((await claire.get(`${EVENTS}/4821`)).text)).toContain('Publié, modifié');
    expect(await run()).toMatchObject({ added: 0, changed: 1, withdrawn: 0 });
    const after = await onLine();
    expect(after.map(({ ref }) => ref)).toEqual(before.map(({ ref }) => ref));
    expect(after.map(({ sha256 }, index) => sha256 === before[index]!.sha256)).toEqual([false, true]);
    expect(words((await claire.get(`${EVENTS}/4821`)).text)).not.toContain('Publié, modifié');
  });

  it('is sent again since the day asked for: drawn anew, its days kept; the day then empties itself [PUB-12]', async () => {
    const template = await letters();
    await aCorrespondence(gilbert, template, toAnne(), {
      body: 'Ancien',
      processed_on: '2025-10-01',
      publication_on: '2025-10-01',
    });
    await aCorrespondence(gilbert, template, toAnne(), {
      body: 'Récent',
      processed_on: '2025-11-12',
      publication_on: '2025-11-12',
    });
    await run();
    const before = await onLine();
    app.clock.advance({ minutes: 1 });
    await change(gilbert, 'publication_settings', { resend_since: '2025-11-01' });
    await insert(gilbert, 'publication_settings_change', { part: 'renvoi', changed_at: app.clock.now() });
    // Another tab, saved while the run goes on, is none of it.
    await change(gilbert, 'publication_settings', { modified_at: new Date(app.clock.now().getTime() + 3_600_000) });
    expect(await run()).toMatchObject({ added: 0, changed: 1, withdrawn: 0 });
    const after = await onLine();
    expect(after.map(({ sha256 }, index) => sha256 === before[index]!.sha256)).toEqual([true, false]);
    expect(after.map((one) => one.published_from)).toEqual(['2025-10-01', '2025-11-12']);
    const [settings] = await gilbert.sql('SELECT resend_since FROM publication_settings WHERE tenant_id = $1', [
      gilbert.tenantId,
    ]);
    expect(settings).toEqual({ resend_since: null });
    drawn = 0;
    expect(await run()).toMatchObject({ changed: 0 });
    expect(drawn).toBe(0);
  });

  it('replaces another in one run: never both on line, never none', async () => {
    const template = await aTemplate(gilbert, {
      line: 'syndic',
      binder_id: (await gilbert.binder('syndic', 'Liste des copropriétaires')).id,
    });
    const to: Recipient[] = [{ scope: 'council', target: gilbert.residence }];
    const list = {
      body: '',
      origin: 'list',
      subject: 'Liste des copropriétaires',
      attachments: ['Liste_copropriétaires.pdf'],
    };
    const first = await aCorrespondence(gilbert, template, to, list);
    await run();
    const second = await aCorrespondence(gilbert, template, to, { ...list, replaces_id: first.id });
    expect(await run()).toMatchObject({ added: 1, withdrawn: 1 });
    expect(await refs()).toEqual([`${String(second.number)}/1`]);
    await aCorrespondence(gilbert, template, to, { ...list, replaces_id: second.id, attachments: [] });
    await run();
    expect(await refs()).toEqual([`${String(second.number)}/1`]);
    expect(words((await claire.get(`${EVENTS}/${String(first.number)}`)).text)).toContain('Remplacé');
  });

  it('reaches those who are published and names the others', async () => {
    await change(gilbert, 'account', { publication_state: 'hidden' }, { id: gilbert.pierre.account.id });
    await aCorrespondence(
      gilbert,
      await letters(),
      [...toAnne(), { scope: 'account', target: gilbert.pierre.account }],
      { body: 'x' },
    );
    expect(await run()).toMatchObject({ added: 1 });
    expect((await problems()).join(' ')).toContain('450PIERREP n’est pas publié');
  });

  it('tells its recipients only where its template says so [GED-65]', async () => {
    await change(gilbert, 'party', { email: 'anne@example.org' }, { id: gilbert.anne.party.id });
    await openAccess(gilbert, gilbert.anne.party);
    await aCorrespondence(gilbert, await letters(), toAnne(), { body: 'x' });
    await run();
    const told = async () => {
      await run();
      const [last] = await gilbert.sql(
        'SELECT notifications_queued AS count FROM publication_run WHERE tenant_id = $1 ORDER BY number DESC LIMIT 1',
        [gilbert.tenantId],
      );
      return last!.count;
    };
    await aCorrespondence(gilbert, await letters({ notify: false }), toAnne(), { body: 'x' });
    expect(await told()).toBe(0);
    await aCorrespondence(gilbert, await letters({ notify: true }), toAnne(), { body: 'x' });
    expect(await told()).toBe(1);
    expect(await told()).toBe(0);
  });
});
