import { setTimeout as pause } from 'node:timers/promises';
import { Dispatcher } from '../../src/platform/jobs/index.js';
import { insert } from '../support/factories/index.js';
import { KillableWorker } from './support/killable-worker.js';
import { accountRow, documentRow, entry, gilbert, invoice, manifest, minutes, type Rows } from './support/manifest.js';
import { PublicationWorld } from './support/world.js';

const ACCOUNTS = 150;
const ENTRIES = 40;
const ROUNDS = 5;

/** A publication in which every row says which version it is of. */
function version(mark: string): Rows {
  const rows = gilbert();
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) =>
    accountRow(
      `450-${index}`,
      'T4412',
      Array.from({ length: ENTRIES }, (_, number) =>
        entry(`${number}`, '2025-10-01', { debit: 100 + number, label: mark }),
      ),
      { label: mark },
    ),
  );
  return {
    ...rows,
    parties: rows.parties.map((row) => ({ ...row, firstName: mark })),
    buildings: rows.buildings.map((row) => ({ ...row, name: mark })),
    accounts: [...rows.accounts.map((row) => ({ ...row, label: mark })), ...accounts].map((row) => ({
      ...row,
      entries: row.entries.map((line) => ({ ...line, label: mark })),
    })),
    expenses: rows.expenses.map((row) => ({ ...row, label: mark })),
    documents: [
      documentRow('D77', minutes, { title: mark }),
      documentRow('D90', invoice, { binder: 'B-FAC', title: mark }),
      ...Array.from({ length: ACCOUNTS }, (_, index) =>
        documentRow(`D-${index}`, minutes, { title: mark, audiences: [{ scope: 'account', target: `450-${index}` }] }),
      ),
    ],
  };
}

/** What one glance of a reader shows: the versions there are on all pages together. */
const GLANCE = `
  SELECT array_agg(DISTINCT mark) AS marks, count(*)::int AS rows FROM (
    SELECT first_name AS mark FROM party WHERE publication_state = 'published'
    UNION ALL SELECT name FROM building WHERE publication_state = 'published'
    UNION ALL SELECT label FROM account WHERE publication_state = 'published'
    UNION ALL SELECT label FROM account_entry
    UNION ALL SELECT label FROM expense WHERE publication_state = 'published'
    UNION ALL SELECT title FROM document WHERE publication_state = 'published') AS seen`;

describe('faults while publishing', () => {
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open({ now: new Date().toISOString() });
    const first = await world.publish(dated(version('v0')), [minutes, invoice]);
    expect(first).toMatchObject({ state: 'applied', problems: [] });
  });
  afterAll(() => world.close());

  let minute = 0;
  const dated = (rows: Rows) => {
    minute += 1;
    return {
      ...world.sheet(rows),
      generatedAt: new Date(world.app.clock.now().getTime() + minute * 60_000).toISOString(),
    };
  };
  const glance = async () => (await world.sql<{ marks: string[]; rows: number }>(GLANCE))[0]!;

  it('a worker killed at any point leaves one publication or the other, and the work is taken up again [PUB-46] [PUB-47] [PUB-48]', async () => {
    const all = (await glance()).rows;
    const glances: string[][] = [];
    let looking = true;
    const reader = (async () => {
      while (looking) {
        const { marks, rows } = await glance();
        expect(rows).toBe(all);
        glances.push(marks);
        await pause(30);
      }
    })();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const mark = `v${round}`;
      const sheet = dated(version(mark));
      let worker = await KillableWorker.start(world);
      const { body } = await world.post(await manifest(sheet));
      await pause(Math.random() * 900);
      await worker.kill();
      worker = await KillableWorker.start(world);
      while ((await world.run(body.id)).state === 'checking') await pause(50);
      expect((await world.run(body.id)).state).toBe('receiving');
      await world.ask('post', `/runs/${body.id}/commit`);
      await pause(Math.random() * 1_200);
      await worker.kill();
      const { marks } = await glance();
      expect([[`v${round - 1}`], [mark]]).toContainEqual(marks);
      await world.work();
      expect(await world.run(body.id)).toMatchObject({
        state: 'applied',
        counts: { documents: { setAside: 0, withdrawn: 0 } },
      });
      expect((await glance()).marks).toEqual([mark]);
    }
    looking = false;
    await reader;
    expect(glances.every((marks) => marks.length === 1)).toBe(true);
    const seen = glances.map(([mark]) => Number(mark?.slice(1)));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  }, 180_000);

  it('a worker killed half-way gives what an undisturbed run gives [PUB-48]', async () => {
    const disturbed = await world.snapshot();
    const other = await world.publish(dated(version('other')));
    expect(other.state).toBe('applied');
    expect((await world.publish(dated(version(`v${ROUNDS}`)))).state).toBe('applied');
    expect(await world.snapshot()).toBe(disturbed);
  }, 60_000);

  it('an application that fails three times is given up, the former publication entire, and seen by a person [PUB-47]', async () => {
    const before = await world.snapshot();
    await world.sql(`CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$`);
    await world.sql(`CREATE TRIGGER broken BEFORE UPDATE ON document FOR EACH ROW EXECUTE FUNCTION broken()`);
    const run = await world.start(dated(version('never')));
    await world.ask('post', `/runs/${run.id}/commit`);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await world.work();
      world.app.clock.advance({ minutes: 5 });
    }
    await world.sql(`DROP TRIGGER broken ON document`);
    expect(await world.sql(`SELECT state, attempts, failure FROM publication_run WHERE id = '${run.id}'`)).toEqual([
      { state: 'failed', attempts: 3, failure: 'disk full' },
    ]);
    expect(await world.snapshot()).toBe(before);
    expect(await world.sql(`SELECT kind FROM platform.job WHERE state = 'dead'`)).toEqual([
      { kind: 'publication-apply' },
    ]);
  }, 60_000);

  it('a cause that goes away lets the same run be applied [PUB-48]', async () => {
    await world.sql(`CREATE TRIGGER broken BEFORE UPDATE ON document FOR EACH ROW EXECUTE FUNCTION broken()`);
    const run = await world.start(dated(version('late')));
    await world.ask('post', `/runs/${run.id}/commit`);
    await world.work();
    expect((await world.run(run.id)).state).toBe('applying');
    await world.sql(`DROP TRIGGER broken ON document`);
    world.app.clock.advance({ minutes: 1 });
    await world.work();
    expect((await world.run(run.id)).state).toBe('applied');
    expect((await glance()).marks).toEqual(['late']);
  }, 60_000);

  it('two runs of one source at once: the second is told of the first [PUB-54]', async () => {
    const sheets = await Promise.all([manifest(dated(version('left'))), manifest(dated(version('right')))]);
    const answers = await Promise.all(
      sheets.map((bytes) => world.ask('post', '/runs').type('application/xml').send(bytes)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    const open = answers.find(({ status }) => status === 202)!.body as { id: string };
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'run_open', runId: open.id });
    await world.ask('delete', `/runs/${open.id}`);
    await world.work();
  }, 60_000);

  it('two sources at once: one is applied after the other, in order of readiness, each whole [PUB-54]', async () => {
    const other = '0ffe5000-0000-4000-8000-000000000000';
    const { makeSourceKey } = await import('../../src/publication/sources/source-key.js');
    const { key, hash, prefix } = makeSourceKey();
    await insert(world.ground, 'publication_source', {
      id: other,
      code: 'AUTRE',
      label: 'Autre',
      kind: 'machine',
      lines: ['syndic'],
      key_hash: hash,
      key_prefix: prefix,
    });
    const mine = await world.start(dated(version('together')));
    const bytes = await manifest({
      ...dated({ parties: gilbert().parties.map((row) => ({ ...row, firstName: 'together' })) }),
      header: { source: 'AUTRE' },
    });
    const { body } = await world.ask('post', '/runs', key).type('application/xml').send(bytes);
    await world.work();
    await world.ask('post', `/runs/${body.id}/commit`, key);
    world.app.clock.advance({ seconds: 1 });
    await world.ask('post', `/runs/${mine.id}/commit`);
    await Promise.all([
      world.app.get(Dispatcher).drain(),
      world.app.get(Dispatcher).drain(),
      world.app.get(Dispatcher).drain(),
    ]);
    const runs = await world.sql<{ id: string }>(`
      SELECT id, state, attempts FROM publication_run WHERE id IN ('${mine.id}', '${body.id}') ORDER BY xmin::text::bigint`); // the order in which they were finished
    expect(runs).toMatchObject([
      { id: body.id, state: 'applied' },
      { id: mine.id, state: 'applied' },
    ]);
    expect((await glance()).marks).toEqual(['together']);
  }, 60_000);
});
