import { load } from 'cheerio';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { anAccount, aParty, change, insert } from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';
import { type AgencyWorld, buildAgency, openAccess, staffOf } from '../portfolio/support/agency-world.js';

describe('identities', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let world: AgencyWorld;
  let other: AgencyWorld;
  let manager: Agent;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
    world = await buildAgency(app, 'saurupt');
    other = await buildAgency(app, 'mosan');
    manager = viewers.agent(app, world.ground, staffOf('manager'));
    await insert(world.ground, 'staff_member', {
      role: 'administrator',
      login: 'noémie'.normalize('NFD').replace(/\p{M}/gu, ''),
      last_name: 'ADAM',
      first_name: 'Noémie',
    });
    await openAccess(world.ground, world.pierre, { last_sign_in_at: '2025-11-13T19:30:00Z' });
    await openAccess(world.ground, world.anne);
    await openAccess(world.ground, world.karim, {
      last_sign_in_at: '2025-11-01T19:30:00Z',
      blocked_at: '2025-11-02T10:00:00Z',
      block_reason: 'Perte',
    });
  });
  afterAll(async () => {
    await world?.ground.close();
    await other?.ground.close();
    await app?.close();
  });

  const names = async (query = '', agent = manager, line = 'syndic') => {
    const response = await agent.get(`/agence/${line}/identites${query}`);
    expect([query, response.status]).toEqual([query, 200]);
    const $ = load(response.text);
    return $('tbody th')
      .map((_, cell) => $(cell).text().trim())
      .get();
  };

  it('hold every published identity of all lines, and the agency’s staff [ADM-61] [ADM-62]', async () => {
    const everyone = [
      'ADAM Noémie',
      'BENALI Karim',
      'DUPONT Paul',
      'DURAND Claire',
      'GARDIEN Marcel',
      'LEFÈVRE Éloïse',
      'MARTIN Anne',
      'Plomberie Stanislas',
      'PROPRIETAIRE Pierre',
    ];
    expect(await names()).toEqual(everyone);
    expect(await names('', manager, 'gerance')).toEqual(everyone);
    await change(world.ground, 'party', { publication_state: 'withdrawn' }, { id: world.marcel.id });
    expect(await names()).not.toContain('GARDIEN Marcel');
    await change(world.ground, 'party', { publication_state: 'published' }, { id: world.marcel.id });
  });

  it.each([
    ['ma', ['GARDIEN Marcel', 'MARTIN Anne']],
    ['LEFEVRE', ['LEFÈVRE Éloïse']],
    ['eloise', ['LEFÈVRE Éloïse']],
    ['pierre prop', ['PROPRIETAIRE Pierre']],
    ['noemie', ['ADAM Noémie']],
    ['durand', ['DURAND Claire']],
    ['zz', []],
  ])('are found by "%s", accents and case ignored, from two letters [ADM-63]', async (search, expected) => {
    expect(await names(`?q=${encodeURIComponent(search)}`)).toEqual(expected);
  });

  it('ask for two letters before they search [ADM-63]', async () => {
    const response = await manager.get('/agence/syndic/identites?q=m');
    expect(response.text).toContain('Tapez au moins deux lettres');
    expect(load(response.text)('tbody tr')).toHaveLength(9);
  });

  it.each([
    ['categorie=co_owner', ['LEFÈVRE Éloïse', 'MARTIN Anne', 'PROPRIETAIRE Pierre']],
    ['categorie=landlord', ['DUPONT Paul']],
    ['categorie=lessee', ['BENALI Karim']],
    ['categorie=council', ['PROPRIETAIRE Pierre']],
    ['categorie=caretaker', ['GARDIEN Marcel']],
    ['categorie=supplier', ['Plomberie Stanislas']],
    ['categorie=staff', ['ADAM Noémie', 'DURAND Claire']],
    ['module=gerance', ['ADAM Noémie', 'BENALI Karim', 'DUPONT Paul', 'DURAND Claire', 'Plomberie Stanislas']],
    ['acces=never', ['MARTIN Anne']],
    ['acces=active', ['PROPRIETAIRE Pierre']],
    ['acces=blocked', ['BENALI Karim']],
    ['acces=no_email', ['BENALI Karim', 'MARTIN Anne']],
    ['categorie=co_owner&acces=active&module=syndic', ['PROPRIETAIRE Pierre']],
    ['categorie=nothing&module=x&acces=y', 9],
  ])('are narrowed by %s [ADM-64]', async (query, expected) => {
    const found = await names(`?${query}`);
    expect(typeof expected === 'number' ? found.length : found).toEqual(expected);
  });

  it('say what each is, where, with which access, and lead to the record', async () => {
    const $ = load((await manager.get('/agence/syndic/identites?q=proprietaire')).text);
    expect(
      $('tbody td')
        .map((_, cell) => $(cell).text().trim())
        .get(),
    ).toEqual(['Copropriétaire, Conseil syndical', 'Syndic', 'pierre@example.org', 'Actif']);
    const href = $('tbody th a').attr('href') ?? '';
    expect((await manager.get(href)).status).toBe(200);
    const karim = load((await manager.get('/agence/syndic/identites?q=benali')).text);
    expect(karim('tbody th a').attr('href')).toBe(`/agence/gerance/portefeuille/locataires/${world.karim.id}`);
    expect($('.s-search input').val()).toBe('proprietaire');
  });

  it('no longer say "Conseil syndical" of who has left it', async () => {
    const parts = async () =>
      load((await manager.get('/agence/syndic/identites?q=proprietaire')).text)('tbody td')
        .first()
        .text()
        .trim();
    await change(world.ground, 'council_membership', { until: '2025-11-13' }, { party_id: world.pierre.id });
    expect([await parts(), await names('?categorie=council')]).toEqual(['Copropriétaire', []]);
    await change(world.ground, 'council_membership', { until: '2025-11-14' }, { party_id: world.pierre.id });
    expect([await parts(), await names('?categorie=council')]).toEqual([
      'Copropriétaire, Conseil syndical',
      ['PROPRIETAIRE Pierre'],
    ]);
  });

  it('say so when nobody matches', async () => {
    const $ = load((await manager.get('/agence/syndic/identites?q=zz')).text);
    expect($('.nothing').text()).toContain('Aucune identité ne correspond.');
  });

  it('page by name, forth and back', async () => {
    for (let index = 0; index < 40; index += 1)
      await aParty(other.ground, { last_name: 'Zola', first_name: `É${index}` });
    const agent = viewers.agent(app, other.ground, staffOf('manager'));
    const first = load((await agent.get('/agence/syndic/identites')).text);
    expect(first('.paging-range').text()).toBe('1 – 25 sur 48');
    const second = load((await agent.get(first('a[rel="next"]').attr('href') ?? '')).text);
    const seen = [first, second].flatMap(($) =>
      $('tbody th')
        .map((_, cell) => $(cell).text())
        .get(),
    );
    expect(new Set(seen).size).toBe(48);
    const back = load((await agent.get(second('a[rel="prev"]').attr('href') ?? '')).text);
    expect(back('tbody th').first().text()).toBe(first('tbody th').first().text());
  });

  it('are those of his buildings, suppliers and staff for who is limited to some', async () => {
    const limited = viewers.agent(app, world.ground, staffOf('manager', { buildingIds: [world.tilleuls.id] }));
    expect(await names('', limited)).toEqual(['ADAM Noémie', 'DURAND Claire', 'LEFÈVRE Éloïse', 'Plomberie Stanislas']);
    expect(await names('?q=martin', limited)).toEqual([]);
    // What one of them is elsewhere is not said.
    await anAccount(world.ground, { party_id: world.eloise.id, kind: 'lessee', building_id: world.majorelle.id });
    const row = async (agent: Agent) =>
      load((await agent.get('/agence/syndic/identites?q=eloise')).text)('tbody tr').text();
    expect(await row(limited)).not.toContain('Locataire');
    expect(await row(manager)).toContain('Locataire');
  });

  it('are sorted by name either way, by a click', async () => {
    const $ = load((await manager.get('/agence/syndic/identites')).text);
    const other = load((await manager.get($('thead a.sort').attr('href')!)).text);
    expect(other('tbody th').first().text()).toBe('PROPRIETAIRE Pierre');
  });

  it('are closed without the permission, and never those of another agency', async () => {
    const weak = viewers.agent(app, world.ground, staffOf('manager', { permissions: new Set(['portfolio.view']) }));
    expect((await weak.get('/agence/syndic/identites')).status).toBe(403);
    expect(await names('?q=zola')).toEqual([]);
  });
});
