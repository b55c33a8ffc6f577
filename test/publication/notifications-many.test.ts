import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Messages } from '../../src/platform/mail/index.js';
import { DocumentNotices } from '../../src/publication/notifications/document-notices.service.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { fillTenants, idOf } from '../support/volume.js';

const BUILDINGS = 12;
const PER_BUILDING = 100;
const RESIDENTS = BUILDINGS * PER_BUILDING;

describe('notices by hundreds', () => {
  let app: TestApp;
  let admin: pg.Client;
  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T19:05:00Z' });
    const sizes = { buildings: BUILDINGS, perBuilding: PER_BUILDING, documents: 3_000, entries: 1_000, expenses: 10 };
    await fillTenants(app.database.adminUrl, [sizes]);
    admin = new pg.Client({ connectionString: app.database.adminUrl });
    admin.on('error', () => undefined);
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await app.close();
  });

  /** A run that published a paper for every building, and one each for a resident in two. */
  const aRun = async (): Promise<string> => {
    const id = randomUUID();
    const [tenant, source] = [idOf('t1'), idOf('s1')];
    await admin.query(
      `INSERT INTO resident_login (tenant_id, party_id, login, state, password_hash, email)
       SELECT tenant_id, id, ref || '.test', 'personal', 'x', ref || '@example.org' FROM party WHERE tenant_id = $1`,
      [tenant],
    );
    await admin.query(
      `INSERT INTO publication_run (tenant_id, id, number, source_id, run_ref, trigger, state, manifest_sha256, manifest_bytes, applied_at, notifies)
       VALUES ($1, $2, 1000, $3, 'R', 'machine', 'applied', repeat('a', 64), 1, '2025-11-14T19:04:00Z', true)`,
      [tenant, id, source],
    );
    await admin.query(
      `WITH news AS (
         INSERT INTO document (tenant_id, id, line, binder_id, title, filename, sha256, media_type, bytes, document_date, published_from, notify,
           origin, source_id, ref, publication_state, first_published_at)
         SELECT $1, md5('new' || i)::uuid, 'syndic', md5('k1-1')::uuid, 'Appel de fonds ' || i, 'f.pdf', repeat('a', 64), 'application/pdf', 100,
           '2025-11-14', '2025-11-14', true, 'text', $3, 'new' || i, 'published', '2025-11-14T19:04:00Z'
         FROM generate_series(1, $4::int + $5::int / 2) i RETURNING tenant_id, id, ref, binder_id, title),
       addressed AS (
         INSERT INTO document_audience (tenant_id, document_id, scope, target_id, binder_id, document_date)
         SELECT tenant_id, id, CASE WHEN n <= $4 THEN 'building' ELSE 'account' END,
           md5(CASE WHEN n <= $4 THEN 'b1-' || n ELSE 'a1-' || 2 * (n - $4) END)::uuid, binder_id, '2025-11-14'
         FROM (SELECT *, substr(ref, 4)::int AS n FROM news) AS one)
       INSERT INTO run_change (tenant_id, run_id, section, outcome, row_id, ref, label)
       SELECT tenant_id, $2, 'documents', 'added', id, ref, title FROM news`,
      [tenant, id, source, BUILDINGS, RESIDENTS],
    );
    return id;
  };

  it('are told once each, whatever stops them on the way [GED-67]', async () => {
    const runId = await aRun();
    const notices = app.get(DocumentNotices);
    const attempt = () => app.inTenant('tenant-1', () => notices.ofRun(runId));
    const messages = app.get(Messages);
    const write = messages.sendEach.bind(messages);
    let batches = 0;
    const broken = jest.spyOn(messages, 'sendEach').mockImplementation(async (kind, letters) => {
      await write(kind, letters);
      batches += 1;
      if (batches === 2) throw new Error('the process was killed');
    });
    await expect(attempt()).rejects.toThrow('killed');
    const count = async () =>
      (
        await admin.query<{ letters: number; addresses: number; titles: number }>(
          `SELECT count(*)::int AS letters, count(DISTINCT recipient)::int AS addresses, sum((variables ->> 'count')::int)::int AS titles
         FROM outgoing_message WHERE tenant_id = $1`,
          [idOf('t1')],
        )
      ).rows[0]!;
    const before = await count();
    expect(before.letters).toBeGreaterThan(0);
    expect(before.letters).toBeLessThan(RESIDENTS);
    broken.mockRestore();
    await Promise.all([attempt(), attempt()]);
    await attempt();
    expect(await count()).toEqual({ letters: RESIDENTS, addresses: RESIDENTS, titles: 1.5 * RESIDENTS });
    const { rows } = await admin.query('SELECT notifications_queued AS queued FROM publication_run WHERE id = $1', [
      runId,
    ]);
    expect(rows).toEqual([{ queued: RESIDENTS }]);
  });
});
