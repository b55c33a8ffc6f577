import { load } from 'cheerio';
import { permissionsOf } from '../../src/identity/domain/permissions.js';
import { pdf } from '../publication/support/pdf.js';
import type { Agent } from '../support/app.js';
import { change, type Gilbert, layGilbert, type Row } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { staffViewer } from '../support/viewers.js';
import { CorrespondenceDesk, HOME, textOf as text, USUAL as usual } from './correspondence-desk.js';
import { aCase, aCorrespondence, aTemplate } from './correspondence-rows.js';

const TODAY = '2025-11-14';
const fakePdf = (words: string) => pdf(words).bytes;

describe('correspondence at the desk', () => {
  let desk: CorrespondenceDesk;
  let gilbert: Gilbert;
  let claire: Agent;
  let letters: Row;

  beforeAll(async () => {
    desk = await CorrespondenceDesk.open();
  });
  beforeEach(async () => {
    await desk.lay();
    ({ gilbert, claire, letters } = desk);
  });
  afterAll(() => desk.close());

  const stored = (number: unknown) => desk.stored(number);
  const newOne = (fields: Record<string, string> = {}, files: [string, Buffer][] = []) => desk.writeNew(fields, files);

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
      expect(await stored(row.number)).toMatchObject({ processed_on: TODAY, publication_on: null });
    }
    expect(text((await claire.get(`${HOME}/4821`)).text)).toContain('Non publié : modèle sans classeur');
    expect(text((await claire.get(`${HOME}/4822`)).text)).toContain('classeur de l’autre métier');
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

  it('keeps what is written without the NULs nobody types, and takes away no attachment that cannot be', async () => {
    const row = await aCorrespondence(gilbert, letters, [], { body: 'Avant', attachments: ['a.pdf'] });
    const forged = { ...usual, body: 'Apr\0ès', remove: '9007199254740991', act: 'save' };
    expect((await desk.write(`${HOME}/${row.number}/modifier`, forged, [])).status).toBe(303);
    expect(await stored(row.number)).toMatchObject({ body: 'Après' });
    expect(
      await gilbert.sql('SELECT FROM correspondence_attachment WHERE correspondence_id = $1', [row.id]),
    ).toHaveLength(1);
  });

  it('is changed while on line: the letter is drawn anew, references stay, one that is gone is not given again', async () => {
    const row = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], {
      body: 'Avant',
      attachments: ['a.pdf', 'b.pdf'],
    });
    await desk.write(`${HOME}/${row.number}/modifier`, { ...usual, body: 'Après', remove: '2', act: 'save' }, [
      ['c.pdf', fakePdf('c')],
    ]);
    expect(await stored(row.number)).toMatchObject({ body: 'Après', text_revision: 2, attachments_given: 3 });
    const left = await gilbert.sql(
      'SELECT position, name FROM correspondence_attachment WHERE correspondence_id = $1 ORDER BY position',
      [row.id],
    );
    expect(left).toEqual([
      { position: 1, name: 'a.pdf' },
      { position: 3, name: 'c.pdf' },
    ]);
    await desk.write(`${HOME}/${row.number}/modifier`, { ...usual, body: 'Après', act: 'save' });
    expect(await stored(row.number)).toMatchObject({ text_revision: 2 });
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
    const stranger = await layGilbert(desk.app, desk.viewers);
    const theirs = desk.viewers.agent(desk.app, stranger, staffViewer({ permissions: permissionsOf('manager') }));
    for (const place of ['', '/modifier', '/destinataires', '/apercu.pdf', '/pieces/1'])
      expect((await theirs.get(`${HOME}/${row.number}${place}`)).status).toBe(404);
    await stranger.close();
    expect((await claire.get(`${HOME}/abc`)).status).toBe(404);
  });
});
