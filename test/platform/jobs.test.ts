import { randomUUID } from 'node:crypto';
import { contextIfAny, runInContext } from '../../src/platform/context/index.js';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { Background, Dispatcher, Jobs, NotYet, PermanentFailure } from '../../src/platform/jobs/index.js';
import { NOTE, Notebook, NotebookModule } from './support/notebook.js';
import { type Platform, startPlatform, until } from './support/platform.js';

describe('jobs', () => {
  let app: Platform;
  let jobs: Jobs;
  let dispatcher: Dispatcher;
  let work: UnitOfWork;
  let notebook: Notebook;

  beforeAll(async () => {
    app = await startPlatform({ modules: () => [NotebookModule], now: '2026-11-21T20:00:00Z' });
    [jobs, dispatcher, work, notebook] = [app.get(Jobs), app.get(Dispatcher), app.get(UnitOfWork), app.get(Notebook)];
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [notebook.noted, notebook.failure] = [[], null];
    await work.operatorWrite(({ query }) => query(sql`DELETE FROM platform.job`));
  });

  const inTenant = <T>(domain: string, what: () => Promise<T>) => app.inTenant(domain, what);
  const ids = () => notebook.noted.map((note) => note.id);
  const states = async () => {
    const rows = await work.operatorRead((query) =>
      query<{ state: string }>(sql`SELECT state FROM platform.job ORDER BY id`),
    );
    return rows.map((row) => row.state);
  };

  it('are done in the tenant’s context, and in nobody’s name', async () => {
    await inTenant('saurupt', () => jobs.later(NOTE, { id: 'a' }));
    await runInContext({ requestId: 'of somebody else' }, () => dispatcher.drain());
    expect(notebook.noted).toMatchObject([
      { id: 'a', tenant: 'saurupt', viewer: 'nobody', attempt: { attempt: 1, last: false } },
    ]);
    expect(await states()).toEqual(['done']);
    expect(contextIfAny()).toBeUndefined();
  });

  it('that belong to no tenant have none', async () => {
    await jobs.later('note', { id: 'house' });
    await dispatcher.drain();
    expect(notebook.noted).toMatchObject([{ id: 'house', tenant: null }]);
  });

  it('are rolled back with what caused them, and lost by nothing else', async () => {
    const failing = inTenant('saurupt', () =>
      work.write(async () => {
        await jobs.later(NOTE, { id: 'never' });
        throw new Error('rolled back');
      }),
    );
    await expect(failing).rejects.toThrow('rolled back');
    await inTenant('saurupt', () => work.write(() => jobs.later(NOTE, { id: 'kept' })));
    expect(await dispatcher.drain()).toBe(1);
    expect(ids()).toEqual(['kept']);
  });

  it('carry what their kind declares, nothing more', async () => {
    await expect(jobs.later('note', { id: 'a', password: 'secret' })).rejects.toThrow();
    await expect(jobs.later('nobody-knows', {})).rejects.toThrow('No job "nobody-knows"');
  });

  it('wait for their hour', async () => {
    await jobs.later(NOTE, { id: 'tomorrow' }, { runAt: new Date('2026-11-22T08:00:00Z') });
    expect(await dispatcher.drain()).toBe(0);
    app.clock.set('2026-11-22T08:00:00Z');
    expect(await dispatcher.drain()).toBe(1);
  });

  it('of one key are one as long as they wait', async () => {
    const ask = () => jobs.later(NOTE, { id: 'once' }, { key: 'building-12' });
    await Promise.all([ask(), ask(), ask()]);
    expect(await dispatcher.drain()).toBe(1);
    await ask();
    expect(await dispatcher.drain()).toBe(1);
  });

  it('that fail come back later and later, then wait among the dead letters for a person', async () => {
    notebook.failure = () => new Error('the printer is down');
    await inTenant('saurupt', () => jobs.later(NOTE, { id: 'a' }));
    expect(await dispatcher.drain()).toBe(1);
    app.clock.advance({ seconds: 10 });
    expect(await dispatcher.drain()).toBe(1);
    app.clock.advance({ seconds: 10 });
    expect(await dispatcher.drain()).toBe(0);
    app.clock.advance({ seconds: 10 });
    expect(await dispatcher.drain()).toBe(1);
    expect(notebook.noted.at(-1)?.attempt).toMatchObject({ attempt: 3, last: true });

    const [letter] = await jobs.deadLetters();
    expect(letter).toMatchObject({
      kind: 'note',
      tenantDomain: 'saurupt',
      attempts: 3,
      lastError: 'the printer is down',
      payload: { id: 'a' },
    });
    expect(await jobs.deadLetters({ tenantId: randomUUID() })).toEqual([]);

    notebook.failure = null;
    await jobs.retry(letter?.id ?? '');
    expect(await dispatcher.drain()).toBe(1);
    expect(await states()).toEqual(['done']);
    await expect(jobs.retry(letter?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that can never work are dead at once, those that come too early lose no attempt', async () => {
    notebook.failure = (id) =>
      id === 'never'
        ? new PermanentFailure('no such address')
        : new NotYet(new Date(app.clock.now().getTime() + 60_000));
    await jobs.laterEach(NOTE, [{ id: 'never' }, { id: 'early' }]);
    expect(await dispatcher.drain()).toBe(2);
    expect((await jobs.deadLetters()).map((letter) => letter.payload)).toEqual([{ id: 'never' }]);
    app.clock.advance({ minutes: 1 });
    await dispatcher.drain();
    expect(notebook.noted.at(-1)).toMatchObject({ id: 'early', attempt: { attempt: 1 } });
  });

  it('may be discarded by a person once dead', async () => {
    notebook.failure = () => new PermanentFailure('no');
    await jobs.later(NOTE, { id: 'a' });
    await dispatcher.drain();
    const [letter] = await jobs.deadLetters();
    await jobs.discard(letter?.id ?? '');
    expect(await jobs.deadLetters()).toEqual([]);
  });

  it('of a large tenant do not keep a small one waiting, and what comes by thousands goes last', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `saurupt-${index}` }));
    await inTenant('saurupt', () => jobs.laterEach(NOTE, many, { unhurried: true }));
    await inTenant('saurupt', () => jobs.later(NOTE, { id: 'password' }));
    await inTenant('mosan', () => jobs.laterEach(NOTE, [{ id: 'mosan-0' }, { id: 'mosan-1' }]));
    await dispatcher.drain();
    expect(ids()).toHaveLength(33);
    expect(ids().slice(0, 4)).toContain('password');
    expect(ids().indexOf('mosan-1')).toBeLessThan(5);
  });

  it('held by a process that went silent are taken up by another; those that were never begun lose no attempt', async () => {
    await jobs.laterEach(NOTE, [{ id: 'begun' }, { id: 'handed' }]);
    await work.operatorWrite(({ query }) =>
      query(sql`
      UPDATE platform.job SET state = CASE payload->>'id' WHEN 'begun' THEN 'running' ELSE 'handed' END, attempts = 1, locked_by = 'dead process',
        locked_until = now() - interval '1 second'`),
    );
    expect(await dispatcher.drain()).toBe(0);
    await dispatcher.recover();
    expect(await dispatcher.drain()).toBe(2);
    const attempts = Object.fromEntries(notebook.noted.map((note) => [note.id, note.attempt.attempt]));
    expect(attempts).toEqual({ begun: 2, handed: 1 });
  });

  it('that kill their process three times are dead', async () => {
    await jobs.later(NOTE, { id: 'poison' });
    await work.operatorWrite(({ query }) =>
      query(sql`
      UPDATE platform.job SET state = 'running', attempts = 3, locked_by = 'dead process', locked_until = now() - interval '1 second'`),
    );
    await dispatcher.recover();
    expect(await jobs.deadLetters()).toMatchObject([{ lastError: 'interrupted' }]);
  });

  it('are done by the process itself right after the commit, several processes sharing them out', async () => {
    const background = app.get(Background);
    background.start({ worker: true });
    await jobs.laterEach(
      NOTE,
      Array.from({ length: 20 }, (_, index) => ({ id: `${index}` })),
    );
    const [byHand] = await Promise.all([
      dispatcher.drain(),
      until(async () => (await states()).every((state) => state === 'done')),
    ]);
    expect(byHand).toBeLessThanOrEqual(20);
    expect(new Set(ids()).size).toBe(20);
    expect(ids()).toHaveLength(20);
    await background.beforeApplicationShutdown();
  });
});
