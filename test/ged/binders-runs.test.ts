import { load } from 'cheerio';
import type { Agent } from '../support/app.js';
import { StaffDesk } from '../publication-pages/support/staff-desk.js';
import { gilbert, invoice, manifest, minutes } from '../publication/support/manifest.js';
import { HOME } from './binders-desk.js';

const ALL = ['co_owner', 'council_member', 'president'];
const COUNCIL = ['council_member', 'president'];

describe('binders of the desk, and runs', () => {
  let desk: StaffDesk;
  let manager: Agent;
  beforeAll(async () => {
    desk = await StaffDesk.open();
    manager = await desk.sign('manager');
    await desk.world.publish(desk.world.sheet(gilbert()), [minutes, invoice]);
  });
  afterAll(() => desk.close());

  const page = async () => load((await manager.get(HOME)).text);
  const binder = async (path: string) => {
    const [row] = await desk.world.sql<{ id: string; levels: string[]; next_levels: string[] | null }>(
      `SELECT id, levels, next_levels FROM binder WHERE tenant_id = $tenant AND line = 'syndic' AND path = ARRAY['${path}']`,
    );
    return row!;
  };

  it('are not affected by the legacy columns of a manifest, and show none [GED-15] [GED-24]', async () => {
    const before = await desk.world.snapshot();
    const listed = await manifest(desk.world.sheet(gilbert()));
    const legacy = Buffer.from(listed.toString().replaceAll('<binder ', '<binder lot="true" supplier="true" '));
    const run = await desk.world.start(legacy);
    expect(run.problems).toEqual([]);
    if (run.state !== 'applied') await desk.world.commit(run.id);
    expect(await desk.world.snapshot()).toBe(before);
    expect((await page())('main').text()).not.toMatch(/\bLOT\b|Prestataire/);
  });

  it('that a manifest lists are read-only at the desk, which names the software [PUB-57]', async () => {
    const { id, levels } = await binder('Factures');
    expect(levels).toEqual(COUNCIL);
    const $ = await page();
    const row = $(`#classeur-${id}`);
    expect(row.text()).toContain('Défini par LSC');
    expect(row.find('input[type="checkbox"]').length).toBe(3);
    expect(row.find('input[type="checkbox"]:not([disabled])')).toHaveLength(0);
    const _csrf = $('main input[name="_csrf"]').first().val() as string;
    await manager
      .post(HOME)
      .type('form')
      .send({ _csrf, drawn: `${id}:council_member+president`, president: id });
    expect(await binder('Factures')).toMatchObject({ levels: COUNCIL, next_levels: null });
  });

  it('made wider at the desk with a yes open with the next run, which asks nothing more [PUB-92] [GED-25]', async () => {
    const own = await binder('Factures');
    // A binder of the agency that holds what people would begin to read: its source lists it no more.
    await desk.world.sql(`DELETE FROM binder_listing WHERE tenant_id = $tenant AND binder_id = '${own.id}'`);
    const $ = await page();
    const drawn = $(`#classeur-${own.id} input[name="drawn"]`).val() as string;
    const _csrf = $('main input[name="_csrf"]').first().val() as string;
    const sent = await manager.post(HOME).type('form').send({ _csrf, drawn, co_owner: own.id });
    const question = load((await manager.get(String(sent.headers.location))).text);
    expect(question('main').text().replace(/\s+/g, ' ')).toMatch(
      /Factures : 1 document deviendrait visible de \d+ copropriétaires? \(/,
    );
    expect(await binder('Factures')).toMatchObject({ levels: COUNCIL, next_levels: null });
    await manager.post(HOME).type('form').send({ _csrf, drawn, co_owner: own.id, confirmed: 'on' });
    expect(await binder('Factures')).toMatchObject({ levels: COUNCIL, next_levels: ALL });
    const { entities, parties } = gilbert();
    const run = await desk.world.publish(desk.world.sheet({ entities, parties }));
    expect([run.state, run.guardReasons]).toEqual(['applied', []]);
    expect(await binder('Factures')).toMatchObject({ levels: ALL, next_levels: null });
  });
});
