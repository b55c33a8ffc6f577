import { change, insert } from '../support/factories/index.js';
import { accountRow, entry, gilbert, invoice, minutes, type Rows } from './support/manifest.js';
import { PublicationWorld } from './support/world.js';

/** Landlord Paul and lessee Karim, in gérance, beside the co-ownership. */
function gerance(): Rows {
  const { entities, parties } = gilbert();
  const gest = { kind: 'landlord' as const, entity: 'G001', building: undefined };
  return {
    entities: [{ ...entities[0]!, ref: 'G001', code: 'G001', businessLine: 'gerance' }],
    parties,
    accounts: [
      accountRow(
        '467DUPONTP',
        'T4412',
        [
          entry('1', '2025-11-05', { credit: 50000, journalKind: 'bank', fiscalCategory: 'loyer' }),
          entry('2', '2025-11-05', { credit: 3500, journalKind: 'bank', fiscalCategory: 'charges' }),
          entry('3', '2025-11-05', { credit: 1500, journalKind: 'bank' }),
          entry('4', '2025-11-05', { credit: 2000, label: 'Remboursement' }),
          entry('5', '2025-11-06', { debit: 8000, analytic: '47PROV', repaid: false }),
        ],
        gest,
      ),
      accountRow('411BENALIK', 'T4413', [entry('1', '2025-11-01', { debit: 80000 })], {
        ...gest,
        kind: 'lessee',
        status: 'left',
      }),
    ],
  };
}

describe('settings of what is sent, at the application', () => {
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open();
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
  });
  afterAll(() => world.close());

  const set = (columns: Record<string, unknown>) => change(world.ground, 'publication_settings', columns);
  const publishGerance = (rows = gerance()) => world.publish(world.sheet(rows, { lines: ['gerance'] }));
  const landlordLines = () =>
    world.sql(`SELECT e.label, e.debit::int, e.credit::int, e.running_balance::int AS balance FROM account_entry e
      JOIN account a ON a.id = e.account_id WHERE a.number = '467DUPONTP' ORDER BY e.date, e.position`);

  it('groups cash of landlords by the run that follows the tick, and ungroups it the same way [ACC-01] [ACC-03] [ACC-04]', async () => {
    await publishGerance();
    expect(await landlordLines()).toHaveLength(5);
    await set({ group_cash_landlord: true });
    expect(await landlordLines()).toHaveLength(5);
    expect((await publishGerance()).counts.accounts).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await landlordLines()).toEqual([
      { label: 'Règlement du 05/11/2025', debit: 0, credit: 55000, balance: -55000 },
      { label: 'Remboursement', debit: 0, credit: 2000, balance: -57000 },
      { label: 'Écriture 5', debit: 8000, credit: 0, balance: -49000 },
    ]);
    await set({ group_cash_landlord: false });
    await publishGerance();
    expect(await landlordLines()).toHaveLength(5);
  });

  it('leaves out what is not paid over, in lines and balance [ACC-05] [ACC-06]', async () => {
    await set({ exclude_unrepaid: true });
    await publishGerance();
    expect(await landlordLines()).toHaveLength(4);
    expect(
      await world.sql(
        `SELECT balance::int, entries_count, last_entry_on::text FROM account WHERE number = '467DUPONTP'`,
      ),
    ).toEqual([{ balance: -57000, entries_count: 4, last_entry_on: '2025-11-05' }]);
    await set({ exclude_unrepaid: false });
  });

  it('honours a setting changed between the check and the application [ACC-04]', async () => {
    const run = await world.start(world.sheet(gerance(), { lines: ['gerance'] }));
    await set({ group_cash_landlord: true });
    expect((await world.commit(run.id)).state).toBe('applied');
    expect(await landlordLines()).toHaveLength(3);
    await set({ group_cash_landlord: false });
  });

  it('receives but hides the account of a lessee who left, where the agency chose so [ACC-17] [ACC-20] [ACC-23]', async () => {
    const state = () => world.sql(`SELECT publication_state AS state FROM account WHERE number = '411BENALIK'`);
    await publishGerance();
    expect(await state()).toEqual([{ state: 'published' }]);
    await set({ hide_on_departure: true });
    const run = await publishGerance();
    expect(run).toMatchObject({ state: 'applied', counts: { accounts: { changed: 1, withdrawn: 0 } } });
    expect(await state()).toEqual([{ state: 'hidden' }]);
    expect(
      await world.sql(
        `SELECT FROM account_entry e JOIN account a ON a.id = e.account_id WHERE a.number = '411BENALIK'`,
      ),
    ).toHaveLength(1);
    await set({ hide_on_departure: false });
    await publishGerance();
    expect(await state()).toEqual([{ state: 'published' }]);
  });

  it('keeps no bank details of co-ownerships once they are not to be sent [ACC-09]', async () => {
    const bank = () => world.sql(`SELECT iban, bic, payable_to FROM accounting_entity WHERE code = 'S001'`);
    expect(await bank()).toEqual([
      { iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP', payable_to: 'Syndicat Gilbert' },
    ]);
    await set({ omit_bank_details: true });
    expect((await world.publish(world.sheet(gilbert()))).counts.entities).toMatchObject({ changed: 1 });
    expect(await bank()).toEqual([{ iban: null, bic: null, payable_to: null }]);
    await set({ omit_bank_details: false });
  });

  it('publishes no expense unless asked to, and withdraws those of before [ACC-10] [PUB-93]', async () => {
    await set({ send_expenses: false });
    expect(await world.publish(world.sheet(gilbert()))).toMatchObject({
      state: 'applied',
      counts: { expenses: { listed: 1, withdrawn: 1 } },
    });
    await set({ send_expenses: true });
    expect((await world.publish(world.sheet(gilbert()))).counts.expenses).toMatchObject({ added: 1 });
  });

  it('publishes no expense of a closed year, and says so once [ACC-11]', async () => {
    const rows = gilbert();
    rows.buildings[0] = {
      ...rows.buildings[0]!,
      fiscalYears: [{ ...rows.buildings[0]!.fiscalYears[0]!, closed: true }],
    };
    rows.expenses.push({ ...rows.expenses[0]!, ref: 'E882' });
    const run = await world.publish(world.sheet(rows));
    expect(run.problems).toMatchObject([
      { code: 'WRN-04', ref: 'I012-2025', message: 'Exercice I012-2025 clos : ses 2 dépenses ne sont pas publiées.' },
    ]);
    expect(run.counts.expenses).toMatchObject({ listed: 2, withdrawn: 1, added: 0 });
    await world.publish(world.sheet(gilbert()));
  });

  it('publishes works funds on 105… always, on 102… when asked to, of amount 0 never [ACC-14] [ACC-15] [ACC-16]', async () => {
    const rows = gilbert();
    const fund = (account: string, amount: number, lot = 'I012-7') => ({
      ...rows.worksFunds[0]!,
      ref: `${lot} ${account}`,
      lot,
      account,
      amount,
    });
    rows.worksFunds = [fund('105000', 48000), fund('102000', 12000), fund('105000', 0, 'I012-8')];
    const funds = () =>
      world.sql(
        `SELECT account, amount::int, line FROM works_fund WHERE publication_state = 'published' ORDER BY account`,
      );
    const run = await world.publish(world.sheet(rows));
    expect(run.problems).toEqual([]);
    expect(await funds()).toEqual([{ account: '105000', amount: 48000, line: 'syndic' }]);
    await set({ send_102_funds: true });
    await world.publish(world.sheet(rows));
    expect(await funds()).toEqual([
      { account: '102000', amount: 12000, line: 'syndic' },
      { account: '105000', amount: 48000, line: 'syndic' },
    ]);
  });

  it('lets a binder of the desk open wider with the run [GED-25]', async () => {
    await change(world.ground, 'binder', { next_levels: ['landlord', 'lessee'] }, { path: ['Devis'] });
    await publishGerance();
    expect(await world.sql(`SELECT levels, next_levels FROM binder WHERE path = '{Devis}'`)).toEqual([
      { levels: ['landlord', 'lessee'], next_levels: null },
    ]);
  });

  it('never brings back what was withdrawn at once, until the withdrawal is lifted [PUB-34]', async () => {
    const state = () => world.sql(`SELECT publication_state AS state FROM document WHERE ref = 'D77'`);
    await change(world.ground, 'document', { publication_state: 'blocked' }, { ref: 'D77' });
    const rows = gilbert();
    rows.documents[0] = { ...(rows.documents[0] as object), title: 'Corrigé' } as never;
    expect((await world.publish(world.sheet(rows))).counts.documents).toMatchObject({
      unchanged: 2,
      added: 0,
      changed: 0,
    });
    expect(await state()).toEqual([{ state: 'blocked' }]);
    await change(world.ground, 'document', { publication_state: 'pending' }, { ref: 'D77' });
    expect((await world.publish(world.sheet(rows))).counts.documents).toMatchObject({ added: 1 });
    expect(await state()).toEqual([{ state: 'published' }]);
  });

  it('never touches documents put in by hand [GED-78] [PUB-42]', async () => {
    const [binder] = await world.sql<{ id: string }>(
      `SELECT id FROM binder WHERE role = 'syndic_documents' AND tenant_id = $tenant`,
    );
    await insert(world.ground, 'document', {
      line: 'syndic',
      binder_id: binder!.id,
      title: 'Carte professionnelle',
      filename: 'carte.pdf',
      sha256: minutes.sha256,
      media_type: 'application/pdf',
      bytes: minutes.bytes.length,
      document_date: '2025-01-01',
      published_from: '2025-01-01',
      origin: 'manual',
      level: 'council_member',
      publication_state: 'published',
    });
    await world.publish(world.sheet(gilbert()));
    expect(await world.sql(`SELECT publication_state AS state FROM document WHERE origin = 'manual'`)).toEqual([
      { state: 'published' },
    ]);
  });

  it('lets two sources name one binder: the narrower levels hold, with a warning [PUB-56]', async () => {
    await insert(world.ground, 'publication_source', {
      id: 'b2b2b2b2-0000-4000-8000-000000000000',
      code: 'AUTRE',
      label: 'Autre',
      kind: 'machine',
      lines: ['syndic'],
    });
    const [binder] = await world.sql<{ id: string }>(
      `SELECT id FROM binder WHERE path = ARRAY['Procès-verbaux d''assemblée'] AND tenant_id = $tenant`,
    );
    await insert(world.ground, 'binder_listing', {
      source_id: 'b2b2b2b2-0000-4000-8000-000000000000',
      ref: 'PV',
      binder_id: binder!.id,
      levels: ['council_member', 'president'],
      position: 1,
      active: true,
    });
    const run = await world.publish(world.sheet(gilbert()));
    expect(run.problems).toMatchObject([{ code: 'WRN-03', ref: 'B-PV' }]);
    expect(await world.sql(`SELECT levels FROM binder WHERE id = '${binder!.id}'`)).toEqual([
      { levels: ['council_member', 'president'] },
    ]);
  });
});
