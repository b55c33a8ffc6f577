import { load } from 'cheerio';
import { DeskDocuments } from '../../src/ged/index.js';
import type { Agent } from '../support/app.js';
import { change } from '../support/factories/index.js';
import { deskDocument, TestDeskDocuments } from '../publication/support/desk-documents.js';
import { gilbert, invoice, minutes } from '../publication/support/manifest.js';
import { press, RUNS, StaffDesk, textOf } from './support/staff-desk.js';

describe('the agency at its desk', () => {
  const documents = new TestDeskDocuments();
  let desk: StaffDesk;
  let manager: Agent;
  beforeAll(async () => {
    desk = await StaffDesk.open([{ provide: DeskDocuments, useValue: documents }]);
    manager = await desk.sign('manager');
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.world.app.clock.advance({ seconds: 1 }));

  const validate = (at: Date | null) => change(desk.world.ground, 'publication_settings', { domain_validated_at: at });
  const follow = async (sent: { headers: Record<string, string> }) =>
    textOf((await manager.get(sent.headers.location ?? '')).text, 'body');
  const runs = () => desk.world.sql(`SELECT FROM publication_run WHERE tenant_id = $tenant`);
  const publish = () => press(manager, `${RUNS}/publier`, '/publier');

  it('is asked for the domain name first, and told where [PUB-28]', async () => {
    await validate(new Date());
    const form = load((await manager.get(`${RUNS}/publier`)).text)('form[action$="/publier"]');
    await validate(null);
    const page = await manager.get(`${RUNS}/publier`);
    expect(textOf(page.text)).toContain('Indiquez d’abord le nom de domaine.');
    expect(load(page.text)('form[action$="/publier"]')).toHaveLength(0);
    const administrator = await desk.sign('administrator');
    const link = load((await administrator.get(`${RUNS}/publier`)).text)('.nothing a');
    expect(link.attr('href')).toBe('/gestion/administration/publication-internet');
    const stale = await manager
      .post(`${RUNS}/publier`)
      .type('form')
      .send({ _csrf: form.find('[name="_csrf"]').val() as string });
    expect(stale.headers.location).toBe(`${RUNS}/publier`);
    expect(await follow(stale)).toContain('Indiquez d’abord le nom de domaine.');
    expect(await runs()).toHaveLength(0);
    await validate(new Date());
  });

  it('publishes when it says so, and follows it on its page [PUB-28]', async () => {
    const confirm = load((await manager.get(`${RUNS}/publier`)).text);
    expect(confirm('h1').text()).toBe('Publier maintenant ?');
    expect(textOf(confirm.html())).toContain('La gestion n’a encore rien publié.');
    const sent = await publish();
    expect([sent.status, sent.headers.location]).toEqual([303, `${RUNS}/1`]);
    const page = await manager.get(`${RUNS}/1`);
    expect(page.headers.refresh).toBe('3');
    const text = textOf(page.text);
    expect(text).toContain('Préparation des documents de la gestion');
    expect(text).toContain('Gestion de l’agence · lancée le 14/11/2025 20:05 par Claire DURAND');
    expect(text).toContain('Publier maintenant, par Claire DURAND');
    await desk.world.work();
    expect(textOf((await manager.get(`${RUNS}/1`)).text)).toContain('Publiée');
    expect(textOf((await manager.get(`${RUNS}/publier`)).text)).toContain('Dernière publication de la gestion : ');
  });

  it('is shown the publication that is under way rather than starting a second [PUB-28]', async () => {
    const early = load((await manager.get(`${RUNS}/publier`)).text)('form [name="_csrf"]').val() as string;
    await publish();
    const page = load((await manager.get(`${RUNS}/publier`)).text);
    expect(page('.nothing').text()).toContain('La publication n° 2 est en cours.');
    expect(page('.nothing a').attr('href')).toBe(`${RUNS}/2`);
    const second = await manager.post(`${RUNS}/publier`).type('form').send({ _csrf: early });
    expect(second.headers.location).toBe(`${RUNS}/2`);
    expect(await follow(second)).toContain('La publication n° 2 est déjà en cours : attendez sa fin.');
    expect(await runs()).toHaveLength(2);
    await desk.world.work();
  });

  it('simulates: what would be added, changed and withdrawn, and nothing changes [PUB-36]', async () => {
    const { world } = desk;
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
    const [binder] = await world.sql<{ id: string }>(`SELECT binder_id AS id FROM binder_listing WHERE ref = 'B-PV'`);
    const [account] = await world.sql<{ id: string }>(`SELECT id FROM account WHERE ref = '450PIERREP'`);
    const to = [{ scope: 'account' as const, targetId: account!.id }];
    documents.list = [deskDocument('1/text', binder!.id, to), deskDocument('2/text', binder!.id, to)];
    await publish();
    await world.work();
    const before = await world.snapshot();
    world.app.clock.advance({ seconds: 1 });
    documents.list = [
      deskDocument('2/text', binder!.id, to, { title: 'Courrier 2 corrigé' }),
      deskDocument('3/text', binder!.id, to),
    ];
    const sent = await press(manager, RUNS, '/simuler');
    expect(await follow(sent)).toContain('La simulation commence.');
    await world.work();
    const address = sent.headers.location ?? '';
    expect(textOf((await manager.get(address)).text)).toContain('Simulation : rien n’a changé pour vos résidents.');
    expect(textOf((await manager.get(address)).text)).toContain('Qui serait prévenu Personne ne serait prévenu.');
    const titles = async (tab: string) =>
      load((await manager.get(`${address}/${tab}`)).text)('tbody th')
        .map((_, cell) => load(cell).text().trim())
        .get();
    expect(await titles('ajoutes')).toEqual(['Courrier 3/text']);
    expect(await titles('modifies')).toEqual(['Courrier 2 corrigé']);
    expect(await titles('retires')).toEqual(['Courrier 1/text']);
    expect(await world.snapshot()).toBe(before);
    const row = textOf((await manager.get(`${RUNS}?etat=verifications`)).text, 'tbody');
    expect(row).toMatch(/Simulation par Claire DURAND .* Simulation Terminée 1 1 0$/);
  });

  it('is closed to who may not publish, and to who works for a part of the agency', async () => {
    const assistant = await desk.sign('assistant');
    const limited = await desk.sign('manager', { buildingIds: ['00000000-0000-4000-8000-000000000001'] });
    const oneLine = await desk.sign('manager', { lines: ['gerance'] });
    for (const agent of [assistant, limited, oneLine]) expect((await agent.get(`${RUNS}/publier`)).status).toBe(403);
    const page = load((await oneLine.get(RUNS)).text);
    expect(page('a[href$="/publier"], form[action$="/simuler"]')).toHaveLength(0);
  });
});

describe('staff of one line', () => {
  let desk: StaffDesk;
  let gerance: Agent;
  let syndic: Agent;
  beforeAll(async () => {
    desk = await StaffDesk.open();
    gerance = await desk.sign('administrator', { lines: ['gerance'] });
    syndic = await desk.sign('administrator', { lines: ['syndic'] });
    await desk.world.publish(desk.world.sheet(gilbert()), [minutes, invoice]);
    await desk.world.publish(desk.world.sheet(gilbert(), { lines: ['gerance', 'syndic'] }));
  });
  afterAll(() => desk.close());

  const numbers = async (agent: Agent) =>
    load((await agent.get(RUNS)).text)('tbody th')
      .map((_, cell) => load(cell).text().trim())
      .get();

  it('see the runs of their line whole, the figures of those of both, nothing of the other', async () => {
    expect(await numbers(syndic)).toEqual(['2', '1']);
    expect(await numbers(gerance)).toEqual(['2']);
    expect((await syndic.get(`${RUNS}/1/ajoutes`)).status).toBe(200);
    for (const agent of [syndic, gerance]) {
      expect(textOf((await agent.get(`${RUNS}/2`)).text)).toContain('le détail ligne par ligne n’est pas montré');
      for (const path of ['/2/ajoutes', '/2/journal', '/2/retires.csv', '/2/problemes.csv', '/2/bordereau'])
        expect([path, (await agent.get(`${RUNS}${path}`)).status]).toEqual([path, 403]);
    }
    for (const path of ['/1', '/1/ajoutes', '/1/retires.csv', '/1/problemes.csv', '/1/bordereau'])
      expect([path, (await gerance.get(`${RUNS}${path}`)).status]).toEqual([path, 404]);
  });

  it('decide nothing of the other, and are not told of it', async () => {
    const rows = gilbert();
    rows.binders[1] = { ...rows.binders[1]!, levels: ['co_owner', 'council_member', 'president'] };
    const { number, state } = await desk.world.publish(desk.world.sheet(rows));
    expect(state).toBe('awaiting_approval');
    const token = load((await gerance.get(`${RUNS}/2`)).text)('[name="_csrf"]')
      .first()
      .val() as string;
    const rejected = await gerance.post(`${RUNS}/${number}/rejet`).type('form').send({ reason: 'Non', _csrf: token });
    expect(rejected.status).toBe(404);
    expect(textOf((await gerance.get('/agence/gerance')).text)).not.toContain('attend votre accord');
    expect(textOf((await syndic.get('/agence/syndic')).text)).toContain('attend votre accord');
    expect((await press(syndic, `${RUNS}/${number}`, '/rejet', { reason: 'Non' })).status).toBe(303);
  });
});

describe('a check of a manifest', () => {
  let desk: StaffDesk;
  let manager: Agent;
  beforeAll(async () => {
    desk = await StaffDesk.open();
    manager = await desk.sign('manager');
    await desk.world.publish(desk.world.sheet(gilbert()), [minutes, invoice]);
  });
  afterAll(() => desk.close());

  it('is no publication: a badge says so, no group of publications has it, the operator is not told', async () => {
    const lines = (query: string) => manager.get(`${RUNS}${query}`).then(({ text }) => load(text)('tbody tr').length);
    const truncated = Buffer.from('<publication');
    expect((await desk.world.post(truncated, '?simulate=true')).status).toBe(422);
    await desk.world.start(desk.world.sheet(gilbert()), '?simulate=true');
    const rows = textOf((await manager.get(RUNS)).text, 'tbody');
    expect(rows).toMatch(
      /3 LSC Logiciel [^R]* Vérification Terminée .* 2 LSC Logiciel [^R]* Vérification Serait refusée/,
    );
    expect(await lines('?etat=verifications')).toBe(2);
    expect(await lines('?etat=sans-effet')).toBe(0);
    expect(await lines('?etat=publiees')).toBe(1);
    const [told] = await desk.world.sql<{ run_number: number; run_state: string }>(
      `SELECT run_number, run_state FROM platform.tenant_activity WHERE tenant_id = $tenant`,
    );
    expect(told).toEqual({ run_number: 1, run_state: 'applied' });
    expect(await desk.world.sql(`SELECT FROM platform.tenant_run WHERE tenant_id = $tenant`)).toHaveLength(1);
  });

  it('shows no reference that we made up', async () => {
    const text = textOf((await manager.get(`${RUNS}/2`)).text);
    expect(text).not.toContain('Référence');
    expect(textOf((await manager.get(`${RUNS}/1`)).text)).toMatch(/Référence ?R-1/);
  });

  it('says whose an added account is, not its number twice', async () => {
    const rows = textOf((await manager.get(`${RUNS}/1/ajoutes?partie=accounts`)).text, 'tbody');
    expect(rows).toMatch(/450PIERREP ?PROPRIETAIRE Pierre/);
  });
});
