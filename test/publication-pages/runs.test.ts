import { load } from 'cheerio';
import type { Agent } from '../support/app.js';
import { layGround } from '../support/factories/index.js';
import { invoice, minutes } from '../publication/support/manifest.js';
import { RUNS, StaffDesk, textOf, withDocuments } from './support/staff-desk.js';

describe('the list of runs', () => {
  let desk: StaffDesk;
  let manager: Agent;
  beforeAll(async () => {
    desk = await StaffDesk.open();
    manager = await desk.sign('manager');
  });
  afterAll(() => desk.close());

  const rows = async (query = '') => {
    const response = await manager.get(`${RUNS}${query}`);
    expect([query, response.status]).toEqual([query, 200]);
    const $ = load(response.text);
    return $('tbody tr')
      .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
      .get();
  };

  it('says that nothing has come yet, and how it may [PUB-62]', async () => {
    const $ = load((await manager.get(RUNS)).text);
    expect($('.nothing').text()).toContain('Aucune publication.');
    expect($('.nothing a').attr('href')).toBe(`${RUNS}/publier`);
    expect($('.nothing a').text()).toBe('Publier maintenant');
    const assistant = await desk.sign('assistant');
    for (const door of ['a[href$="/importer"]', 'a[href$="/publier"]', 'form[action$="/simuler"]'])
      expect([door, load((await assistant.get(RUNS)).text)(door).length]).toEqual([door, 0]);
  });

  it('shows runs newest first, with what they added, withdrew and set aside [PUB-62]', async () => {
    const { world } = desk;
    await world.publish(world.sheet(withDocuments(3)), [minutes, invoice]);
    await world.publish(world.sheet(withDocuments(1)));
    const refused = await world.post(Buffer.from('<publication'));
    expect(refused.status).toBe(422);
    const found = await rows();
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(/^3 LSC Logiciel 14\/11\/2025 20:05 1 s Refusée 0 0 0$/);
    expect(found[1]).toMatch(/^2 LSC Logiciel 14\/11\/2025 20:05 1 s Publiée 0 2 0$/);
    expect(found[2]).toMatch(/^1 LSC Logiciel .* Publiée \d+ 0 0$/);
  });

  it('narrows them by source, state and period, and remembers it in the address [PUB-62]', async () => {
    expect((await rows('?etat=publiees')).map((row) => row[0])).toEqual(['2', '1']);
    expect((await rows('?etat=sans-effet')).map((row) => row[0])).toEqual(['3']);
    expect(await rows('?etat=en-attente')).toEqual([]);
    expect(await rows('?source=LSC')).toHaveLength(3);
    expect(await rows('?source=DESK')).toEqual([]);
    desk.world.app.clock.advance({ days: 40 });
    expect(await rows()).toEqual([]);
    expect(textOf((await manager.get(RUNS)).text)).toContain('Aucune publication depuis 30 jours.');
    expect(await rows('?periode=tout')).toHaveLength(3);
    expect(load((await manager.get(`${RUNS}?etat=en-attente`)).text)('.nothing').text()).toContain(
      'Aucun résultat pour ces critères.',
    );
    desk.world.app.clock.advance({ days: -40 });
  });

  it('is closed to who may not see publications, and never shows those of another agency', async () => {
    const weak = await desk.sign('manager', { permissions: new Set(['portfolio.view']) });
    for (const path of ['', '/1', '/1/ajoutes', '/1/problemes.csv', '/1/retires.csv'])
      expect((await weak.get(`${RUNS}${path}`)).status).toBe(403);
    const other = await layGround(desk.world.app.database, { domain: 'mosan' });
    const stranger = desk.agentOf(other, 'administrator');
    expect(textOf((await stranger.get(RUNS)).text)).toContain('Aucune publication.');
    for (const path of ['/1', '/1/ajoutes', '/1/problemes.csv', '/1/retires.csv', '/1/bordereau'])
      expect((await stranger.get(`${RUNS}${path}`)).status).toBe(404);
    await other.close();
  });

  it('answers 404 for a number that is none', async () => {
    for (const path of ['/0', '/99', '/-1', '/1e3', '/99999999999', '/1/rien', '/1/rien.csv'])
      expect((await manager.get(`${RUNS}${path}`)).status).toBe(404);
  });
});
