import { load } from 'cheerio';
import { type Agent } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { residentViewer, TestViewers } from '../support/viewers.js';
import { gilbert, invoice, minutes } from '../publication/support/manifest.js';
import { PublicationWorld } from '../publication/support/world.js';
import { pdf } from '../publication/support/pdf.js';
import { staffOf } from '../portfolio/support/agency-world.js';

const REASON = 'Envoyé au mauvais destinataire';

/** A manager, two residents and the sender of manifests, by HTTP (scenario 43). */
describe('a document withdrawn at once', () => {
  const viewers = new TestViewers();
  let world: PublicationWorld;
  let manager: Agent;
  let pierre: Agent;
  let id: string;
  let buildingId: string;
  let binderId: string;
  const home = '/agence/syndic/documents';

  beforeAll(async () => {
    world = await PublicationWorld.open({ overrides: [viewers.override] });
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
    manager = viewers.agent(world.app, world.ground, staffOf('manager'));
    const [party] = await world.sql<{ id: string }>(`SELECT id FROM party WHERE tenant_id = $tenant AND ref = 'T4412'`);
    pierre = viewers.agent(world.app, world.ground, residentViewer(party!.id, ['co_owner']));
    const [document] = await world.sql<{ id: string; binder_id: string; target_id: string }>(`
      SELECT d.id, d.binder_id, a.target_id FROM document d JOIN document_audience a ON a.document_id = d.id WHERE d.ref = 'D77'`);
    ({ id, binder_id: binderId, target_id: buildingId } = document!);
  });
  afterAll(() => world.close());

  const state = async () =>
    (await world.sql<{ state: string }>(`SELECT publication_state AS state FROM document WHERE id = '${id}'`))[0]
      ?.state;
  /** What Pierre is shown of it: its address, its binder, the search, the count of his binders. */
  const seen = async () => {
    const space = '/extranet/coproprietaire/documents';
    const [address, binder, search, binders, archive] = await Promise.all([
      pierre.get(`/extranet/coproprietaire/document/${id}`),
      pierre.get(`${space}/${encodeURIComponent("Procès-verbaux d'assemblée")}`),
      pierre.get(`${space}?q=pv`),
      pierre.get(space),
      pierre.get(`/extranet/coproprietaire/archive/${encodeURIComponent("Procès-verbaux d'assemblée")}`),
    ]);
    return {
      address: address.status,
      binder: binder.text.includes('PV AG du 12/06/2025'),
      search: search.text.includes('PV AG du 12/06/2025'),
      binders: binders.text.includes('Procès-verbaux'),
      archive: archive.status,
    };
  };
  const NOTHING = { address: 404, binder: false, search: false, binders: false, archive: 404 };
  const withdraw = (agent = manager, motif = REASON) => submitForm(agent, `${home}/document/${id}/retrait`, { motif });
  const lift = (agent = manager) => submitForm(agent, `${home}/document/${id}/levee`, {});

  it('is asked for with what it does, to how many readers, and wants a reason', async () => {
    const $ = load((await manager.get(`${home}/document/${id}/retrait`)).text);
    expect($('main').text()).toContain('2 personnes le voient aujourd’hui');
    expect($('main').text()).toContain('Aucune publication ne le fera revenir');
    const refused = await withdraw(manager, '   ');
    expect(load((await manager.get(refused.headers.location!)).text)('main').text()).toContain(
      'Indiquez pourquoi ce document est retiré.',
    );
    expect(await state()).toBe('published');
  });

  it('is seen no more by anyone, at once, at any address [PUB-34]', async () => {
    expect(await seen()).toEqual({ address: 200, binder: true, search: true, binders: true, archive: 200 });
    const done = await withdraw();
    expect(done.status).toBe(303);
    expect(await seen()).toMatchObject(NOTHING);
    const page = load((await manager.get(done.headers.location!)).text);
    expect(page('main').text()).toContain('plus aucun client ne le voit');
    expect(page('main').text()).toContain(`Motif\u00a0: ${REASON}`);
    const logged = await world.sql(
      `SELECT subject_id, details ->> 'reason' AS reason FROM audit_entry WHERE action = 'documents.withdraw_now'`,
    );
    expect(logged).toEqual([{ subject_id: id, reason: REASON }]);
  });

  it('takes the invoice from its expense, which stays [PUB-34]', async () => {
    const [d90] = await world.sql<{ id: string }>(`SELECT id FROM document WHERE ref = 'D90'`);
    const expenses = async () => {
      const { text } = await pierre.get('/extranet/coproprietaire/depenses');
      return { line: text.includes('Nettoyage septembre'), invoice: text.includes(d90!.id) };
    };
    expect(await expenses()).toEqual({ line: true, invoice: true });
    await submitForm(manager, `${home}/document/${d90!.id}/retrait`, { motif: REASON });
    expect(await expenses()).toEqual({ line: true, invoice: false });
  });

  it('leaves the list of the binder for that of what is withdrawn', async () => {
    const titles = async (query: string) =>
      load((await manager.get(`${home}/${binderId}${query}`)).text)('tbody th a')
        .map((_, link) => load(link).text())
        .get();
    expect(await titles('')).toEqual([]);
    expect(await titles('?etat=retires')).toEqual(['PV AG du 12/06/2025']);
    expect(await titles('?etat=retires&q=pv')).toEqual(['PV AG du 12/06/2025']);
    expect(await titles('?etat=retires&q=rien')).toEqual([]);
    expect(load((await manager.get(home)).text)('tbody').text()).toContain('1 retiré');
  });

  it('is not brought back by a manifest that lists it, with other bytes, nor by the return to an earlier one [PUB-34] [PUB-37]', async () => {
    await world.publish(world.sheet(gilbert()));
    expect(await seen()).toMatchObject(NOTHING);
    const corrected = pdf('PV AG corrigé');
    const rows = gilbert();
    const [d77, ...others] = rows.documents;
    const changed = {
      ...d77!,
      sha256: corrected.sha256,
      bytes: corrected.bytes.length,
      title: 'PV AG corrigé',
    } as typeof d77;
    const run = await world.publish(world.sheet({ ...rows, documents: [changed!, ...others] }), [corrected]);
    expect(run.state).toBe('applied');
    expect(await seen()).toMatchObject(NOTHING);
    const administrator = viewers.agent(world.app, world.ground, staffOf('administrator'));
    const undone = await submitForm(
      administrator,
      `/gestion/publications/${run.number}`,
      {},
      'form[action$="/retour"]',
    );
    expect(undone.status).toBe(303);
    await world.work();
    expect(await world.sql(`SELECT state FROM publication_run WHERE trigger = 'replay'`)).toEqual([
      { state: 'applied' },
    ]);
    expect(await state()).toBe('blocked');
    expect(await seen()).toMatchObject(NOTHING);
  });

  it('comes back with the next run once the withdrawal is lifted, and not before', async () => {
    const lifted = await lift();
    const page = load((await manager.get(lifted.headers.location!)).text);
    expect(page('main').text()).toContain('à la prochaine publication qui le contient');
    expect([await state(), await seen()]).toEqual(['pending', NOTHING]);
    // One may think again before it.
    await withdraw();
    expect(await state()).toBe('blocked');
    await lift();
    await world.publish(world.sheet(gilbert()));
    expect(await seen()).toMatchObject({ address: 200, binder: true });
  });

  it('says how things stand to who comes too late', async () => {
    const late = await manager.get(`${home}/document/${id}/levee`);
    expect([late.status, late.headers.location]).toEqual([303, `${home}/document/${id}/consultations`]);
    expect((await manager.get(late.headers.location!)).text).toContain('a changé entre-temps');
  });

  it('is acted on by who may, within his buildings only', async () => {
    const assistant = viewers.agent(world.app, world.ground, staffOf('assistant'));
    expect((await assistant.get(`${home}/document/${id}/retrait`)).status).toBe(403);
    expect((await assistant.get(`${home}/${binderId}`)).text).not.toContain('/retrait');
    const elsewhere = viewers.agent(
      world.app,
      world.ground,
      staffOf('manager', { buildingIds: ['00000000-0000-4000-8000-000000000000'] }),
    );
    expect((await elsewhere.get(`${home}/document/${id}/retrait`)).status).toBe(404);
    const his = viewers.agent(world.app, world.ground, staffOf('manager', { buildingIds: [buildingId] }));
    expect((await his.get(`${home}/document/${id}/retrait`)).status).toBe(200);
    await world.sql(`INSERT INTO document_audience (tenant_id, document_id, scope, target_id, binder_id, document_date)
      VALUES ($tenant, '${id}', 'line', app.line_target('syndic'), '${binderId}', '2025-06-12')`);
    expect((await his.get(`${home}/document/${id}/consultations`)).text).not.toContain('/retrait');
    expect((await his.get(`${home}/document/${id}/retrait`)).status).toBe(403);
  });
});
