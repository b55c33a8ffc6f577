import fc from 'fast-check';
import { visibleDocuments } from '../../src/ged/index.js';
import type { SpaceKind } from '../../src/platform/auth/index.js';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { readStanding } from '../../src/portfolio/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type BuiltWorld, buildWorld } from './build-world.js';
import { sees } from './sees.js';
import { world, type World } from './world.js';

const SPACES: SpaceKind[] = ['co_owner', 'landlord', 'lessee'];

describe('who sees a document', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  const seenIn = (built: BuiltWorld, party: number, kind: SpaceKind, today: string): Promise<number[]> =>
    app.inTenant(built.ground.domain, () =>
      app.get(UnitOfWork).read(async (query) => {
        const standing = await readStanding(query, built.parties[party]!, kind, today);
        const found = await query<{ id: string }>(
          sql`SELECT DISTINCT v.id FROM ${visibleDocuments({ kind, standing, today })} v`,
        );
        return found.map(({ id }) => built.documents.indexOf(id)).sort((one, other) => one - other);
      }),
    );
  const expectedIn = (given: World, party: number, kind: SpaceKind): number[] =>
    given.documents.flatMap((document, index) => (sees(given, party, kind, document) ? [index] : []));

  it('is what the specification says, in any agency one can think of [GED-14] [GED-16] [GED-18] [GED-19] [GED-20] [RES-24] [RES-48]', async () => {
    const seen = { co_owner: 0, landlord: 0, lessee: 0 };
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const built = await buildWorld(app.database, given);
        for (let party = 0; party < given.parties; party += 1) {
          for (const kind of SPACES) {
            const expected = expectedIn(given, party, kind);
            seen[kind] += expected.length;
            expect({ party, kind, seen: await seenIn(built, party, kind, given.today) }).toEqual({
              party,
              kind,
              seen: expected,
            });
          }
        }
        await built.ground.close();
      }),
      { numRuns: 120 },
    );
    // A world in which nobody sees anything would prove nothing.
    for (const kind of SPACES) expect(seen[kind]).toBeGreaterThan(40);
  });
});
