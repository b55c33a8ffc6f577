import { load } from 'cheerio';
import { aDocument, type Row, toAccount, toBuilding } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { ALL, BindersDesk, COUNCIL, HOME } from './binders-desk.js';
import { aTemplate } from './correspondence-rows.js';

describe('the binders, at the desk', () => {
  let desk: BindersDesk;
  beforeAll(async () => {
    desk = await BindersDesk.open();
  });
  beforeEach(() => desk.lay());
  afterAll(() => desk.close());

  const table = async (line: string) => {
    const $ = await desk.page();
    const at = $(`#classeurs-${line}`);
    const text = (element: ReturnType<typeof $>) => element.text().replace(/\s+/g, ' ').trim();
    return {
      heads: at
        .find('thead th')
        .map((_, head) => text($(head)))
        .get(),
      rows: at
        .find('tbody tr')
        .map((_, row) => text($(row)))
        .get(),
      row: (name: string) =>
        at
          .find('tbody tr')
          .filter((_, row) => text($(row).find('.binder-choice')) === name)
          .first(),
      $,
    };
  };
  const choose = (binder: Row, act: string) => desk.post(`${HOME}/choix`, { binder: String(binder.id), act });

  it('are one table for each line: position, name, boxes, documents, active; no legacy column [GED-04] [GED-13] [GED-17] [GED-15] [GED-24]', async () => {
    const minutes = await desk.binder('syndic', "Procès-verbaux d'assemblée");
    await aDocument(desk.gilbert, minutes, [toBuilding(desk.gilbert.residence)]);
    await aDocument(desk.gilbert, minutes, [toBuilding(desk.gilbert.residence)], { publication_state: 'withdrawn' });
    const gerance = await table('gerance');
    expect(gerance.heads).toEqual(['N°', 'Classeur', 'Propriétaire', 'Locataire', 'Documents', 'Actif']);
    expect(gerance.rows).toHaveLength(16);
    const syndic = await table('syndic');
    const boxes = ['Copropriétaire', 'Membre du conseil syndical', 'Président du conseil syndical'];
    expect(syndic.heads).toEqual(['N°', 'Classeur', ...boxes, 'Documents', 'Actif']);
    expect(syndic.rows).toHaveLength(21);
    const row = syndic.row("Procès-verbaux d'assemblée");
    expect(row.find('td.num').last().text().trim()).toBe('1');
    expect(row.find('input[type="checkbox"][checked]')).toHaveLength(3);
    expect(
      syndic
        .row('Factures')
        .find('input[checked]')
        .map((_, box) => syndic.$(box).attr('name'))
        .get(),
    ).toEqual(COUNCIL);
    expect(await desk.words(HOME)).not.toMatch(/\bLOT\b|Prestataire/);
  });

  it('are a tab of the page of settings, open to who may change binders and no more', async () => {
    const tabs = async (...permissions: string[]) => {
      const $ = await desk.page(HOME, desk.sign({ permissions: new Set(permissions) }));
      return $('.tabs a')
        .map((_, tab) => $(tab).text().trim())
        .get();
    };
    const all = [
      'Classeurs',
      'Écritures et documents',
      'Liste des copropriétaires',
      'Inactivation',
      'Renvoi',
      'Seuils',
    ];
    const shown = await tabs('binders.edit', 'settings.edit');
    expect(all.filter((tab) => shown.includes(tab))).toEqual(shown);
    expect(shown.slice(0, 2)).toEqual(['Classeurs', 'Écritures et documents']);
    expect(await tabs('binders.edit')).toEqual([]);
    await desk
      .sign({ permissions: new Set(['settings.edit']) })
      .get(HOME)
      .expect(403);
    const other = await desk.page(
      '/gestion/administration/publication-internet',
      desk.sign({ permissions: new Set(['settings.edit', 'binders.edit']) }),
    );
    expect(other(`.tabs a[href="${HOME}"]`).text()).toBe('Classeurs');
  });

  it('show a staff member the lines he works in, and take nothing of the other from him', async () => {
    const agent = desk.sign({ lines: ['gerance'] });
    const $ = await desk.page(HOME, agent);
    expect([$('#classeurs-gerance').length, $('#classeurs-syndic').length]).toEqual([1, 0]);
    const syndic = await desk.binder('syndic', 'Assurances');
    for (const page of ['modification', 'suppression', 'desactivation'])
      await agent.get(`${HOME}/${syndic.id}/${page}`).expect(404);
    await agent.get(`${HOME}/syndic/nouveau`).expect(404);
    await agent.get(`${HOME}/00000000-0000-4000-8000-000000000000/modification`).expect(404);
    await agent.get(`${HOME}/pas-un-classeur/modification`).expect(404);
    expect((await desk.post(`${HOME}/ordre`, { line: 'syndic', order: String(syndic.id) }, agent)).status).toBe(404);
    const drawn = `${syndic.id}:co_owner+council_member+president`;
    await desk.post(HOME, { drawn, president: String(syndic.id) }, agent);
    expect(await desk.stored(syndic)).toMatchObject({ levels: ALL });
  });

  it('are acted on by the buttons of the toolbar, which a keyboard reaches and no script is needed for [GED-05]', async () => {
    const $ = await desk.page();
    const tools = $('[data-binder-tools="gerance"]');
    expect(
      tools
        .find('a, button')
        .map((_, one) => $(one).text().trim())
        .get(),
    ).toEqual(['Ajouter', 'Modifier', 'Supprimer', 'Monter', 'Descendre']);
    expect(tools.find('button[disabled]')).toHaveLength(0);
    expect(
      tools
        .find('button')
        .map((_, one) => `${$(one).attr('type')} ${$(one).attr('form')}`)
        .get(),
    ).toEqual(Array(4).fill('submit choix-gerance'));
    expect($('#classeurs-gerance input[type="radio"][name="binder"][form="choix-gerance"]')).toHaveLength(16);
    expect($('form#choix-gerance').attr('action')).toBe(`${HOME}/choix`);
    const leases = await desk.binder('gerance', 'Baux');
    expect((await choose(leases, 'modifier')).headers.location).toBe(`${HOME}/${leases.id}/modification`);
    expect((await choose(leases, 'supprimer')).headers.location).toBe(`${HOME}/${leases.id}/suppression`);
    expect(tools.find('a').attr('href')).toBe(`${HOME}/gerance/nouveau`);
    const before = await desk.order('gerance');
    const moved = await choose(leases, 'monter');
    expect(await desk.order('gerance')).not.toEqual(before);
    const after = load((await desk.claire.get(String(moved.headers.location))).text);
    expect(after('input[name="binder"][checked]').val()).toBe(leases.id);
    await choose(leases, 'descendre');
    expect(await desk.order('gerance')).toEqual(before);
    const nothing = await desk.post(`${HOME}/choix`, { act: 'monter' });
    expect(await desk.words(String(nothing.headers.location))).toContain('Choisissez d’abord un classeur');
  });

  it('stand in the order they are dragged to, and keep the one that was not named', async () => {
    const before = await desk.order('gerance');
    const ids: string[] = [];
    for (const name of before) ids.push(String((await desk.binder('gerance', name)).id));
    await desk.post(`${HOME}/ordre`, { line: 'gerance', order: [...ids.slice(1, -1).reverse(), ids[0]!].join(',') });
    const after = await desk.order('gerance');
    expect(after.slice(0, 3)).toEqual([before.at(-2), before.at(-1), before.at(-3)]);
    expect(after.at(-1)).toBe(before[0]);
    expect(await desk.audited('binder.order')).toHaveLength(1);
    for (const order of ['', 'x', ids[0]! + ','])
      expect((await desk.post(`${HOME}/ordre`, { line: 'gerance', order })).status).toBe(303);
    expect(await desk.order('gerance')).toEqual(after);
  });

  it('are renamed with what they hold, and residents read the new name at once [GED-07]', async () => {
    const letters = await desk.binder('gerance', 'Courriers / Locataires');
    const { karim } = desk.gilbert;
    await aDocument(desk.gilbert, letters, [toAccount(karim.account)], { title: 'Rappel' });
    const template = await aTemplate(desk.gilbert, { line: 'gerance', binder_id: letters.id });
    const reader = desk.gilbert.agent(karim);
    expect((await reader.get('/extranet/locataire/documents')).text).toContain('Courriers');
    const answer = await submitForm(desk.claire, `${HOME}/${letters.id}/modification`, {
      name: ' Lettres /  Vos courriers ',
    });
    expect(answer.status).toBe(303);
    expect(await desk.words(String(answer.headers.location))).toContain(
      'Le classeur s’appelle « Lettres / Vos courriers ».',
    );
    expect(await desk.stored(letters)).toMatchObject({ path: ['Lettres', 'Vos courriers'] });
    const shown = (await reader.get('/extranet/locataire/documents')).text;
    expect(shown).toContain('Lettres');
    expect(shown).not.toContain('Courriers');
    const held = await desk.gilbert.sql(
      `SELECT (SELECT count(*)::int FROM document WHERE tenant_id = $1 AND binder_id = $2) AS documents,
        (SELECT binder_id FROM correspondence_template WHERE tenant_id = $1 AND id = $3) AS binder`,
      [desk.gilbert.tenantId, letters.id, template.id],
    );
    expect(held).toEqual([{ documents: 1, binder: letters.id }]);
    const [entry] = await desk.audited('binder.change');
    expect(entry).toMatchObject({
      details: { old: { name: 'Courriers / Locataires' }, new: { name: 'Lettres / Vos courriers' } },
    });
  });

  it('of the application are neither renamed nor deleted, and say why [GED-08]', async () => {
    const invoices = await desk.binder('syndic', 'Factures');
    const reason = 'Classeur utilisé par l’application';
    const $ = await desk.page(`${HOME}?classeur=${invoices.id}`);
    const tools = $('[data-binder-tools="syndic"]');
    const greyed = tools.find('button[disabled]');
    expect(greyed.map((_, one) => $(one).val()).get()).toEqual(['modifier', 'supprimer']);
    expect(greyed.map((_, one) => $(one).attr('title')).get()).toEqual([reason, reason]);
    expect(tools.find('[data-binder-reason]').text()).toBe(reason);
    for (const line of ['gerance', 'syndic'] as const) {
      const locked = (await table(line)).$(
        `#classeurs-${line} input[data-rename="${reason}"][data-remove="${reason}"]`,
      );
      expect(locked).toHaveLength(3);
    }
    for (const act of ['modifier', 'supprimer']) {
      const answer = await choose(invoices, act);
      expect(await desk.words(String(answer.headers.location))).toContain(reason);
    }
    for (const [page, fields] of [
      ['modification', { name: 'Achats', complianceKind: '', seen: '' }],
      ['suppression', {}],
    ] as const) {
      await desk.claire.get(`${HOME}/${invoices.id}/${page}`).expect(303);
      await desk.post(`${HOME}/${invoices.id}/${page}`, fields);
    }
    expect(await desk.stored(invoices)).toMatchObject({ path: ['Factures'] });
  });

  it('are added with name, levels and place; the same path twice in a line is refused, in the other it is not [GED-09] [GED-12]', async () => {
    const baux = await desk.binder('gerance', 'Baux');
    const add = (line: string, fields: Record<string, string | string[]>) =>
      submitForm(desk.claire, `${HOME}/${line}/nouveau`, fields, 'main form');
    const answer = await add('gerance', { name: 'Travaux / Sinistres', levels: 'landlord', before: String(baux.id) });
    expect(await desk.words(String(answer.headers.location))).toContain(
      'Le classeur « Travaux / Sinistres » est ajouté.',
    );
    const order = await desk.order('gerance');
    expect(order.indexOf('Travaux / Sinistres')).toBe(order.indexOf('Baux') - 1);
    expect(await desk.stored(await desk.binder('gerance', 'Travaux / Sinistres'))).toMatchObject({
      ...{ levels: ['landlord'], active: true, origin: 'desk', name_locked: false, next_levels: null },
    });
    for (const name of ['Travaux / Sinistres', ' travaux/SINISTRES ', 'Quittances']) {
      const refused = await add('gerance', { name, levels: [] });
      const back = load((await desk.claire.get(String(refused.headers.location))).text);
      expect(back('#f-name-error').text()).toContain('Un classeur de ce métier s’appelle déjà');
      expect(back('#f-name').val()).toBe(name);
    }
    await add('syndic', { name: 'Travaux / Sinistres', levels: ['co_owner'] });
    expect(await desk.stored(await desk.binder('syndic', 'Travaux / Sinistres'))).toMatchObject({ levels: ALL });
    expect((await desk.order('syndic')).at(-1)).toBe('Travaux / Sinistres');
    expect(await desk.audited('binder.add')).toHaveLength(2);
  });

  it('refuse a name that is none, at its field [GED-26]', async () => {
    const message = async (name: string) => {
      const answer = await submitForm(desk.claire, `${HOME}/syndic/nouveau`, { name }, 'main form');
      return load((await desk.claire.get(String(answer.headers.location))).text)('#f-name-error').text();
    };
    expect(await message('')).toContain('Donnez un nom');
    expect(await message('a / b / c / d')).toContain('Trois niveaux au plus');
    expect(await message('a / ')).toContain('De 1 à 60 caractères');
    expect(await message('x'.repeat(61))).toContain('De 1 à 60 caractères');
    expect(await desk.order('syndic')).toHaveLength(21);
  });

  it('are deleted only when nothing is in them and no template needs them; else switching off is offered [GED-10]', async () => {
    const empty = await desk.binder('gerance', 'Devis');
    const page = await desk.page(`${HOME}/${empty.id}/suppression`);
    expect(page('main form[method="post"]')).toHaveLength(1);
    expect((await submitForm(desk.claire, `${HOME}/${empty.id}/suppression`, {})).status).toBe(303);
    expect(await desk.stored(empty)).toBeUndefined();
    expect(await desk.audited('binder.remove')).toHaveLength(1);
    const held = await desk.binder('gerance', 'Baux');
    await aDocument(desk.gilbert, held, [], { publication_state: 'withdrawn' });
    const used = await desk.binder('gerance', 'Assurances');
    await aTemplate(desk.gilbert, { line: 'gerance', binder_id: used.id });
    for (const [binder, words] of [
      [held, 'document retiré'],
      [used, 'un modèle y range'],
    ] as const) {
      const $ = await desk.page(`${HOME}/${binder.id}/suppression`);
      expect($('main').text()).toContain(words);
      expect($('main form')).toHaveLength(0);
      expect($(`main a[href="${HOME}/${binder.id}/desactivation"]`).text()).toContain('Désactiver');
      expect((await desk.post(`${HOME}/${binder.id}/suppression`, {})).status).toBe(409);
      expect(await desk.stored(binder)).toBeDefined();
    }
  });

  it('switched off are hidden from residents at once, and still there for the staff, marked "Inactif" [GED-11]', async () => {
    const minutes = await desk.binder('syndic', "Procès-verbaux d'assemblée");
    const document = await aDocument(desk.gilbert, minutes, [toBuilding(desk.gilbert.residence)]);
    const anne = desk.gilbert.agent(desk.gilbert.anne);
    const seen = async () => (await anne.get('/extranet/coproprietaire/documents')).text.includes('Procès-verbaux');
    expect(await seen()).toBe(true);
    await submitForm(desk.claire, `${HOME}/${minutes.id}/desactivation`, {});
    expect(await seen()).toBe(false);
    expect((await table('syndic')).row("Procès-verbaux d'assemblée").text()).toContain('Inactif');
    const staff = await desk.words('/agence/syndic/documents');
    expect(staff).toMatch(/Procès-verbaux d'assemblée Inactif/);
    const inside = await desk.words(`/agence/syndic/documents/${minutes.id}`);
    expect(inside).toContain(String(document.title));
    const asked = await desk.words(`${HOME}/${minutes.id}/activation`);
    expect(asked).toContain('1 document deviendrait visible de 3 copropriétaires');
    await submitForm(desk.claire, `${HOME}/${minutes.id}/activation`, {});
    expect(await seen()).toBe(true);
    expect([await desk.audited('binder.switch-off'), await desk.audited('binder.switch-on')].flat()).toHaveLength(2);
  });
});
