import { Readable } from 'node:stream';
import { FileStore } from '../../src/platform/files/index.js';
import { NightlyRetention } from '../../src/publication/retention/nightly-retention.job.js';
import { aDocument, insert, theBinder, toLine } from '../support/factories/index.js';
import { documentRow, gilbert, invoice, minutes } from './support/manifest.js';
import { type TestFile, pdf } from './support/pdf.js';
import { NOW, PublicationWorld } from './support/world.js';

describe('what is kept how long', () => {
  let world: PublicationWorld;
  beforeEach(async () => {
    world = await PublicationWorld.open();
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
  });
  afterEach(() => world.close());

  const night = async () => {
    await world.app.inTenant('gilbert', () => world.app.get(NightlyRetention).run());
    await world.work();
  };
  const later = (term: Parameters<typeof world.app.clock.advance>[0]) => {
    world.app.clock.set(NOW);
    world.app.clock.advance(term);
  };
  const has = (sha256: string) => world.app.inTenant('gilbert', ({ id }) => world.app.get(FileStore).has(id, sha256));
  const without = (...refs: string[]) => {
    const rows = gilbert();
    return { ...rows, documents: rows.documents.filter(({ ref }) => !refs.includes(ref)) };
  };
  const keep = async (text: string) =>
    (
      await world.app.inTenant('gilbert', ({ id }) =>
        world.app.get(FileStore).receive(id, Readable.from([Buffer.from(text)]), { maxBytes: 1_000 }),
      )
    ).sha256;

  it('erases the bytes of a withdrawn document after 30 days, and takes them again if it is listed again [PUB-65]', async () => {
    await world.publish(world.sheet(without('D77')));
    later({ days: 29 });
    await night();
    expect(await has(minutes.sha256)).toBe(true);
    later({ days: 31 });
    await night();
    expect([await has(minutes.sha256), await has(invoice.sha256)]).toEqual([false, true]);
    expect(await world.sql(`SELECT state FROM stored_file WHERE sha256 = '${minutes.sha256}'`)).toEqual([
      { state: 'deleted' },
    ]);
    const again = await world.start(world.sheet(gilbert()));
    expect(again).toMatchObject({ state: 'receiving', missing: { count: 1 } });
    expect(await world.put(minutes)).toBe(201);
    expect((await world.commit(again.id)).state).toBe('applied');
    await night();
    expect(await has(minutes.sha256)).toBe(true);
  });

  it('keeps the bytes that another document, a photo or a run still holds, and those of what was withdrawn at once [PUB-65]', async () => {
    const twin = documentRow('D78', minutes);
    await world.publish(world.sheet({ ...without('D77'), documents: [...without('D77').documents, twin] }));
    later({ days: 31 });
    await night();
    expect(await has(minutes.sha256)).toBe(true);
    await world.sql(
      `UPDATE document SET publication_state = 'blocked', state_changed_at = '2025-11-14' WHERE ref = 'D78'`,
    );
    later({ days: 400 });
    await night();
    expect(await has(minutes.sha256)).toBe(true);
  });

  it('erases after 30 days files that were sent for a run which never was', async () => {
    const lost: TestFile = pdf('Jamais publié');
    const rows = gilbert();
    const run = await world.start(world.sheet({ ...rows, documents: [...rows.documents, documentRow('D99', lost)] }));
    await world.put(lost);
    later({ days: 40 });
    await night();
    expect(await has(lost.sha256)).toBe(true);
    await world.ask('delete', `/runs/${run.id}`);
    await world.work();
    await night();
    expect(await has(lost.sha256)).toBe(false);
  });

  it('empties the bin after 30 days, but for what proves a consultation', async () => {
    const binder = await theBinder(world.ground, 'syndic', 'Documents du syndic');
    const binned = (title: string, content: string) =>
      aDocument(world.ground, binder, [toLine('syndic')], {
        title,
        content,
        origin: 'manual',
        source_id: null,
        ref: null,
        level: 'co_owner',
        publication_state: 'binned',
        state_changed_at: NOW,
      });
    await binned('Jeté', 'one');
    const opened = await binned('Jeté mais lu', 'two');
    const [party] = await world.sql<{ id: string }>(`SELECT id FROM party WHERE ref = 'T4413'`);
    await insert(world.ground, 'consultation_record', {
      id: crypto.randomUUID(),
      document_id: opened.id,
      party_id: party!.id,
      action: 'view',
      at: NOW,
    });
    const titles = () =>
      world.sql(`SELECT title, publication_state AS state FROM document WHERE origin = 'manual' ORDER BY title`);
    later({ days: 29 });
    await night();
    expect((await titles()).length).toBe(2);
    later({ days: 31 });
    await night();
    expect(await titles()).toEqual([{ title: 'Jeté mais lu', state: 'withdrawn' }]);
  });

  it('forgets who opened what after five years', async () => {
    const [row] = await world.sql<{ document: string; party: string }>(
      `SELECT d.id AS document, p.id AS party FROM document d, party p WHERE d.ref = 'D77' AND p.ref = 'T4413'`,
    );
    for (const at of ['2025-11-13', '2025-11-20'])
      await insert(world.ground, 'consultation_record', {
        id: crypto.randomUUID(),
        document_id: row!.document,
        party_id: row!.party,
        action: 'view',
        at: `${at}T08:00:00Z`,
      });
    world.app.clock.set('2030-11-14T12:00:00Z');
    await night();
    expect(await world.sql(`SELECT at::date::text AS at FROM consultation_record`)).toEqual([{ at: '2025-11-20' }]);
  });

  it('keeps runs and reports for 24 months, and always the one in force [PUB-65]', async () => {
    const second = await world.publish(world.sheet(without('D77')));
    const third = await world.publish(world.sheet(gilbert()));
    await world.start(world.sheet(gilbert()), '?simulate=true');
    const numbers = async () =>
      (await world.sql<{ number: number }>(`SELECT number FROM publication_run ORDER BY number`)).map(
        ({ number }) => number,
      );
    later({ days: 8 });
    await night();
    expect(await numbers()).toEqual([1, 2, 3]);
    world.app.clock.set('2027-11-14T12:00:00Z');
    await night();
    expect(await numbers()).toEqual([1, 2, 3]);
    world.app.clock.set('2027-11-15T12:00:00Z');
    await night();
    expect(await numbers()).toEqual([third.number]);
    expect((await world.ask('get', `/runs/${second.id}/report`)).status).toBe(404);
    expect((await world.ask('get', `/runs/${third.id}/report`)).status).toBe(200);
    const rows = await world.sql(`SELECT DISTINCT run_id FROM run_change UNION SELECT DISTINCT run_id FROM run_count`);
    expect(rows).toEqual([{ run_id: third.id }]);
  });

  it('lets manifests go but the last 30 and one a month, with their file, and the logs of 90 days [PUB-65]', async () => {
    const [source] = await world.sql<{ id: string }>(`SELECT source_id AS id FROM publication_run WHERE number = 1`);
    const shared = await keep('shared');
    const alone = await keep('alone');
    const log = await keep('log');
    for (let number = 2; number <= 45; number += 1) {
      const manifest = { 2: shared, 3: alone }[number] ?? (number === 45 ? shared : 'f'.repeat(64));
      await insert(world.ground, 'publication_run', {
        id: crypto.randomUUID(),
        number,
        source_id: source!.id,
        run_ref: `old-${number}`,
        trigger: 'machine',
        state: 'refused',
        manifest_sha256: 'a'.repeat(64),
        manifest_file: manifest,
        manifest_bytes: 1,
        received_at: NOW,
        ended_at: NOW,
        log_file: number === 4 ? log : null,
      });
    }
    const kept = async () =>
      (
        await world.sql<{ number: number }>(
          `SELECT number FROM publication_run WHERE manifest_file IS NOT NULL ORDER BY number`,
        )
      ).map(({ number }) => number);
    await night();
    // The one in force is the month's too.
    expect(await kept()).toEqual([1, ...Array.from({ length: 30 }, (_, index) => index + 16)]);
    expect([await has(shared), await has(alone), await has(log)]).toEqual([true, false, true]);
    await night();
    expect((await kept()).length).toBe(31);
    later({ days: 91 });
    await night();
    expect(await has(log)).toBe(false);
  });

  it('works for each tenant apart, in jobs of their own', async () => {
    await world.app.get(NightlyRetention).run();
    const jobs = await world.sql(
      `SELECT tenant_id, kind FROM platform.job WHERE kind = 'publication-retention' AND state <> 'done'`,
    );
    expect(jobs).toEqual([{ tenant_id: world.ground.tenantId, kind: 'publication-retention' }]);
    await world.work();
  });
});
