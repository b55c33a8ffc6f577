import { change } from '../support/factories/index.js';
import { accountRow, documentRow, entry, gilbert, invoice, minutes } from '../publication/support/manifest.js';
import { pdf } from '../publication/support/pdf.js';
import { PublicationWorld } from '../publication/support/world.js';
import { DeskRuns } from '../../src/publication/index.js';

const own = pdf('Relance de Mme Martin');
const shared = pdf('Courrier aux deux copropriétaires');

/** Two co-owners; D90 is for Anne Martin alone, D91 for both, the minutes for the whole building. */
function rows() {
  const base = gilbert();
  const aim = (...accounts: string[]) => ({
    notify: false,
    audiences: accounts.map((target) => ({ scope: 'account' as const, target })),
  });
  base.documents.push(
    documentRow('D100', own, aim('450MARTINA')),
    documentRow('D101', shared, aim('450MARTINA', '450PIERREP')),
  );
  return base;
}

describe('a run, after boxes were ticked or unticked at the desk', () => {
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open();
    await change(world.ground, 'publication_settings', { domain_validated_at: new Date() });
    await world.publish(world.sheet(rows()), [minutes, invoice, own, shared]);
  });
  afterAll(() => world.close());

  const tick = (number: string, published: boolean) =>
    world.sql(
      `INSERT INTO account_tick (tenant_id, account_id, published, cause, decided_at, status, status_on)
       SELECT tenant_id, id, $1, 'hand', now(), status, status_on FROM account WHERE tenant_id = $tenant AND number = $2
       ON CONFLICT (tenant_id, account_id) DO UPDATE SET published = excluded.published, status = excluded.status, status_on = excluded.status_on`,
      [published, number],
    );
  const states = async () => {
    const found = await world.sql<{ name: string; state: string }>(`
      SELECT number AS name, publication_state AS state FROM account WHERE tenant_id = $tenant
      UNION ALL SELECT ref, publication_state FROM document WHERE tenant_id = $tenant AND ref IN ('D100', 'D101', 'D77')
      UNION ALL SELECT p.ref, CASE WHEN l.closed_at IS NULL THEN 'open' ELSE 'closed' END
        FROM resident_login l JOIN party p ON p.id = l.party_id WHERE l.tenant_id = $tenant`);
    return Object.fromEntries(found.map(({ name, state }) => [name, state]));
  };
  const machine = (change = rows()) => world.publish(world.sheet(change), [minutes, invoice, own, shared]);
  const desk = async () => {
    world.app.clock.advance({ seconds: 1 });
    const { id } = await world.app.inTenant('gilbert', () => world.app.get(DeskRuns).start({ trigger: 'manual' }));
    await world.work();
    const counts = await world.sql<{ section: string; added: number; withdrawn: number; unchanged: number }>(
      `SELECT section, added, withdrawn, unchanged FROM run_count WHERE run_id = '${id}' ORDER BY section`,
    );
    const [run] = await world.sql<{ state: string }>(`SELECT state FROM publication_run WHERE id = '${id}'`);
    return { id, state: run?.state, counts };
  };
  const lists = (runId: string) =>
    world.sql(`SELECT section, outcome, ref FROM run_change WHERE run_id = '${runId}' ORDER BY section, ref`);
  const WITHDRAWN = [
    { section: 'accounts', outcome: 'withdrawn', ref: '450MARTINA' },
    { section: 'documents', outcome: 'withdrawn', ref: 'D100' },
  ];
  const BACK = WITHDRAWN.map((one) => ({ ...one, outcome: 'added' }));
  const SHOWN = {
    '450MARTINA': 'published',
    '450PIERREP': 'published',
    D77: 'published',
    D100: 'published',
    D101: 'published',
    T4412: 'open',
    T4413: 'open',
  };
  const KEPT = { ...SHOWN, '450MARTINA': 'hidden', D100: 'hidden', T4413: 'closed' };

  it('nothing changes before the run', async () => {
    await tick('450MARTINA', false);
    expect(await states()).toEqual(SHOWN);
  });

  it('a simulation of the program says it, and does it not', async () => {
    const simulated = await world.start(world.sheet(rows()), '?simulate=true');
    expect(simulated).toMatchObject({
      state: 'simulated',
      counts: { accounts: { withdrawn: 1, unchanged: 2 }, documents: { withdrawn: 1 } },
    });
    expect(await lists(simulated.id)).toEqual(WITHDRAWN);
    expect(await states()).toEqual(SHOWN);
  });

  it('a run of the program withdraws the account, its sign-in and what is addressed to it alone [ACC-37] (acceptance 14)', async () => {
    const run = await machine();
    expect(run).toMatchObject({
      state: 'applied',
      counts: {
        accounts: { listed: 2, unchanged: 2, withdrawn: 1 },
        documents: { listed: 4, unchanged: 4, withdrawn: 1 },
      },
    });
    expect(await lists(run.id)).toEqual(WITHDRAWN);
    expect(await states()).toEqual(KEPT);
  });

  it('says it once: the next runs leave it so, also when the program has news of it', async () => {
    expect(await lists((await machine()).id)).toEqual([]);
    const changed = rows();
    changed.accounts[1] = accountRow('450MARTINA', 'T4413', [entry('1', '2025-10-01', { debit: 40000 })]);
    const run = await machine(changed);
    expect(await lists(run.id)).toEqual([{ section: 'accounts', outcome: 'changed', ref: '450MARTINA' }]);
    expect(await states()).toEqual(KEPT);
  });

  it('ticked again, the next run of the desk shows it whole, without anything sent again', async () => {
    await tick('450MARTINA', true);
    expect(await states()).toEqual(KEPT);
    const run = await desk();
    expect(run).toMatchObject({
      state: 'applied',
      counts: [
        { section: 'accounts', added: 1, withdrawn: 0, unchanged: 0 },
        { section: 'documents', added: 1, withdrawn: 0, unchanged: 0 },
      ],
    });
    expect(await lists(run.id)).toEqual(BACK);
    expect(await states()).toEqual(SHOWN);
    const entries = await world.sql(
      `SELECT e.debit::int FROM account_entry e JOIN account a ON a.id = e.account_id WHERE a.number = '450MARTINA'`,
    );
    expect(entries).toEqual([{ debit: 40000 }]);
  });

  it('a run of the desk withdraws as well, what a program published [ACC-35] [ACC-37]', async () => {
    await tick('450MARTINA', false);
    const run = await desk();
    expect(run.counts).toEqual([
      { section: 'accounts', added: 0, withdrawn: 1, unchanged: 0 },
      { section: 'documents', added: 0, withdrawn: 1, unchanged: 0 },
    ]);
    expect(await lists(run.id)).toEqual(WITHDRAWN);
    expect(await states()).toEqual(KEPT);
    await tick('450MARTINA', true);
    await desk();
  });

  it('ticked again before the run, it stays published', async () => {
    await tick('450MARTINA', false);
    await tick('450MARTINA', true);
    expect(await lists((await desk()).id)).toEqual([]);
    expect(await states()).toEqual(SHOWN);
  });

  it('an option hides the account of who sold; ticked by hand it is shown, until another event comes [ACC-23] [ACC-24]', async () => {
    await change(world.ground, 'publication_settings', { hide_on_transfer: true });
    const sold = (statusOn: string) => {
      const base = rows();
      const [pierre, anne] = base.accounts as [never, (typeof base.accounts)[number]];
      base.accounts = [pierre, { ...anne, status: 'sold', statusOn }];
      return base;
    };
    await world.sql(`DELETE FROM account_tick`);
    await machine(sold('2025-11-10'));
    expect(await states()).toEqual(KEPT);
    await tick('450MARTINA', true);
    await machine(sold('2025-11-10'));
    expect(await states()).toEqual(SHOWN);
    await machine(sold('2025-11-10'));
    expect(await states()).toEqual(SHOWN);
    await machine(sold('2025-11-13'));
    expect(await states()).toEqual(KEPT);
    await change(world.ground, 'publication_settings', { hide_on_transfer: false });
    await world.sql(`DELETE FROM account_tick`);
    await machine();
    expect(await states()).toEqual(SHOWN);
  });

  it('unticks of hundreds of accounts ask nobody: they are the desk’s own doing (PUB-93)', async () => {
    const base = rows();
    const many = Array.from({ length: 300 }, (_, index) => accountRow(`450MANY${index}`, 'T4412', []));
    base.accounts.push(...many);
    await machine(base);
    for (let index = 0; index < 300; index += 1) await tick(`450MANY${index}`, false);
    const run = await machine(base);
    expect(run).toMatchObject({ state: 'applied', guardReasons: [], counts: { accounts: { withdrawn: 300 } } });
  });
});
