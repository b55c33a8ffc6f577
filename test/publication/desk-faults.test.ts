import { setTimeout as pause } from 'node:timers/promises';
import { DeskRuns } from '../../src/publication/index.js';
import { change } from '../support/factories/index.js';
import { KillableWorker } from './support/killable-worker.js';
import { PublicationWorld } from './support/world.js';

const KILLED_AFTER_MS = [0, 15, 40, 90, 160];

describe('a run of the desk whose process is killed', () => {
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open({ now: new Date().toISOString() });
    await change(world.ground, 'publication_settings', { domain_validated_at: new Date() });
  });
  afterAll(() => world.close());

  it('is taken up again, wherever it was between its start and its end', async () => {
    for (const delay of KILLED_AFTER_MS) {
      const worker = await KillableWorker.start(world);
      const { id, number } = await world.app.inTenant('gilbert', () =>
        world.app.get(DeskRuns).start({ trigger: 'schedule' }),
      );
      await pause(delay);
      await worker.kill();
      world.app.clock.set(new Date().toISOString()); // the jobs it left are due by its own clock
      await world.work();
      const [run] = await world.sql<{ state: string; manifest_file: string | null }>(
        `SELECT state, manifest_file FROM publication_run WHERE id = $1`,
        [id],
      );
      expect([delay, number, run!.state]).toEqual([delay, number, 'applied']);
      expect(run!.manifest_file).not.toBeNull();
    }
  }, 60_000);
});
