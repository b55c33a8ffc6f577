import { load } from 'cheerio';
import {
  aBuilding,
  aCouncilMember,
  aDocument,
  anAccount,
  aParty,
  type Row,
  toBuilding,
} from '../support/factories/index.js';
import { pdf } from '../publication/support/pdf.js';
import { residentViewer } from '../support/viewers.js';
import type { Agent } from '../support/app.js';
import { BindersDesk } from './binders-desk.js';

const USUAL = {
  title: 'Carte professionnelle 2026',
  complianceKind: 'professional_card',
  validUntil: '2026-12-31',
  level: 'council_member',
  reach: 'all',
};

describe('"Documents du syndic"', () => {
  let desk: BindersDesk;
  let home: string;
  /** Council member of another building. */
  let bernard: Agent;
  let other: Row;
  beforeAll(async () => {
    desk = await BindersDesk.open();
  });
  beforeEach(async () => {
    await desk.lay();
    home = `/agence/syndic/documents/${(await desk.binder('syndic', 'Documents du syndic')).id}`;
    other = await aBuilding(desk.gilbert, { name: 'Les Tilleuls' });
    const party = await aParty(desk.gilbert, { last_name: 'Vautrin', first_name: 'Bernard' });
    await anAccount(desk.gilbert, { party_id: party.id, building_id: other.id });
    await aCouncilMember(desk.gilbert, other, party);
    bernard = desk.viewers.agent(desk.app, desk.gilbert, residentViewer(party.id, ['co_owner']));
  });
  afterAll(() => desk.close());

  const card = pdf('Carte professionnelle');
  const sends = async (
    fields: Record<string, string>,
    files: [string, Buffer][] = [['carte.pdf', card.bytes]],
    agent = desk.claire,
  ) => {
    const $ = await desk.page(`${home}/ajout`, agent);
    let request = agent.post($('main form').attr('action')!).field('_page', `${home}/ajout`);
    for (const [name, value] of Object.entries({ ...USUAL, ...fields })) request = request.field(name, value);
    for (const [name, bytes] of files) request = request.attach('files', bytes, name);
    return request;
  };
  const seesIt = async (agent: Agent) =>
    load((await agent.get('/extranet/coproprietaire/documents?q=carte')).text)('main .file-row').length;
  const seen = async () => [
    await seesIt(desk.gilbert.agent(desk.gilbert.pierre)),
    await seesIt(bernard),
    await seesIt(desk.gilbert.agent(desk.gilbert.anne)),
  ];
  const rows = () =>
    desk.gilbert.sql(`SELECT * FROM document WHERE tenant_id = $1 AND origin = 'manual' ORDER BY id`, [
      desk.gilbert.tenantId,
    ]);
  const errorOf = async (answer: { headers: Record<string, string> }, field: string) =>
    (await desk.page(String(answer.headers.location)))(`#f-${field}-error`).text().replace(/\s+/g, ' ').trim();

  it('takes files with title, kind, validity and audience; every council sees them at once [GED-76] [GED-74] [GED-73]', async () => {
    const $ = await desk.page(home);
    expect($(`main a[href="${home}/ajout"]`).text()).toContain('Ajouter un document');
    const form = await desk.page(`${home}/ajout`);
    expect(form('input[name="level"][checked]').val()).toBe('council_member');
    expect(form('input[name="reach"][checked]').val()).toBe('all');
    const answer = await sends({});
    expect(answer.headers.location).toBe(home);
    expect(await desk.words(home)).toContain('les conseils syndicaux concernés le voient dès maintenant');
    expect(await rows()).toMatchObject([
      {
        ...{ title: USUAL.title, filename: 'carte.pdf', compliance_kind: 'professional_card', level: 'council_member' },
        ...{ source_id: null, publication_state: 'published', sha256: card.sha256 },
      },
    ]);
    expect(await seen()).toEqual([1, 1, 0]);
    expect(await desk.audited('syndic-document.add')).toHaveLength(1);
  });

  it('is for all co-owners, or for some buildings, document by document [GED-75]', async () => {
    await sends({ level: 'co_owner', reach: 'buildings', buildings: String(other.id) });
    expect(await seen()).toEqual([0, 1, 0]);
    await sends({ level: 'co_owner' });
    expect(await seen()).toEqual([1, 2, 1]);
    expect(await desk.words(home)).toContain('Tous les copropriétaires');
  });

  it('takes several files, each under its own name or the title numbered', async () => {
    const two: [string, Buffer][] = [
      ['Carte A.pdf', card.bytes],
      ['Carte B.pdf', pdf('other').bytes],
    ];
    await sends({ title: '' }, two);
    await sends({ title: 'Garantie' }, two);
    expect((await rows()).map(({ title }) => title).sort()).toEqual([
      'Carte A',
      'Carte B',
      'Garantie (1)',
      'Garantie (2)',
    ]);
  });

  it('goes when ticked and its cross is pressed, after a question, at once; comes back from the bin [GED-77]', async () => {
    await sends({});
    await sends({ title: 'Carte ancienne' });
    const [first, second] = (await rows()).map(({ id }) => String(id));
    const $ = await desk.page(home);
    expect($('input[type="checkbox"][name="document"][form="supprimer"]')).toHaveLength(2);
    expect($(`button[name="document"][form="supprimer"][value="${first}"]`)).toHaveLength(1);
    expect($('form#supprimer').attr('action')).toBe(`${home}/suppression`);
    const question = `${home}/suppression?document=${first}`;
    expect(await desk.words(question)).toContain('Supprimer « Carte professionnelle 2026 » ?');
    expect(await seen()).toEqual([2, 2, 0]);
    const answer = await desk.agree(question);
    expect(await desk.words(String(answer.headers.location))).toContain('vos clients ne le voient plus');
    expect(await seen()).toEqual([1, 1, 0]);
    const bin = await desk.page(`${home}/corbeille`);
    const text = bin('main').text().replace(/\s+/g, ' ');
    expect(text).toContain('Carte professionnelle 2026');
    expect(text).toContain('14/12/2025');
    expect(text).not.toContain('Carte ancienne');
    await desk.post(`${home}/corbeille`, { document: first! });
    expect(await seen()).toEqual([2, 2, 0]);
    await desk.agree(`${home}/suppression?document=${first}&document=${second}&document=${second}`);
    expect(await seen()).toEqual([0, 0, 0]);
    expect((await desk.page(`${home}/corbeille`))('tbody tr')).toHaveLength(2);
    expect(await desk.audited('syndic-document.bin')).toHaveLength(3);
    expect(await desk.audited('syndic-document.restore')).toHaveLength(1);
    await desk.claire.get(question).expect(303);
  });

  it('refuses a form that is wrong at its field, and a file that is none with a sentence; nothing is kept [GED-79]', async () => {
    expect(await errorOf(await sends({}, []), 'files')).toContain('Choisissez au moins un fichier');
    expect(await errorOf(await sends({ reach: 'buildings' }), 'buildings')).toContain('Cochez au moins un');
    expect(
      await errorOf(await sends({ reach: 'buildings', buildings: String(desk.gilbert.clos.id) }), 'buildings'),
    ).not.toBe('');
    expect(await errorOf(await sends({ validUntil: '2026-02-30' }), 'validUntil')).toContain('date qui existe');
    expect(await errorOf(await sends({ complianceKind: 'secret' }), 'complianceKind')).toContain('Choisissez');
    expect(await errorOf(await sends({ title: 'x'.repeat(151) }), 'title')).toContain('150 caractères');
    const wrong = await errorOf(
      await sends({}, [['carte.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])]]),
      'files',
    );
    expect(wrong).not.toBe('');
    expect(await rows()).toEqual([]);
  });

  it('is for who may manage documents, in that binder alone, and for limited staff in their own buildings', async () => {
    const reader = desk.sign({ permissions: new Set(['portfolio.view']) });
    await reader.get(`${home}/ajout`).expect(403);
    expect((await desk.page(home, reader))('form#supprimer')).toHaveLength(0);
    const minutes = await desk.binder('syndic', "Procès-verbaux d'assemblée");
    for (const page of ['ajout', 'suppression', 'corbeille'])
      await desk.claire.get(`/agence/syndic/documents/${minutes.id}/${page}`).expect(404);
    await sends({});
    const [whole] = await rows();
    const limited = desk.sign({ buildingIds: [String(other.id)] });
    expect((await desk.page(`${home}/ajout`, limited))('input[name="reach"][value="all"]')).toHaveLength(0);
    await sends({}, undefined, limited);
    await sends({ reach: 'buildings', buildings: String(desk.gilbert.residence.id) }, undefined, limited);
    expect(await rows()).toHaveLength(1);
    await sends({ title: 'Carte des Tilleuls', reach: 'buildings', buildings: String(other.id) }, undefined, limited);
    expect(await rows()).toHaveLength(2);
    await desk.post(`${home}/suppression`, { document: String(whole!.id) }, limited);
    expect((await rows()).map(({ publication_state: state }) => state)).toEqual(['published', 'published']);
  });

  it('leaves what a source published in it alone', async () => {
    const binder = await desk.binder('syndic', 'Documents du syndic');
    const listed = await aDocument(desk.gilbert, binder, [toBuilding(desk.gilbert.residence)]);
    const answer = await desk.post(`${home}/suppression`, { document: String(listed.id) });
    expect(await desk.words(String(answer.headers.location))).toContain('ne sont plus là');
  });
});
