import { load } from 'cheerio';
import { openAccess } from '../portfolio/support/agency-world.js';
import type { Agent } from '../support/app.js';
import { change, type Gilbert } from '../support/factories/index.js';
import { aCase, aCorrespondence, aTemplate } from './correspondence-rows.js';
import { CorrespondenceRuns, EVENTS, wordsOf } from './correspondence-runs.js';

/** From the desk to the resident's own pages. */
describe('correspondence, published', () => {
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
    expect(await desk.run()).toMatchObject({ state: 'applied', added: 2 });
    const karim = gilbert.agent(gilbert.karim);
    const root = load((await karim.get('/extranet/locataire/documents')).text);
    const binderHref = root('main a:contains("Courriers")').first().attr('href')!;
    const seen: string[] = [];
    let address: string | undefined = binderHref;
    for (const step of ['Locataires', 'Sinistre', null]) {
      const text: string = (await karim.get(address!)).text;
      seen.push(wordsOf(text));
      address = step ? load(text)(`main a:contains("${step}")`).last().attr('href') : undefined;
    }
    expect(seen.at(-1)).toContain('Votre dégât des eaux');
    expect(seen.at(-1)).toContain('0152 - Pièce jointe 1');
    expect(seen.join(' ')).not.toContain('constat');
  });

  it('is published only if its template has a binder [GED-47]', async () => {
    await aCorrespondence(gilbert, await aTemplate(gilbert, { line: 'syndic' }), desk.toAnne(), {
      body: 'x',
      publication_on: '2025-11-14',
    });
    await aCorrespondence(gilbert, await desk.letters(), desk.toAnne(), { body: 'x' });
    expect(await desk.run()).toMatchObject({ state: 'applied', added: 1 });
    expect(await desk.refs()).toEqual(['4822/text']);
  });

  it('with neither text nor attachment is set aside and named; without text it gives only its attachments [GED-03]', async () => {
    const template = await desk.letters();
    await aCorrespondence(gilbert, template, desk.toAnne(), { body: '' });
    await aCorrespondence(gilbert, template, desk.toAnne(), { body: '', attachments: ['a.pdf', 'b.pdf'] });
    expect(await desk.run()).toMatchObject({ state: 'applied', added: 2 });
    expect(await desk.refs()).toEqual(['4822/1', '4822/2']);
    expect(await desk.problems()).toContain('Événement n° 4821 : ni texte ni pièce jointe');
  });

  it('whose template lasts 12 months is gone at midnight after the last day, without a run, acceptance 10', async () => {
    desk.app.clock.set('2026-01-10T09:00:00Z');
    const template = await desk.letters({ publication_months: 12 });
    await aCorrespondence(gilbert, template, desk.toAnne(), {
      body: 'x',
      processed_on: '2025-01-15',
      publication_on: '2025-01-15',
    });
    await desk.run();
    const anne = gilbert.agent(gilbert.anne);
    const [document] = await gilbert.sql(`SELECT id FROM document WHERE tenant_id = $1 AND ref = '4821/text'`, [
      gilbert.tenantId,
    ]);
    const address = `/extranet/coproprietaire/document/${String(document!.id)}`;
    desk.app.clock.set('2026-01-15T22:59:00Z');
    expect((await anne.get(address)).status).toBe(200);
    desk.app.clock.set('2026-01-15T23:00:00Z');
    expect((await anne.get(address)).status).toBe(404);
    expect(wordsOf((await claire.get(`${EVENTS}/4821`)).text)).toContain('Durée écoulée');
  });

  it('leaves at the next run once it is published no more, and comes back as of today, acceptance 12 [PUB-32]', async () => {
    const row = await aCorrespondence(gilbert, await desk.letters(), desk.toAnne(), {
      body: 'x',
      publication_on: '2025-11-12',
      processed_on: '2025-11-12',
    });
    await desk.run();
    const anne = gilbert.agent(gilbert.anne);
    const latest = async () => wordsOf((await anne.get('/extranet/coproprietaire')).text).includes('Votre courrier');
    await desk.press('retirer', row.number);
    expect([wordsOf((await claire.get(EVENTS)).text).includes('00/00/00'), await latest()]).toEqual([true, true]);
    expect(await desk.run()).toMatchObject({ withdrawn: 1 });
    expect(await latest()).toBe(false);
    expect(wordsOf((await claire.get(`${EVENTS}/${String(row.number)}`)).text)).toContain('Non publié');
    await desk.press('publier', row.number);
    await desk.run();
    expect(await desk.onLine()).toMatchObject([{ ref: '4821/text', published_from: '2025-11-14' }]);
    expect(await latest()).toBe(true);
  });

  it('reaches those who are published and names the others', async () => {
    await change(gilbert, 'account', { publication_state: 'hidden' }, { id: gilbert.pierre.account.id });
    await aCorrespondence(
      gilbert,
      await desk.letters(),
      [...desk.toAnne(), { scope: 'account', target: gilbert.pierre.account }],
      { body: 'x' },
    );
    expect(await desk.run()).toMatchObject({ added: 1 });
    expect(await desk.problems()).toContain('450PIERREP n’est pas publié');
  });

  it('tells its recipients only where its template says so [GED-65]', async () => {
    await change(gilbert, 'party', { email: 'anne@example.org' }, { id: gilbert.anne.party.id });
    await openAccess(gilbert, gilbert.anne.party);
    await aCorrespondence(gilbert, await desk.letters(), desk.toAnne(), { body: 'x' });
    await desk.run();
    const told = async () => {
      await desk.run();
      const [last] = await gilbert.sql(
        'SELECT notifications_queued AS count FROM publication_run WHERE tenant_id = $1 ORDER BY number DESC LIMIT 1',
        [gilbert.tenantId],
      );
      return last!.count;
    };
    await aCorrespondence(gilbert, await desk.letters({ notify: false }), desk.toAnne(), { body: 'x' });
    expect(await told()).toBe(0);
    await aCorrespondence(gilbert, await desk.letters({ notify: true }), desk.toAnne(), { body: 'x' });
    expect(await told()).toBe(1);
    expect(await told()).toBe(0);
  });
});
