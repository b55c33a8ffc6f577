import { ClockWork, Dispatcher } from '../../src/platform/jobs/index.js';
import { RunStarter } from '../../src/publication/schedule/run-starter.js';
import { context } from '../../src/platform/context/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { layGround } from '../support/factories/index.js';

const AGENCIES = 1_000;
const started: string[] = [];

describe('a thousand agencies whose hour is 20:00', () => {
  let app: TestApp;
  beforeAll(async () => {
    const starter = {
      start: () => {
        started.push(context().tenant?.domain ?? '');
        return Promise.resolve({ id: null, number: 1 });
      },
    };
    app = await startTestApp({ now: '2025-11-17T18:00:00Z', overrides: [{ provide: RunStarter, useValue: starter }] });
    const ground = await layGround(app.database, { domain: 'premiere' });
    await ground.sql(`
      INSERT INTO platform.tenant (domain, name, kind, lines, features)
      SELECT 'agence-' || n, 'Agence ' || n, 'agency', '{syndic}', '{extranet}' FROM generate_series(1, ${AGENCIES}) n`);
    const agencies = `SELECT id FROM platform.tenant WHERE domain LIKE 'agence-%'`;
    await ground.sql(
      `INSERT INTO publication_settings (tenant_id, domain_validated_at) SELECT id, now() FROM (${agencies}) a`,
    );
    await ground.sql(
      `INSERT INTO publication_schedule (tenant_id, active, considered_at) SELECT id, true, '2025-11-17T18:00:00Z' FROM (${agencies}) a`,
    );
    await ground.sql(
      `INSERT INTO publication_schedule_slot (tenant_id, weekday, hour) SELECT id, 1, '20:00' FROM (${agencies}) a`,
    );
    await ground.sql(`INSERT INTO platform.publication_due (tenant_id, next_at, time_zone)
      SELECT id, '2025-11-17T19:00:00Z', 'Europe/Paris' FROM (${agencies}) a`);
    await ground.close();
    await app.get(ClockWork).tick();
  });
  afterAll(() => app.close());

  it('each begin once, all within the hour, one after another by a single process', async () => {
    app.clock.set('2025-11-17T19:00:00Z');
    await app.get(ClockWork).tick();
    const begun = Date.now();
    await app.get(Dispatcher).drain();
    expect(started).toHaveLength(AGENCIES);
    expect(new Set(started).size).toBe(AGENCIES);
    expect(Date.now() - begun).toBeLessThan(3_600_000 / 10);
    app.clock.set('2025-11-17T19:01:00Z');
    await app.get(ClockWork).tick();
    await app.get(Dispatcher).drain();
    expect(started).toHaveLength(AGENCIES);
  }, 400_000);
});
