import fc from 'fast-check';
import type { SpaceKind } from '../../src/platform/auth/index.js';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { buildWorld } from '../ged/build-world.js';
import { sees } from '../ged/sees.js';
import { world } from '../ged/world.js';
import { startTestApp, type TestApp } from '../support/app.js';

const SPACES: SpaceKind[] = ['co_owner', 'landlord', 'lessee'];

describe('how many people see a document', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('are those whom the rule shows it to, in any agency one can think of', async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const built = await buildWorld(app.database, given);
        const found = await app.inTenant(built.ground.domain, () =>
          app.get(UnitOfWork).read((query) =>
            query<{ document: string; party: string }>(sql`
              SELECT d.id AS document, r.party_id AS party
              FROM unnest(${built.documents}::uuid[]) AS d (id) CROSS JOIN LATERAL app.document_readers(d.id, ${given.today}::date) r`),
          ),
        );
        const readersOf = (index: number) =>
          found
            .filter(({ document }) => document === built.documents[index])
            .map(({ party }) => built.parties.indexOf(party))
            .sort();
        for (const [index, document] of given.documents.entries()) {
          const expected = built.parties.flatMap((_, party) =>
            SPACES.some((space) => sees(given, party, space, document)) ? [party] : [],
          );
          most = Math.max(most, expected.length);
          expect({ index, readers: readersOf(index) }).toEqual({ index, readers: expected });
        }
        await built.ground.close();
      }),
      { numRuns: 60 },
    );
    expect(most).toBeGreaterThan(1);
  });
});
