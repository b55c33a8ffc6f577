import { load } from 'cheerio';
import { aPhoto } from '../ged/a-photo.js';
import { type AgencyWorld, buildAgency, staffOf } from '../portfolio/support/agency-world.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import type { Row } from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';

const HOME = '/agence/syndic/photos';

describe('the photos of staff', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let world: AgencyWorld;
  let other: AgencyWorld;
  let manager: Agent;
  let limited: Agent;
  let hall: Row;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
    world = await buildAgency(app, 'saurupt');
    other = await buildAgency(app, 'mosan');
    manager = viewers.agent(app, world.ground, staffOf('manager'));
    limited = viewers.agent(app, world.ground, staffOf('manager', { buildingIds: [world.tilleuls.id] }));
  });
  afterAll(async () => {
    await world.ground.close();
    await other.ground.close();
    await app.close();
  });

  const visit = async (address: string, agent = manager) => {
    const answer = await agent.get(address);
    return { status: answer.status, $: load(answer.text) };
  };
  const names = async (address: string, agent = manager) => {
    const { $ } = await visit(address, agent);
    return $('.photo-name')
      .map((_, name) => $(name).text())
      .get();
  };
  const statuses = (agent: Agent, { id }: Row, home = HOME) =>
    Promise.all(['', '/vignette', '/grande'].map(async (end) => (await agent.get(`${home}/${id}${end}`)).status));

  it('says when nothing is published', async () => {
    expect((await visit(HOME)).$('.nothing-sentence').text()).toBe('Aucune photo publiée.');
  });

  it('are grouped by building, with counts, thumbnails and dates, enlarged, found by building [GED-82]', async () => {
    const { ground, gilbert, tilleuls } = world;
    hall = await aPhoto(app, ground, gilbert, { title: 'Hall', taken_on: '2025-04-02' });
    await aPhoto(app, ground, gilbert, { title: 'Toiture', lot_id: world.lot7.id });
    await aPhoto(app, ground, tilleuls, { title: 'Portail' });
    await aPhoto(app, ground, tilleuls, { title: 'Retirée', publication_state: 'withdrawn' });
    const { $ } = await visit(HOME);
    expect(await names(HOME)).toEqual(expect.arrayContaining(['Hall', 'Toiture', 'Portail']));
    expect(await names(HOME)).toHaveLength(3);
    expect($('h2').text()).toContain('2 photos');
    expect($(`a[href="${HOME}/${hall.id}"]`).text()).toContain('2 avril 2025');
    expect($(`img[src="${HOME}/${hall.id}/vignette"]`).length).toBe(1);
    expect((await names(`${HOME}?q=gilbert`)).sort()).toEqual(['Hall', 'Toiture']);
    const none = (await visit(`${HOME}?q=zzz`)).$;
    expect([none('.nothing').length, none('.filters a').attr('href')]).toEqual([1, HOME]);
    expect((await visit(`${HOME}/${hall.id}`)).$('h1').text()).toBe('Hall');
    expect(await statuses(manager, hall)).toEqual([200, 200, 200]);
    expect((await visit('/agence/syndic')).$(`a[href="${HOME}"]`).length).toBeGreaterThan(0);
  });

  it('are those of the staff member’s buildings, of his line and of his agency', async () => {
    expect(await names(HOME, limited)).toEqual(['Portail']);
    expect(await statuses(limited, hall)).toEqual([404, 404, 404]);
    expect(await statuses(manager, hall, '/agence/gerance/photos')).toEqual([404, 404, 404]);
    const stranger = viewers.agent(app, other.ground, staffOf('manager'));
    expect(await names(HOME, stranger)).toEqual([]);
    expect(await statuses(stranger, hall)).toEqual([404, 404, 404]);
    const nobody = app.agent(world.ground.domain);
    expect((await nobody.get(`${HOME}/${hall.id}/grande`)).headers.location).toContain('/connexion');
  });

  it('have their tab on the record of a building and of a client, who sees no other [ADM-60]', async () => {
    const record = (category: string, { id }: Row, line = 'syndic') =>
      `/agence/${line}/portefeuille/${category}/${id}/photos`;
    const { gilbert, tilleuls } = world;
    expect((await names(record('immeubles', gilbert))).sort()).toEqual(['Hall', 'Toiture']);
    const { $ } = await visit(record('immeubles', tilleuls));
    expect($('h1').text()).toBe(tilleuls.name);
    expect($('.tabs a[aria-current]').text().trim()).toBe('Photos');
    const pierre = { id: world.accounts.pierre.party_id } as Row;
    const anne = { id: world.accounts.anne.party_id } as Row;
    expect((await names(record('coproprietaires', pierre))).sort()).toEqual(['Hall', 'Toiture']);
    expect(await names(record('coproprietaires', anne))).toEqual(['Hall']);
    expect((await visit(record('immeubles', gilbert), limited)).status).toBe(404);
    const stranger = viewers.agent(app, other.ground, staffOf('manager'));
    for (const address of [record('immeubles', gilbert), record('coproprietaires', pierre)])
      expect((await stranger.get(address)).status).toBe(404);
  });
});
