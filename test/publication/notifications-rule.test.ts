import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { announce } from '../../src/publication/notifications/announcing.queries.js';
import { type SeenNotice, seenAmongDue } from '../../src/publication/notifications/telling.queries.js';
import { type BuiltWorld, buildWorld } from '../ged/build-world.js';
import { sees } from '../ged/sees.js';
import { world, type World } from '../ged/world.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { sha256Of } from '../support/factories/index.js';

const SPACES = ['co_owner', 'landlord', 'lessee'] as const;

describe('whom new documents are told to', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  /** Every document of the world notifies, is published by one run, and everyone wants to know. */
  const publishAll = async ({ ground }: BuiltWorld, today: string): Promise<string> => {
    const runId = randomUUID();
    const at = `${today}T12:00:00Z`;
    await ground.sql(
      `INSERT INTO publication_run (tenant_id, id, number, source_id, run_ref, trigger, state, manifest_sha256, manifest_bytes, applied_at, notifies)
       VALUES ($1, $2, 1, $3, 'R', 'machine', 'applied', $4, 1, $5, true)`,
      [ground.tenantId, runId, ground.sourceId, sha256Of('run'), at],
    );
    await ground.sql(`UPDATE document SET notify = true, first_published_at = $2 WHERE tenant_id = $1`, [
      ground.tenantId,
      at,
    ]);
    await ground.sql(
      `INSERT INTO run_change (tenant_id, run_id, section, outcome, row_id, ref, label)
       SELECT tenant_id, $2, 'documents', 'added', id, ref, title FROM document WHERE tenant_id = $1`,
      [ground.tenantId, runId],
    );
    await ground.sql(
      `INSERT INTO resident_login (tenant_id, party_id, login, state, password_hash, email)
       SELECT tenant_id, id, left(id::text, 40 - 5), 'personal', 'x', 'one@example.org' FROM party WHERE tenant_id = $1`,
      [ground.tenantId],
    );
    return runId;
  };

  const told = (built: BuiltWorld, runId: string, today: string): Promise<string[]> =>
    app.inTenant(built.ground.domain, () =>
      app.get(UnitOfWork).write(async ({ query }) => {
        await query(announce({ runId, now: new Date(`${today}T12:00:01Z`), today }));
        const seen = await query<SeenNotice>(seenAmongDue(built.parties, today));
        return seen.flatMap(({ partyId, documentId, spaces }) => {
          const [party, document] = [built.parties.indexOf(partyId), built.documents.indexOf(documentId)];
          return spaces.map((space) => `${party} ${document} ${space}`);
        });
      }),
    );
  const expected = (given: World): string[] =>
    Array.from({ length: given.parties }, (_, party) => party).flatMap((party) =>
      given.documents.flatMap((document, index) =>
        SPACES.filter((space) => sees(given, party, space, document)).map((space) => `${party} ${index} ${space}`),
      ),
    );

  it('is exactly whoever sees them, in any agency one can think of', async () => {
    let pairs = 0;
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const built = await buildWorld(app.database, given);
        const runId = await publishAll(built, given.today);
        const wanted = expected(given).sort();
        pairs += wanted.length;
        expect((await told(built, runId, given.today)).sort()).toEqual(wanted);
        await built.ground.close();
      }),
      { numRuns: 120 },
    );
    // Worlds in which nobody is told of anything would prove nothing.
    expect(pairs).toBeGreaterThan(150);
  });
});
