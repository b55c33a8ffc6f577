import { gilbert, invoice, manifest, minutes } from './support/manifest.js';
import { PublicationWorld } from './support/world.js';

describe('a publication by the API', () => {
  let world: PublicationWorld;
  let first: string;
  beforeAll(async () => {
    world = await PublicationWorld.open();
  });
  afterAll(() => world.close());

  it('lists what is missing, waits for it, and is applied as a whole [PUB-69] [PUB-72] [PUB-73] [PUB-76]', async () => {
    const started = await world.post(await manifest(world.sheet(gilbert())));
    expect(started.status).toBe(202);
    expect(started.body).toMatchObject({ number: 1, state: 'checking' });
    expect(started.headers.location).toBe(`/api/v1/publication/runs/${started.body.id}`);
    await world.work();
    const { id } = started.body as { id: string };
    expect(await world.run(id)).toMatchObject({ state: 'receiving', missing: { count: 2 }, problems: [] });

    const missing = await world.ask('get', `/runs/${id}/missing`);
    const listed = [
      { sha256: minutes.sha256, bytes: minutes.bytes.length, ref: 'D77', filename: 'D77.pdf' },
      { sha256: invoice.sha256, bytes: invoice.bytes.length, ref: 'D90', filename: 'D90.pdf' },
    ];
    expect(missing.body).toEqual({ files: listed.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)), next: null });

    expect(await world.put(minutes)).toBe(201);
    expect(await world.put(minutes)).toBe(200);
    const early = await world.ask('post', `/runs/${id}/commit`);
    expect(early.status).toBe(409);
    expect(early.headers['content-type']).toContain('application/problem+json');
    expect(early.body).toMatchObject({ code: 'files_missing', count: 1 });

    expect(await world.put(invoice)).toBe(201);
    expect(await world.sql(`SELECT FROM document WHERE tenant_id = $tenant`)).toEqual([]);
    expect(await world.commit(id)).toMatchObject({
      state: 'applied',
      counts: {
        documents: { listed: 2, added: 2, changed: 0, unchanged: 0, withdrawn: 0, setAside: 0 },
        accounts: { listed: 2, added: 2 },
      },
    });
    expect((await world.ask('post', `/runs/${id}/commit`)).status).toBe(200);
    first = id;
  });

  it('keeps entries in the order of the statement, with their running balance [ACC-51]', async () => {
    const lines = await world.sql(`
      SELECT e.date::text, e.position, e.debit::int, e.credit::int, e.running_balance::int FROM account_entry e
      JOIN account a USING (tenant_id) WHERE a.id = e.account_id AND a.number = '450PIERREP' ORDER BY e.date, e.position`);
    expect(lines).toEqual([
      { date: '2025-10-01', position: 1, debit: 25000, credit: 0, running_balance: 25000 },
      { date: '2025-10-08', position: 2, debit: 0, credit: 18437, running_balance: 6563 },
    ]);
  });

  it('addresses documents to identifiers, so that no look-up is left to readers', async () => {
    const rows = await world.sql(`
      SELECT d.ref, a.scope, b.name, (a.binder_id, a.document_date) = (d.binder_id, d.document_date) AS same
      FROM document d JOIN document_audience a ON a.document_id = d.id JOIN building b ON b.id = a.target_id ORDER BY d.ref`);
    expect(rows).toEqual([
      { ref: 'D77', scope: 'building', name: 'Résidence Gilbert', same: true },
      { ref: 'D90', scope: 'building', name: 'Résidence Gilbert', same: true },
    ]);
  });

  it('puts documents into the binder of that line and path that there is [PUB-56]', async () => {
    const binders = await world.sql(`
      SELECT b.origin, b.role, count(d.id)::int AS documents FROM binder b JOIN document d ON d.binder_id = b.id GROUP BY 1, 2 ORDER BY 2`);
    expect(binders).toEqual([
      { origin: 'default', role: 'invoices', documents: 1 },
      { origin: 'default', role: 'ordinary', documents: 1 },
    ]);
  });

  it('puts shipped binders nobody uses out of the way, locked ones excepted [PUB-58]', async () => {
    const rows = await world.sql<{ line: string; path: string[]; active: boolean; locked: boolean }>(`
      SELECT line, path, active, name_locked AS locked FROM binder WHERE tenant_id = $tenant`);
    const active = rows.filter((row) => row.line === 'syndic' && row.active).map((row) => row.path.join('/'));
    expect(active.sort()).toEqual([
      'Documents du syndic',
      'Factures',
      'Liste des copropriétaires',
      "Procès-verbaux d'assemblée",
    ]);
    expect(rows.filter((row) => row.line === 'gerance').every((row) => row.active)).toBe(true);
  });

  it('gives each party with a published account a way in [ACC-26]', async () => {
    const logins = await world.ask('get', '/logins');
    expect(logins.body.logins).toMatchObject([
      { ref: 'T4412', state: 'new' },
      { ref: 'T4413', state: 'new' },
    ]);
    expect(JSON.stringify(logins.body)).not.toContain('assword');
  });

  it('announces nothing after the first run of a source, its new documents after that [PUB-59]', async () => {
    const notifies = await world.sql(`SELECT notifies FROM publication_run WHERE id = '${first}'`);
    expect(notifies).toEqual([{ notifies: false }]);
  });

  it('changes nothing when the same content comes under another reference [PUB-53] [PUB-35]', async () => {
    const before = await world.snapshot();
    const versions = () =>
      world.sql(
        `SELECT xmin::text, ctid::text FROM document UNION ALL SELECT xmin::text, ctid::text FROM account_entry ORDER BY 1, 2`,
      );
    const written = await versions();
    const run = await world.start(world.sheet(gilbert()));
    expect(run).toMatchObject({ state: 'receiving', missing: { count: 0 } });
    const applied = await world.commit(run.id);
    expect(applied.state).toBe('applied');
    for (const counts of Object.values(applied.counts)) {
      expect(counts).toMatchObject({ added: 0, changed: 0, withdrawn: 0, setAside: 0, unchanged: counts.listed });
    }
    expect(await world.snapshot()).toBe(before);
    expect(await versions()).toEqual(written);
    expect(await world.sql(`SELECT FROM run_change WHERE run_id = '${run.id}'`)).toEqual([]);
  });

  it('rewrites only the account that changed [PUB-35]', async () => {
    const rows = gilbert();
    rows.accounts[1]!.entries[0]!.debit += 100;
    rows.accounts[1]!.balance += 100;
    const run = await world.publish(world.sheet(rows));
    expect(run.counts.accounts).toMatchObject({ changed: 1, unchanged: 1 });
    const balances = await world.sql(
      `SELECT number, balance::int, published_run_id = '${run.id}' AS now FROM account ORDER BY number`,
    );
    expect(balances).toEqual([
      { number: '450MARTINA', balance: 31100, now: true },
      { number: '450PIERREP', balance: 6563, now: false },
    ]);
  });

  it('withdraws what is no longer listed, and publishes it again when it is [PUB-40]', async () => {
    const rows = gilbert();
    const { documents } = rows;
    rows.documents = documents.filter(({ ref }) => ref !== 'D77');
    const run = await world.publish(world.sheet(rows));
    expect(run.counts.documents).toMatchObject({ withdrawn: 1, unchanged: 1 });
    const state = () => world.sql(`SELECT publication_state AS state FROM document WHERE ref = 'D77'`);
    expect(await state()).toEqual([{ state: 'withdrawn' }]);
    expect((await world.publish(world.sheet(gilbert()))).counts.documents).toMatchObject({ added: 1, unchanged: 1 });
    expect(await state()).toEqual([{ state: 'published' }]);
  });

  it('withdraws an account with its entries and closes the access of its holder [ACC-37] [ACC-38]', async () => {
    const rows = gilbert();
    rows.accounts.pop();
    rows.lots.pop();
    const run = await world.publish(world.sheet(rows));
    expect(run.counts.accounts).toMatchObject({ withdrawn: 1 });
    expect(await world.sql(`SELECT count(*)::int AS entries FROM account_entry`)).toEqual([{ entries: 2 }]);
    const states = async () =>
      ((await world.ask('get', '/logins')).body.logins as { state: string }[]).map(({ state }) => state);
    expect(await states()).toEqual(['new', 'closed']);
    await world.publish(world.sheet(gilbert()));
    expect(await states()).toEqual(['new', 'new']);
    expect(await world.sql(`SELECT count(*)::int AS entries FROM account_entry`)).toEqual([{ entries: 3 }]);
  });

  it('leaves alone the sections its scope does not name [PUB-41]', async () => {
    const before = await world.snapshot();
    const { parties } = gilbert();
    expect(await world.publish(world.sheet({ parties }))).toMatchObject({
      state: 'applied',
      counts: { parties: { unchanged: 2 } },
    });
    expect(await world.snapshot()).toBe(before);
  });

  it('withdraws by name, whatever the rest of the row [PUB-93]', async () => {
    const { documents } = gilbert();
    const run = await world.publish(world.sheet({ documents: [documents[0]!, { withdrawn: true, ref: 'D90' }] }));
    expect(run.counts.documents).toMatchObject({ listed: 2, withdrawn: 1, unchanged: 1 });
  });

  it('leaves no staged row behind', async () => {
    for (const table of [
      'staged_run',
      'staged_document',
      'staged_account_entry',
      'staged_binder',
      'run_missing_file',
    ]) {
      expect(await world.sql(`SELECT FROM ${table}`)).toEqual([]);
    }
  });
});
