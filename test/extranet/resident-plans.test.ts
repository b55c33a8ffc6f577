import { UnitOfWork } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { preparedStatements, type Scan, scansOf } from '../support/plans.js';
import { residentViewer, TestViewers } from '../support/viewers.js';
import { fillTenants, idOf } from '../support/volume.js';

const HOME = '/extranet/coproprietaire';
const PAGES = [
  '',
  '/documents',
  '/documents/Classeur%203',
  '/documents/Classeur%203?apres=WzUxLCIyMDI0LTAxLTAxIiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0',
  '/documents?q=fuite',
  '/documents?annee=2024',
  '/documents?q=fuite&annee=2024',
  `/document/${idOf('d1-1')}`,
  '/archive/Classeur%203',
  '/compte',
  '/compte?filtre=appel',
  '/compte?filtre=10',
  '/compte?apres=WzUxLCIyMDI1LTAxLTAxIiwgMF0',
  '/fonds-travaux',
  '/depenses',
  '/charges',
  '/biens',
  '/contacts',
];
/** Tables that grow with an agency's clients; of the others (buildings, binders, years, keys) a tenant has some hundreds. */
const LARGE = new Set([
  'account',
  'account_entry',
  'consultation_record',
  'council_membership',
  'document',
  'document_audience',
  'expense',
  'expense_document',
  'lot',
  'lot_holder',
  'lot_share',
  'party',
  'works_fund',
]);

describe('the plans of residents’ pages', () => {
  const viewers = new TestViewers();
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({
      now: '2025-11-14T10:00:00Z',
      overrides: [viewers.override],
      env: { DATABASE_POOL_SIZE: '1' },
    });
    const small = { buildings: 5, perBuilding: 20, documents: 500, entries: 2_000, expenses: 300 };
    await fillTenants(app.database.adminUrl, [
      { buildings: 60, perBuilding: 40, documents: 40_000, entries: 60_000, expenses: 12_000 },
      small,
      small,
    ]);
  });
  afterAll(() => app.close());

  it('reach every large table by an index and more than the tenant, under row-level security', async () => {
    const tenant = { tenantId: idOf('t1'), domain: 'tenant-1' };
    // The first co-owner of each building is its president: every page is open to him.
    const agent = viewers.agent(app, tenant, residentViewer(idOf('p1-41'), ['co_owner']));
    for (const page of PAGES) {
      const { status } = await agent.get(HOME + page);
      expect([page, status === 200 || status === 404]).toEqual([page, true]);
    }
    const statements = await preparedStatements(app.get(UnitOfWork));
    const scans = await scansOf(app.database.appUrl, tenant.tenantId, statements);
    const tables = new Set(scans.map(({ table }) => table));
    for (const table of LARGE) expect([table, tables.has(table)]).toEqual([table, true]);
    expect(scans.filter((scan) => LARGE.has(scan.table) && isWide(scan)).map(described)).toEqual([]);
  });
});

/** Reads more of the table than what it looks for. */
function isWide({ how, by }: Scan): boolean {
  return how === 'Seq Scan' || by === null;
}

function described({ table, how, statement }: Scan): string {
  return `${how} of ${table} in ${statement.replace(/\s+/g, ' ').slice(0, 160)}`;
}
