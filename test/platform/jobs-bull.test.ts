import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { Background, Jobs } from '../../src/platform/jobs/index.js';
import { HealthService } from '../../src/platform/observability/index.js';
import { NOTE, Notebook, NotebookModule } from './support/notebook.js';
import { type Platform, startPlatform, until } from './support/platform.js';
import { type RedisServer, startRedis } from './support/redis.js';

describe('jobs where there is a Redis', () => {
  let redis: RedisServer;
  let web: Platform;
  let worker: Platform;
  let other: Platform;

  beforeAll(async () => {
    redis = await startRedis();
    const options = { env: { REDIS_URL: redis.url }, modules: () => [NotebookModule] };
    web = await startPlatform(options);
    worker = await startPlatform({ ...options, beside: web });
    other = await startPlatform({ ...options, beside: web });
    web.get(Background).start({ worker: false });
    worker.get(Background).start({ worker: true });
    other.get(Background).start({ worker: true });
  });
  afterAll(async () => {
    await worker.close();
    await other.close();
    await web.close();
    await redis.close();
  });

  const notes = (platform: Platform) => platform.get(Notebook).noted;
  const done = (count: number) => async () => {
    const [row] = await web
      .get(UnitOfWork)
      .operatorRead((query) =>
        query<{ done: number }>(sql`SELECT count(*)::int AS done FROM platform.job WHERE state = 'done'`),
      );
    return row?.done === count;
  };

  it('are written by a web process and done by workers, once each', async () => {
    await web.inTenant('mosan', () =>
      web.get(Jobs).laterEach(
        NOTE,
        Array.from({ length: 100 }, (_, index) => ({ id: `${index}` })),
      ),
    );
    await until(done(100));
    const ids = [...notes(worker), ...notes(other)].map((note) => note.id);
    expect([ids.length, new Set(ids).size]).toEqual([100, 100]);
    expect(notes(web)).toEqual([]);
    expect(notes(worker).length).toBeGreaterThan(0);
    expect(notes(other).length).toBeGreaterThan(0);
    expect(notes(worker)[0]).toMatchObject({ tenant: 'mosan', viewer: 'nobody' });
  });

  it('that fail come back by the same rule', async () => {
    for (const platform of [worker, other]) platform.get(Notebook).failure = () => new Error('not today');
    await web.get(Jobs).later(NOTE, { id: 'fails' });
    const tries = () => [...notes(worker), ...notes(other)].filter((note) => note.id === 'fails');
    for (const attempt of [1, 2, 3]) {
      await until(() => tries().length === attempt);
      web.clock.advance({ minutes: 2 });
    }
    await until(async () => (await web.get(Jobs).deadLetters()).length === 1);
    expect(
      tries()
        .map((note) => note.attempt.attempt)
        .sort(),
    ).toEqual([1, 2, 3]);
    for (const platform of [worker, other]) platform.get(Notebook).failure = null;
  });

  it('survive a Redis that goes away and comes back empty', async () => {
    expect((await web.get(HealthService).readiness()).checks.redis).toBe('ok');
    await redis.stop();
    await web.get(Jobs).later(NOTE, { id: 'meanwhile' });
    expect((await web.get(HealthService).readiness()).checks.redis).not.toBe('ok');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await redis.start();
    await until(() => [...notes(worker), ...notes(other)].some((note) => note.id === 'meanwhile'));
    await until(done(101));
    await until(async () => (await web.get(HealthService).readiness()).checks.redis === 'ok');
  }, 60_000);
});
