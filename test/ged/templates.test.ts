import { load } from 'cheerio';

import { permissionsOf } from '../../src/identity/domain/permissions.js';
import type { StaffViewer } from '../../src/platform/auth/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { change, type Gilbert, layGilbert } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { staffViewer, TestViewers } from '../support/viewers.js';
import { aCorrespondence, aDeskDocument, aTemplate } from './correspondence-rows.js';

const HOME = '/gestion/modeles';

describe('templates of correspondence', () => {
  let app: TestApp;
  let gilbert: Gilbert;
  let claire: Agent;
  const viewers = new TestViewers();

  const sign = (given: Partial<StaffViewer> = {}) =>
    viewers.agent(app, gilbert, staffViewer({ permissions: permissionsOf('manager'), ...given }));

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T09:00:00Z', overrides: [viewers.override] });
  });
  beforeEach(async () => {
    await gilbert?.close();
    gilbert = await layGilbert(app, viewers);
    claire = sign();
  });
  afterAll(async () => {
    await gilbert?.close();
    await app?.close();
  });

  it('is made in two steps, its text then its tab Extranet [GED-48]', async () => {
    const added = await submitForm(claire, `${HOME}/nouveau`, {
      name: 'Courrier sinistre',
      line: 'gerance',
      subject: 'Votre sinistre',
      body: 'Bonjour,',
    });
    expect(added.status).toBe(303);
    const address = String(added.headers.location);
    expect(address).toMatch(/\/extranet$/);
    const $ = load((await claire.get(address)).text);
    expect($('.tabs a[aria-current]').text()).toBe('Extranet');
  });

  it('is one of its name, whoever else gives it at the same moment', async () => {
    const form = load((await claire.get(`${HOME}/nouveau`)).text);
    const _csrf = String(form('main form [name="_csrf"]').val());
    const given = { _csrf, name: 'Courrier sinistre', line: 'gerance', subject: '', body: '' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => claire.post(`${HOME}/nouveau`).type('form').send(given)),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    expect(answers.filter(({ headers }) => String(headers.location).endsWith('/extranet'))).toHaveLength(1);
  });

  const EXTRANET = 'main form[action$="/extranet"]';
  const stored = async (id: string) =>
    (await gilbert.sql('SELECT * FROM correspondence_template WHERE id = $1', [id]))[0]!;
  /** The binder is sent as it is: the test's parser takes the first option of a grouped list for the chosen one. */
  const setUp = async (id: string, fields: Record<string, string>) => {
    const binderId = String((await stored(id)).binder_id ?? '');
    return submitForm(claire, `${HOME}/${id}/extranet`, { binderId, ...fields }, EXTRANET);
  };
  const messageAt = async (id: string, fields: Record<string, string>, field: string) => {
    const answer = await setUp(id, fields);
    const back = load((await claire.get(String(answer.headers.location))).text);
    return back(`#f-${field}-error`).text().trim();
  };

  it('offers the active binders of its line, by line, and takes one at most [GED-49]', async () => {
    await change(gilbert, 'binder', { active: false }, { id: (await gilbert.binder('gerance', 'Devis')).id });
    const template = await aTemplate(gilbert, { line: 'gerance' });
    const both = await aTemplate(gilbert, { line: 'both' });
    const offered = async (id: string) => {
      const $ = load((await claire.get(`${HOME}/${id}/extranet`)).text);
      return $('#f-binderId optgroup')
        .map((_, group) => ({
          line: $(group).attr('label'),
          names: $(group)
            .find('option')
            .map((_, option) => $(option).text())
            .get(),
        }))
        .get();
    };
    const [gerance, ...others] = await offered(template.id);
    expect(others).toEqual([]);
    expect(gerance!.line).toBe('Gérance');
    expect(gerance!.names).toContain('Courriers / Locataires');
    expect(gerance!.names).not.toContain('Devis');
    const lines = await offered(both.id);
    expect(lines.map(({ line }) => line)).toEqual(['Gérance', 'Syndic']);
    expect(lines[1]!.names).not.toContain('Documents du syndic');
    const other = await gilbert.binder('syndic', 'Assurances');
    expect(await messageAt(template.id, { binderId: other.id }, 'binderId')).toContain('Choisissez un classeur actif');
    expect(await stored(template.id)).toMatchObject({ binder_id: null });
  });

  it('prefixes only where it groups: unticking one unticks the other [GED-58]', async () => {
    const template = await aTemplate(gilbert, { group_by_case_type: true, prefix_with_case_reference: true });
    const page = load((await claire.get(`${HOME}/${template.id}/extranet`)).text);
    expect(page('.field-check:has(#f-groupByCaseType) + .depends-on #f-prefixWithCaseReference')).toHaveLength(1);
    await claire
      .post(`${HOME}/${template.id}/extranet`)
      .type('form')
      .send({
        _csrf: page('input[name="_csrf"]').first().val() as string,
        ...{ binderId: '', publicationMonths: '', complianceKind: '', prefixWithCaseReference: 'on' },
      });
    expect(await stored(template.id)).toMatchObject({ group_by_case_type: false, prefix_with_case_reference: false });
  });

  it('refuses a duration that is none, at its field, with what was typed; empty is for ever [GED-61]', async () => {
    const template = await aTemplate(gilbert, { publication_months: 12 });
    for (const typed of ['0', '-3', '601', '1,5', 'douze', '12.0']) {
      const answer = await setUp(template.id, { publicationMonths: typed });
      const back = load((await claire.get(String(answer.headers.location))).text);
      expect(back('#f-publicationMonths-error').text()).toContain('de 1 à 600');
      expect(back('#f-publicationMonths').val()).toBe(typed);
    }
    expect(await stored(template.id)).toMatchObject({ publication_months: 12 });
    await setUp(template.id, { publicationMonths: '600' });
    expect(await stored(template.id)).toMatchObject({ publication_months: 600 });
    await setUp(template.id, { publicationMonths: ' ' });
    expect(await stored(template.id)).toMatchObject({ publication_months: null });
  });

  it('says how many published documents a shorter duration would end, and waits for a yes', async () => {
    const binder = await gilbert.binder('syndic', 'Courriers / Copropriétaires');
    const template = await aTemplate(gilbert, { line: 'syndic', binder_id: binder.id });
    const day = { processed_on: '2025-01-15', publication_on: '2025-01-15' };
    await aCorrespondence(gilbert, template, [{ scope: 'account', target: gilbert.anne.account }], {
      ...day,
      attachments: ['a.pdf', 'b.pdf'],
    });
    await aDeskDocument(gilbert, binder, '4821/1');
    await aDeskDocument(gilbert, binder, '4821/2');
    expect(await messageAt(template.id, { publicationMonths: '9' }, 'confirmed')).toContain('2 documents déjà publiés');
    expect(await stored(template.id)).toMatchObject({ publication_months: null });
    await setUp(template.id, { publicationMonths: '10' });
    expect(await stored(template.id)).toMatchObject({ publication_months: 10 });
    await setUp(template.id, { publicationMonths: '9', confirmed: 'on' });
    expect(await stored(template.id)).toMatchObject({ publication_months: 9 });
  });

  it('greys the names of attachments where the general setting has them for all [GED-64]', async () => {
    const template = await aTemplate(gilbert, { use_attachment_names: true });
    await change(gilbert, 'publication_settings', { use_attachment_names: true });
    const $ = load((await claire.get(`${HOME}/${template.id}/extranet`)).text);
    const box = $('#f-useAttachmentNames');
    expect(box.attr('disabled')).toBeDefined();
    expect($('main').text()).toContain('Activé pour tous les modèles dans les paramètres');
    await setUp(template.id, { publicationMonths: '3' });
    expect(await stored(template.id)).toMatchObject({ use_attachment_names: true, publication_months: 3 });
  });

  it('warns, saved and in the list, of calls for funds kept less than 36 months', async () => {
    const binder = await gilbert.binder('syndic', 'Appels de fonds');
    const template = await aTemplate(gilbert, { line: 'syndic', binder_id: binder.id });
    const saved = await setUp(template.id, { publicationMonths: '12' });
    expect((await claire.get(String(saved.headers.location))).text).toContain('au moins 36 mois');
    expect(load((await claire.get(HOME)).text)('tbody').text()).toContain('Moins de 36 mois');
  });

  it('lists, searches and archives; an archived name may be taken again', async () => {
    const template = await aTemplate(gilbert, { name: 'Convocation', line: 'syndic' });
    await aTemplate(gilbert, { name: 'Quittance', line: 'gerance' });
    const names = async (query = '') => {
      const $ = load((await claire.get(`${HOME}${query}`)).text);
      return $('tbody th')
        .map((_, cell) => $(cell).text().trim())
        .get();
    };
    expect(await names()).toEqual(['Convocation', 'Quittance']);
    expect(await names('?q=CONVOC')).toEqual(['Convocation']);
    expect(await names('?metier=gerance')).toEqual(['Quittance']);
    await submitForm(claire, `${HOME}/${template.id}`, {}, 'main form[action$="/archivage"]');
    expect(await names()).toEqual(['Quittance']);
    expect(await names('?etat=archives')).toEqual(['Convocation']);
    await aTemplate(gilbert, { name: 'CONVOCATION', line: 'syndic' });
    await submitForm(claire, `${HOME}/${template.id}`, {}, 'main form[action$="/reprise"]');
    expect(await stored(template.id)).toMatchObject({ state: 'archived' });
    expect(await names('?q=inconnu')).toEqual([]);
  });

  it('is closed to those who may not, and to another line', async () => {
    const template = await aTemplate(gilbert, { line: 'gerance' });
    expect((await sign({ permissions: permissionsOf('assistant') }).get(HOME)).status).toBe(403);
    expect((await sign({ lines: ['syndic'] }).get(`${HOME}/${template.id}`)).status).toBe(404);
    expect((await claire.get(`${HOME}/rien`)).status).toBe(404);
    const stranger = await layGilbert(app, viewers);
    const theirs = viewers.agent(app, stranger, staffViewer({ permissions: permissionsOf('manager') }));
    expect((await theirs.get(`${HOME}/${template.id}`)).status).toBe(404);
    await stranger.close();
  });
});
