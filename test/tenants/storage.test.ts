import { load } from 'cheerio';
import { ClockWork, Dispatcher } from '../../src/platform/jobs/index.js';
import { gilbert, invoice, minutes } from '../publication/support/manifest.js';
import { NOW, PublicationWorld } from '../publication/support/world.js';
import { insertTenant } from '../support/tenant.js';
import { OperatorViewers } from './support/operator.js';

describe('the storage of each tenant, in the console', () => {
  const viewers = new OperatorViewers();
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open({ overrides: [viewers.override] });
    await insertTenant(world.app, { domain: 'mosan' });
  });
  afterAll(() => world.close());

  const shown = async () => {
    const $ = load((await viewers.console(world.app).get('/clients')).text);
    return Object.fromEntries(
      $('tbody tr').map((_, row) => [[$(row).find('[data-label="Nom de domaine"]').text(), $(row).find('td').last().text()]]).get(),
    ) as Record<string, string>;
  };
  const bytes = invoice.bytes.length + minutes.bytes.length;
  const ko = (count: number) => new RegExp(`^${Math.round(count / 1_000)}(,\\d)?\u00a0[Kk]o$|^${count}\u00a0`);

  it('is told at the end of a run, of its tenant alone', async () => {
    expect(await shown()).toEqual({ gilbert: '—', mosan: '—' });
    const { id } = await world.start(world.sheet(gilbert()));
    await world.put(minutes);
    await world.put(invoice);
    await world.commit(id);
    await world.app.get(Dispatcher).drain();
    expect(await shown()).toEqual({ gilbert: expect.stringMatching(ko(bytes)), mosan: '—' });
    const own = load((await viewers.console(world.app).get('/clients/gilbert')).text);
    expect(own('.stat').text()).toContain('Stockage');
  });

  it('is told of every tenant each night', async () => {
    await world.app.get(ClockWork).tick();
    await world.sql(`UPDATE stored_file SET bytes = bytes + 5000000 WHERE tenant_id = $tenant AND sha256 = '${minutes.sha256}'`);
    world.app.clock.set(new Date(Date.parse(NOW) + 86_400_000).toISOString());
    await world.app.get(ClockWork).tick();
    await world.app.get(Dispatcher).drain();
    expect(await shown()).toEqual({ gilbert: '5\u00a0Mo', mosan: expect.stringMatching(/^0/) });
  });
});
