import type { Agent } from '../support/app.js';
import { change, type Gilbert, insert } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { aCase, aCorrespondence, aTemplate, type Recipient } from './correspondence-rows.js';
import { CorrespondenceRuns, EVENTS, wordsOf } from './correspondence-runs.js';

/** From the desk to the resident's own pages. */
describe('correspondence, changed once it is published', () => {
  let desk: CorrespondenceRuns;
  let gilbert: Gilbert;
  let claire: Agent;

  beforeAll(async () => {
    desk = await CorrespondenceRuns.open();
  });
  beforeEach(async () => {
    await desk.lay();
    ({ gilbert, claire } = desk);
  });
  afterAll(() => desk.close());

  it('ends when its template’s months say so at the next run, after the number was told [GED-62]', async () => {
    const template = await desk.letters();
    const day = { processed_on: '2025-01-15', publication_on: '2025-01-15' };
    await aCorrespondence(gilbert, template, desk.toAnne(), { ...day, body: 'x', attachments: ['a.pdf'] });
    await aCorrespondence(gilbert, template, desk.toAnne(), { body: 'x' });
    await desk.run();
    const form = `/gestion/modeles/${template.id}/extranet`;
    const months = { binderId: String(template.binder_id), publicationMonths: '6' };
    const asked = await submitForm(claire, form, months, 'main form[action$="/extranet"]');
    expect(wordsOf((await claire.get(String(asked.headers.location))).text)).toContain(
      '2 documents déjà publiés ne seraient plus en ligne',
    );
    await submitForm(claire, form, { ...months, confirmed: 'on' }, 'main form[action$="/extranet"]');
    expect(await desk.refs()).toEqual(['4821/1', '4821/text', '4822/text']);
    await desk.run();
    expect(await desk.onLine()).toMatchObject([{ ref: '4822/text', published_until: '2026-05-14' }]);
  });

  it('moves to the folder of the new name at the next run, when the type of its case is renamed [GED-57]', async () => {
    const template = await desk.letters({ group_by_case_type: true });
    const file = await aCase(gilbert, '0152', 'Sinistre');
    await aCorrespondence(gilbert, template, desk.toAnne(), { body: 'x', case_file_id: file.id });
    await desk.run();
    await submitForm(claire, `/gestion/dossiers/types/${String(file.type_id)}`, { label: 'Dégâts des eaux' });
    expect(await desk.onLine()).toMatchObject([{ folder: ['Sinistre'] }]);
    expect(await desk.run()).toMatchObject({ added: 0, changed: 1, withdrawn: 0 });
    expect(await desk.onLine()).toMatchObject([{ folder: ['Dégâts des eaux'] }]);
  });

  it('keeps its reference when it is changed: what residents read is replaced, and only that', async () => {
    const template = await desk.letters();
    const row = await aCorrespondence(gilbert, template, desk.toAnne(), { body: 'Avant' });
    await aCorrespondence(gilbert, template, desk.toAnne(), { body: 'Autre' });
    await desk.run();
    const before = await desk.onLine();
    await change(
      gilbert,
      'correspondence',
      { body: 'Après', text_revision: 2, changed_at: desk.app.clock.now() },
      { id: row.id },
    );
    expect(wordsOf((await claire.get(`${EVENTS}/4821`)).text)).toContain('Publié, modifié');
    expect(await desk.run()).toMatchObject({ added: 0, changed: 1, withdrawn: 0 });
    const after = await desk.onLine();
    expect(after.map(({ ref }) => ref)).toEqual(before.map(({ ref }) => ref));
    expect(after.map(({ sha256 }, index) => sha256 === before[index]!.sha256)).toEqual([false, true]);
    expect(wordsOf((await claire.get(`${EVENTS}/4821`)).text)).not.toContain('Publié, modifié');
  });

  it('is sent again since the day asked for: drawn anew, its days kept; the day then empties itself [PUB-12]', async () => {
    const template = await desk.letters();
    await aCorrespondence(gilbert, template, desk.toAnne(), {
      body: 'Ancien',
      processed_on: '2025-10-01',
      publication_on: '2025-10-01',
    });
    await aCorrespondence(gilbert, template, desk.toAnne(), {
      body: 'Récent',
      processed_on: '2025-11-12',
      publication_on: '2025-11-12',
    });
    await desk.run();
    const before = await desk.onLine();
    desk.app.clock.advance({ minutes: 1 });
    await change(gilbert, 'publication_settings', { resend_since: '2025-11-01' });
    await insert(gilbert, 'publication_settings_change', { part: 'renvoi', changed_at: desk.app.clock.now() });
    // Another tab, saved while the run goes on, is none of it.
    await change(gilbert, 'publication_settings', {
      modified_at: new Date(desk.app.clock.now().getTime() + 3_600_000),
    });
    expect(await desk.run()).toMatchObject({ added: 0, changed: 1, withdrawn: 0 });
    const after = await desk.onLine();
    expect(after.map(({ sha256 }, index) => sha256 === before[index]!.sha256)).toEqual([true, false]);
    expect(after.map((one) => one.published_from)).toEqual(['2025-10-01', '2025-11-12']);
    const [settings] = await gilbert.sql('SELECT resend_since FROM publication_settings WHERE tenant_id = $1', [
      gilbert.tenantId,
    ]);
    expect(settings).toEqual({ resend_since: null });
    desk.drawn = 0;
    expect(await desk.run()).toMatchObject({ changed: 0 });
    expect(desk.drawn).toBe(0);
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
    await desk.run();
    const second = await aCorrespondence(gilbert, template, to, { ...list, replaces_id: first.id });
    expect(await desk.run()).toMatchObject({ added: 1, withdrawn: 1 });
    expect(await desk.refs()).toEqual([`${String(second.number)}/1`]);
    await aCorrespondence(gilbert, template, to, { ...list, replaces_id: second.id, attachments: [] });
    await desk.run();
    expect(await desk.refs()).toEqual([`${String(second.number)}/1`]);
    expect(wordsOf((await claire.get(`${EVENTS}/${String(first.number)}`)).text)).toContain('Remplacé');
  });
});
