import { jest } from '@jest/globals';
import fc from 'fast-check';
import type { PublicationWorld } from './support/world.js';

const { publishedAccounts } = await import('../../src/publication/staging/published-accounts.queries.js');
/** Sources whose accounts are always staged with all their entries. */
const staged = new Set<string>();
let pages = 0;
jest.unstable_mockModule('../../src/publication/staging/published-accounts.queries.js', () => ({
  async *publishedAccounts(query: never, sourceId: string): AsyncGenerator<Uint8Array> {
    if (staged.has(sourceId)) return;
    for await (const page of publishedAccounts(query, sourceId)) {
      pages += 1;
      yield page;
    }
  },
}));
const { PublicationWorld: World } = await import('./support/world.js');
const { change } = await import('../support/factories/index.js');
const { accountRow, documentRow, entry, gilbert, invoice, minutes } = await import('./support/manifest.js');

const holders = { A1: 'T4412', A2: 'T4413', A3: 'T4412', A4: 'T4413' };
const account = fc.record({
  label: fc.constantFrom('un', 'deux'),
  entries: fc.integer({ min: 0, max: 3 }),
  document: fc.constantFrom(undefined, undefined, 'D77', 'D90', 'D0'),
  status: fc.constantFrom('active' as const, 'active' as const, 'sold' as const),
});
const settings = fc.record({ group_cash_co_owner: fc.boolean(), hide_on_transfer: fc.boolean() });
/** Accounts are mostly the same from one publication to the next. */
const publication = fc.record({
  accounts: fc.record({ A1: account, A2: account, A3: account, A4: account }, { requiredKeys: ['A1', 'A2'] }),
  changed: fc.subarray(Object.keys(holders) as (keyof typeof holders)[], { maxLength: 2 }),
  listsAccounts: fc.constantFrom(true, true, true, false),
  documents: fc.subarray(['D77', 'D90'], { minLength: 1 }),
  bothParties: fc.constantFrom(true, true, false),
  settings,
  meanwhile: fc.option(settings),
  simulated: fc.boolean(),
});
type Publication = typeof publication extends fc.Arbitrary<infer Value> ? Value : never;

/** What there is, by the names of the source. */
const TABLES = [
  `SELECT a.ref, a.publication_state, a.label, a.status, a.balance, a.entries_count, (
     SELECT jsonb_agg((to_jsonb(e) - ARRAY['tenant_id', 'account_id', 'document_id']) || jsonb_build_object('document', d.ref) ORDER BY e.date, e.position)
     FROM account_entry e LEFT JOIN document d ON d.id = e.document_id WHERE e.account_id = a.id) AS entries
   FROM account a WHERE a.tenant_id = $tenant ORDER BY a.ref`,
  ...['party', 'lot', 'document', 'expense'].map(
    (table) => `SELECT ref, publication_state FROM ${table} WHERE tenant_id = $tenant ORDER BY ref`,
  ),
  `SELECT r.number, c.section, c.outcome, c.ref, c.label FROM run_change c JOIN publication_run r ON r.id = c.run_id
   WHERE c.tenant_id = $tenant ORDER BY 1, 2, 4`,
];

describe('accounts that are published as they stand', () => {
  let worlds: PublicationWorld[];
  let former: Publication['accounts'] | null = null;
  beforeAll(async () => {
    worlds = [await World.open(), await World.open()];
    staged.add(worlds[1]!.ground.sourceId);
  });
  afterAll(() => Promise.all(worlds.map((world) => world.close())));

  function rowsOf({ accounts, listsAccounts, documents, bothParties }: Publication) {
    const { lots, expenses, worksFunds, ...rows } = gilbert();
    const listed = Object.entries(accounts).map(([ref, { label, entries, document, status }]) => {
      const own = Array.from({ length: entries }, (_, number) =>
        entry(`${number}`, '2025-10-01', {
          credit: 100 + number,
          journalKind: 'bank',
          ...(number === 0 ? { document } : {}),
        }),
      );
      return accountRow(ref, holders[ref as keyof typeof holders], own, { label, status });
    });
    const files = { D77: documentRow('D77', minutes), D90: documentRow('D90', invoice, { binder: 'B-FAC' }) };
    return {
      ...rows,
      parties: bothParties ? rows.parties : rows.parties.slice(0, 1),
      ...(listsAccounts ? { accounts: listed } : {}),
      documents: documents.map((ref) => files[ref as keyof typeof files]),
      ...(listsAccounts ? {} : { lots, expenses, worksFunds }),
    };
  }

  async function publish(world: PublicationWorld, given: Publication) {
    await change(world.ground, 'publication_settings', given.settings);
    const sheet = world.sheet(rowsOf(given));
    const rehearsed = given.simulated
      ? await world.start({ ...sheet, runRef: `${sheet.runRef}-S` }, '?simulate=true')
      : null;
    const run = await world.start(sheet);
    for (const file of [minutes, invoice]) await world.put(file);
    if (given.meanwhile) await change(world.ground, 'publication_settings', given.meanwhile);
    const ended = run.state === 'receiving' ? await world.commit(run.id) : run;
    const told = [rehearsed, run, ended].map((one) => one && [one.state, one.counts, one.problems, one.guardReasons]);
    const tables: unknown[] = [];
    for (const statement of TABLES) tables.push(await world.sql(statement));
    return { told, tables };
  }

  it('need none of their entries again: the same is published, counted and said as when all are staged [PUB-35]', async () => {
    let unchanged = 0;
    await fc.assert(
      fc.asyncProperty(publication, async (given) => {
        const kept = Object.entries(former ?? {}).filter(([ref]) => !given.changed.some((one) => one === ref));
        former = { ...given.accounts, ...Object.fromEntries(kept) };
        const [short, whole] = await Promise.all(
          worlds.map((world) => publish(world, { ...given, accounts: former! })),
        );
        expect(short).toEqual(whole);
        unchanged +=
          (short!.told[2]?.[1] as Record<string, { unchanged: number }> | undefined)?.accounts?.unchanged ?? 0;
      }),
      { numRuns: 10, endOnFailure: true },
    );
    expect(unchanged).toBeGreaterThan(0);
    expect(pages).toBeGreaterThan(0);
  }, 300_000);
});
