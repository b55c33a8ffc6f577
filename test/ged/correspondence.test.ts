import { load } from 'cheerio';
import { permissionsOf } from '../../src/identity/domain/permissions.js';
import type { StaffViewer } from '../../src/platform/auth/index.js';
import { PdfRenderer } from '../../src/platform/pdf/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { aBuilding, anAccount, change, type Gilbert, layGilbert, type Row } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { staffViewer, TestViewers } from '../support/viewers.js';
import { pdf as fakePdfFile } from '../publication/support/pdf.js';
import { aCase, aCorrespondence, aDeskDocument, aTemplate } from './correspondence-rows.js';

const HOME = '/gestion/evenements';
const fakePdf = (words: string) => fakePdfFile(words).bytes;
const TODAY = '2025-11-14';

describe('correspondence at the desk', () => {
  let app: TestApp;
  let gilbert: Gilbert;
  let claire: Agent;
  let letters: Row;
  const viewers = new TestViewers();

  const sign = (given: Partial<StaffViewer> = {}) =>
    viewers.agent(app, gilbert, staffViewer({ permissions: permissionsOf('manager'), ...given }));

  beforeAll(async () => {
    const pdf = {
      provide: PdfRenderer,
      useValue: { render: (html: string) => Promise.resolve(Buffer.from(`%PDF ${html}`)) },
    };
    app = await startTestApp({ now: '2025-11-14T09:00:00Z', overrides: [viewers.override, pdf] });
  });
  beforeEach(async () => {
    await gilbert?.close();
    gilbert = await layGilbert(app, viewers);
    claire = sign();
    const binder = await gilbert.binder('syndic', 'Courriers / Copropriétaires');
    letters = await aTemplate(gilbert, {
      name: 'Courrier',
      line: 'syndic',
      subject: 'Votre courrier',
      body: 'Bonjour,',
      binder_id: binder.id,
    });
  });
  afterAll(async () => {
    await gilbert?.close();
    await app?.close();
  });

  const text = (html: string, selector = 'main') => load(html)(selector).text().replace(/\s+/g, ' ').trim();
  const stored = async (number: number) =>
    (
      await gilbert.sql('SELECT * FROM correspondence WHERE tenant_id = $1 AND number = $2', [gilbert.tenantId, number])
    )[0]!;
  /** Sends the form that carries files. */
  const write = async (
    agent: Agent,
    address: string,
    fields: Record<string, string | string[]>,
    files: [string, Buffer][] = [],
  ) => {
    const $ = load((await agent.get(address)).text);
    const form = $('main form[enctype="multipart/form-data"]');
    if (form.length === 0) throw new Error(`no form on ${address}: ${$('title').text()}`);
    let request = agent.post(form.attr('action')!);
    form
      .find('input[type="hidden"]')
      .each((_, input) => void (request = request.field($(input).attr('name')!, $(input).attr('value') ?? '')));
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) request = request.field(name, one);
    for (const [name, bytes] of files) request = request.attach('files', bytes, name);
    return request;
  };
  const usual = { subject: 'Votre dégât des eaux', body: 'Bonjour,\n\nNous avons bien reçu.', caseNumber: '' };
  const newOne = (fields: Record<string, string> = {}, files: [string, Buffer][] = [], agent = claire) =>
    write(agent, `${HOME}/nouveau?modele=${letters.id}`, { ...usual, act: 'save', ...fields }, files);

  it('begins with the subject and text of its template, is saved as a draft with its attachments, addressed, processed [GED-51]', async () => {
    const page = load((await claire.get(`${HOME}/nouveau?modele=${letters.id}`)).text);
    expect(page('#f-subject').val()).toBe('Votre courrier');
    expect(page('#f-body').text().trim()).toBe('Bonjour,');
    const saved = await newOne({ act: 'recipients' }, [['constat amiable.pdf', fakePdf('constat')]]);
    expect(saved.headers.location).toBe(`${HOME}/1/destinataires`);
    const found = await submitForm(
      claire,
      `${HOME}/1/destinataires?q=martin`,
      { to: `account:${gilbert.anne.account.id}` },
      'main form[method="post"]',
    );
    expect(found.status).toBe(303);
    expect(text((await claire.get(`${HOME}/1`)).text)).toContain('450MARTINA');
    const processed = await submitForm(claire, `${HOME}/1`, {}, 'main form[action$="/traitement"]');
    expect(processed.headers.location).toBe(`${HOME}/1`);
    expect(await stored(1)).toMatchObject({ processed_on: TODAY, publication_on: TODAY, subject: usual.subject });
    const files = await gilbert.sql(
      'SELECT position, name, media_type FROM correspondence_attachment WHERE tenant_id = $1',
      [gilbert.tenantId],
    );
    expect(files).toEqual([{ position: 1, name: 'constat amiable.pdf', media_type: 'application/pdf' }]);
    expect((await claire.get(`${HOME}/1/pieces/1`)).headers['content-type']).toBe('application/pdf');
  });

  it('refuses, at the field and with what was typed, what it cannot take', async () => {
    const wrong = await newOne({ subject: ' ', body: 'Un long texte', caseNumber: '0999' });
    const back = load((await claire.get(String(wrong.headers.location))).text);
    expect(back('#f-subject-error').text()).toContain('Donnez un objet');
    expect(back('#f-body').text()).toContain('Un long texte');
    const refused = await newOne({}, [['tableau.exe', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')]]);
    const again = load((await claire.get(String(refused.headers.location))).text);
    expect(again('#f-files-error').text().length).toBeGreaterThan(10);
    expect(again('#f-subject').val()).toBe(usual.subject);
    expect(await gilbert.sql('SELECT FROM correspondence WHERE tenant_id = $1', [gilbert.tenantId])).toEqual([]);
  });

  it('suggests the case files, takes one by its number, and offers to make the one it does not know [GED-52]', async () => {
    await aCase(gilbert, '0152', 'Sinistre');
    const page = load((await claire.get(`${HOME}/nouveau?modele=${letters.id}`)).text);
    expect(page('datalist option').attr('value')).toBe('0152');
    const unknown = await newOne({ caseNumber: '0999' });
    const back = load((await claire.get(String(unknown.headers.location))).text);
    expect(back('#f-caseNumber-error').text()).toContain('Aucun dossier ne porte le numéro 0999');
    const create = back('a:contains("Créer le dossier")').attr('href')!;
    expect(load((await claire.get(create)).text)('#f-number').val()).toBe('0999');
    await submitForm(claire, create, { newType: 'Travaux', label: 'Ravalement' });
    await newOne({ caseNumber: '0999' });
    await newOne({ caseNumber: '0152' });
    expect(text((await claire.get(`${HOME}/1`)).text)).toContain('0999 – Travaux, Ravalement');
    expect(text((await claire.get(`${HOME}/2`)).text)).toContain('0152 – Sinistre');
  });

  it('is not processed while it lacks a recipient or any content, and keeps what was written', async () => {
    const lonely = await newOne({ act: 'process' });
    expect(lonely.headers.location).toBe(`${HOME}/1/destinataires`);
    expect(text((await claire.get(`${HOME}/1/destinataires`)).text)).toContain('Choisissez au moins un destinataire');
    await newOne({ body: '  ' });
    await submitForm(
      claire,
      `${HOME}/2/destinataires?q=450MARTINA`,
      { to: `account:${gilbert.anne.account.id}` },
      'main form[method="post"]',
    );
    const empty = await submitForm(claire, `${HOME}/2`, {}, 'main form[action$="/traitement"]');
    expect(text((await claire.get(String(empty.headers.location))).text)).toContain(
      'Écrivez un texte ou joignez un fichier',
    );
    expect(await stored(2)).toMatchObject({ processed_on: null, publication_on: null });
  });

  it('gets no day of publication where its template has no binder, or one of the other line', async () => {
    const bare = await aTemplate(gilbert, { line: 'both' });
    const other = await aTemplate(gilbert, { line: 'both', binder_id: (await gilbert.binder('gerance', 'Devis')).id });
    const draft = { processed_on: null, publication_on: null, body: 'Bonjour' };
    for (const template of [bare, other]) {
      const row = await aCorrespondence(gilbert, template, [{ scope: 'account', target: gilbert.anne.account }], draft);
      await submitForm(claire, `${HOME}/${row.number}`, {}, 'main form[action$="/traitement"]');
      expect(await stored(Number(row.number))).toMatchObject({ processed_on: TODAY, publication_on: null });
    }
    expect(text((await claire.get(`${HOME}/4821`)).text)).toContain('Non publié : modèle sans classeur');
    expect(text((await claire.get(`${HOME}/4822`)).text)).toContain('classeur de l’autre métier');
  });

  it('stays unpublished when its template gets a binder later, until published by hand, acceptance 11 [GED-50] [PUB-29]', async () => {
    const bare = await aTemplate(gilbert, { line: 'syndic' });
    const row = await aCorrespondence(gilbert, bare, [{ scope: 'account', target: gilbert.anne.account }], {
      body: 'x',
      publication_on: null,
    });
    const confirm = await claire.get(`${HOME}/publication?acte=publier&n=${row.number}`);
    expect(text(confirm.text)).toContain('Son modèle n’a pas de classeur');
    await change(gilbert, 'correspondence_template', { binder_id: letters.binder_id }, { id: bare.id });
    expect(text((await claire.get(HOME)).text, 'tbody')).toContain('Non publié : modèle sans classeur');
    await submitForm(claire, `${HOME}/publication?acte=publier&n=${row.number}`, {});
    expect(await stored(Number(row.number))).toMatchObject({ publication_on: TODAY });
  });

  it('publishes a selection as of today, and names those it does not take with the reason [PUB-13] [PUB-30]', async () => {
    const past = { processed_on: '2025-06-02', publication_on: '2025-06-02', body: 'x' };
    const good = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], past);
    const hidden = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.pierre.account }], {
      ...past,
      publication_on: null,
    });
    const bare = await aCorrespondence(
      gilbert,
      await aTemplate(gilbert),
      [{ scope: 'building', target: gilbert.residence }],
      past,
    );
    await change(gilbert, 'account', { publication_state: 'hidden' }, { id: gilbert.pierre.account.id });
    const address = `${HOME}/publication?acte=publier&${[good, hidden, bare].map(({ number }) => `n=${number}`).join('&')}`;
    const done = await submitForm(claire, address, {});
    expect(done.headers.location).toBe(HOME);
    const list = text((await claire.get(HOME)).text);
    expect(list).toContain('1 retenu, 2 non retenus');
    expect(list).toContain(`N° ${hidden.number}, Votre courrier : Le compte du destinataire n’est pas publié.`);
    expect(list).toContain(`N° ${bare.number}, Votre courrier : Son modèle n’a pas de classeur.`);
    expect(await stored(Number(good.number))).toMatchObject({ publication_on: TODAY });
    expect(await stored(Number(hidden.number))).toMatchObject({ publication_on: null });
  });

  it('shows 00/00/00 once it is to be published no more, and gives the former day back until the run [PUB-31] [PUB-33]', async () => {
    const row = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], {
      body: 'x',
      publication_on: '2025-11-12',
    });
    await aDeskDocument(gilbert, await gilbert.binder('syndic', 'Courriers / Copropriétaires'), `${row.number}/text`);
    await submitForm(claire, `${HOME}/publication?acte=retirer&n=${row.number}`, {});
    expect(text((await claire.get(HOME)).text, 'tbody')).toMatch(/00\/00\/00 À retirer/);
    await submitForm(claire, `${HOME}/publication?acte=annuler&n=${row.number}`, {});
    expect(await stored(Number(row.number))).toMatchObject({
      publication_on: '2025-11-12',
      former_publication_on: null,
    });
  });

  it('takes every line of the list with one box, under its filters', async () => {
    for (let count = 0; count < 30; count += 1)
      await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], {
        body: 'x',
        subject: count < 28 ? 'Appel' : 'Autre',
      });
    const page = load((await claire.get(`${HOME}?q=appel`)).text);
    expect(page('input[name="tout"]').closest('label').text()).toContain('Les 28 événements');
    const confirm = load((await claire.get(`${HOME}/publication?acte=retirer&tout=on&q=appel`)).text);
    expect(confirm('.confirm-sentence').text()).toContain('28 événements ne seront plus publiés');
  });

  it('lists newest first, of the last 90 days and of the buildings one is in charge of; the address tells otherwise', async () => {
    const to = [{ scope: 'account' as const, target: gilbert.anne.account }];
    await aCorrespondence(gilbert, letters, to, {
      subject: 'Ancien',
      created_at: '2025-06-01',
      processed_on: '2025-06-01',
      publication_on: null,
    });
    await aCorrespondence(gilbert, letters, to, { subject: 'Récent' });
    const elsewhere = await aBuilding(gilbert, { name: 'Les Tilleuls' });
    await aCorrespondence(gilbert, letters, [{ scope: 'building', target: elsewhere }], { subject: 'Ailleurs' });
    const subjects = async (query = '', agent = claire) => {
      const $ = load((await agent.get(`${HOME}${query}`)).text);
      return $('tbody th')
        .map((_, cell) => $(cell).text().trim())
        .get();
    };
    expect(await subjects()).toEqual(['Ailleurs', 'Récent']);
    expect(await subjects('?periode=tout')).toEqual(['Ailleurs', 'Récent', 'Ancien']);
    expect(await subjects(`?immeuble=${elsewhere.id}`)).toEqual(['Ailleurs']);
    expect(await subjects('?etat=no-binder')).toEqual([]);
    expect(await subjects('?etat=to-publish&q=recent')).toEqual(['Récent']);
  });

  it('shows and lets act a staff member limited to buildings on theirs alone', async () => {
    const tilleuls = await aBuilding(gilbert, { name: 'Les Tilleuls' });
    const there = await aCorrespondence(gilbert, letters, [{ scope: 'building', target: tilleuls }], { body: 'x' });
    const here = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], {
      body: 'x',
    });
    const both = await aCorrespondence(
      gilbert,
      letters,
      [
        { scope: 'building', target: tilleuls },
        { scope: 'lot', target: gilbert.anne.lot },
      ],
      { body: 'x' },
    );
    const limited = sign({ buildingIds: [gilbert.residence.id] });
    const list = text((await limited.get(HOME)).text);
    expect(list).toContain(String(here.number));
    expect(list).not.toContain(`${HOME}/${there.number}`);
    expect((await limited.get(`${HOME}/${there.number}`)).status).toBe(404);
    expect((await limited.get(`${HOME}/${both.number}`)).status).toBe(200);
    expect((await limited.get(`${HOME}/${both.number}/modifier`)).status).toBe(403);
    const plan = text(
      (await limited.get(`${HOME}/publication?acte=retirer&n=${here.number}&n=${both.number}&n=${there.number}`)).text,
    );
    expect(plan).toContain('1 événement ne sera plus publié');
    expect(plan).toContain('Il concerne aussi des immeubles dont vous n’êtes pas chargé');
    expect(plan).not.toContain(`N° ${there.number}`);
    const found = text((await limited.get(`${HOME}/${here.number}/destinataires?q=tilleuls`)).text);
    expect(found).not.toContain('Les Tilleuls, tous ses clients');
    expect((await sign({ lines: ['gerance'] }).get(`${HOME}/${here.number}`)).status).toBe(404);
    expect((await sign({ permissions: permissionsOf('accountant') }).get(HOME)).status).toBe(403);
  });

  it('finds recipients by name, number or building, with its lots and accounts; not those of the other line', async () => {
    await newOne();
    const search = async (query: string) => text((await claire.get(`${HOME}/1/destinataires?${query}`)).text);
    expect(await search('q=anne+mart')).toContain('450MARTINA – Martin Anne');
    expect(await search('q=450PIER')).toContain('450PIERREP');
    expect(await search('q=gilbert')).toContain('Résidence Gilbert, tous ses clients');
    const inside = await search(`immeuble=${gilbert.residence.id}`);
    expect(inside).toContain('Lot 8');
    expect(inside).toContain('450ROUXL');
    expect(await search('q=benali')).not.toContain('411BENALIK');
    const forged = await submitForm(
      claire,
      `${HOME}/1/destinataires?q=martin`,
      { to: `account:${gilbert.karim.account.id}` },
      'main form[method="post"]',
    );
    expect(text((await claire.get(String(forged.headers.location))).text)).toContain('n’est pas de ce métier');
    expect(await gilbert.sql('SELECT FROM correspondence_recipient WHERE tenant_id = $1', [gilbert.tenantId])).toEqual(
      [],
    );
  });

  it('addresses a council only where the binder is for the council', async () => {
    await newOne();
    const forged = { to: `council:${gilbert.residence.id}` };
    const refused = await submitForm(claire, `${HOME}/1/destinataires?q=gilbert`, forged, 'main form[method="post"]');
    expect(text((await claire.get(String(refused.headers.location))).text)).toContain('réservé au conseil syndical');
    const council = await aTemplate(gilbert, {
      line: 'syndic',
      binder_id: (await gilbert.binder('syndic', 'Courriers / Conseil syndical')).id,
    });
    await change(gilbert, 'correspondence', { template_id: council.id });
    await submitForm(claire, `${HOME}/1/destinataires?q=gilbert`, forged, 'main form[method="post"]');
    expect(text((await claire.get(`${HOME}/1`)).text)).toContain('Conseil syndical de Résidence Gilbert');
  });

  it('is changed while on line: the letter is drawn anew, references stay, one that is gone is not given again', async () => {
    const row = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], {
      body: 'Avant',
      attachments: ['a.pdf', 'b.pdf'],
    });
    await write(claire, `${HOME}/${row.number}/modifier`, { ...usual, body: 'Après', remove: '2', act: 'save' }, [
      ['c.pdf', fakePdf('c')],
    ]);
    expect(await stored(Number(row.number))).toMatchObject({ body: 'Après', text_revision: 2, attachments_given: 3 });
    const left = await gilbert.sql(
      'SELECT position, name FROM correspondence_attachment WHERE correspondence_id = $1 ORDER BY position',
      [row.id],
    );
    expect(left).toEqual([
      { position: 1, name: 'a.pdf' },
      { position: 3, name: 'c.pdf' },
    ]);
    await write(claire, `${HOME}/${row.number}/modifier`, { ...usual, body: 'Après', act: 'save' });
    expect(await stored(Number(row.number))).toMatchObject({ text_revision: 2 });
  });

  it('numbers from one, without gap or double, many at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => newOne()));
    const numbers = await gilbert.sql('SELECT number FROM correspondence WHERE tenant_id = $1 ORDER BY number', [
      gilbert.tenantId,
    ]);
    expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('lets a draft go, not what was processed; a stranger finds nothing', async () => {
    await newOne();
    await submitForm(claire, `${HOME}/1`, {}, 'main form[action$="/suppression"]');
    expect((await claire.get(`${HOME}/1`)).status).toBe(404);
    const row = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], {
      body: 'x',
    });
    const page = await claire.get(`${HOME}/${row.number}`);
    const _csrf = load(page.text)('input[name="_csrf"]').first().val() as string;
    expect((await claire.post(`${HOME}/${row.number}/suppression`).type('form').send({ _csrf })).status).toBe(409);
    const stranger = await layGilbert(app, viewers);
    const theirs = viewers.agent(app, stranger, staffViewer({ permissions: permissionsOf('manager') }));
    for (const place of ['', '/modifier', '/destinataires', '/apercu.pdf', '/pieces/1'])
      expect((await theirs.get(`${HOME}/${row.number}${place}`)).status).toBe(404);
    await stranger.close();
    expect((await claire.get(`${HOME}/abc`)).status).toBe(404);
  });
});
