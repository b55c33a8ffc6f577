import { accountRow, documentRow, entry, gilbert, invoice, minutes } from './support/manifest.js';
import { fileOf, pdf, png } from './support/pdf.js';
import { PublicationWorld, type RunAnswer } from './support/world.js';

const sentences = (run: RunAnswer) => run.problems.map(({ code, message }) => `${code} ${message}`);

describe('rows that are set aside', () => {
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    expect(await world.publish(world.sheet(gilbert()), [minutes, invoice])).toMatchObject({
      state: 'applied',
      problems: [],
    });
  });

  const state = (ref: string) =>
    world.sql<{ title: string; state: string }>(
      `SELECT title, publication_state AS state FROM document WHERE ref = $1`,
      [ref],
    );

  it('a reference to nothing: the earlier version stays, and is named [PUB-49]', async () => {
    const rows = gilbert();
    rows.documents[0] = documentRow('D77', minutes, {
      title: 'Nouveau titre',
      audiences: [{ scope: 'building', target: 'I099' }],
    });
    const run = await world.publish(world.sheet(rows));
    expect(run).toMatchObject({
      state: 'applied',
      counts: { documents: { listed: 2, setAside: 1, unchanged: 1, withdrawn: 0 } },
    });
    expect(sentences(run)).toEqual(['ROW-01 Document D77 : immeuble I099 inconnu.']);
    expect(run.problems[0]?.line).toBeGreaterThan(1);
    expect(await state('D77')).toEqual([{ title: 'PV AG du 12/06/2025', state: 'published' }]);
  });

  it('a document keeps those of its audiences that resolve, and gains the others when they do [PUB-50]', async () => {
    const to = (...refs: string[]) =>
      documentRow('D77', minutes, { audiences: refs.map((target) => ({ scope: 'account', target })) });
    const audiences = () =>
      world.sql(`
      SELECT count(*)::int AS audiences FROM document_audience a JOIN document d ON d.id = a.document_id WHERE d.ref = 'D77'`);
    const rows = gilbert();
    rows.documents[0] = to('450PIERREP', '450INCONNU');
    const partly = await world.publish(world.sheet(rows));
    expect(sentences(partly)).toEqual([
      'WRN-01 Document D77 : destinataire laissé de côté, compte 450INCONNU inconnu.',
    ]);
    expect(partly.counts.documents).toMatchObject({ changed: 1, setAside: 0 });
    expect(await audiences()).toEqual([{ audiences: 1 }]);
    expect((await world.publish(world.sheet(rows))).counts.documents).toMatchObject({ changed: 0, unchanged: 2 });
    rows.accounts.push(accountRow('450INCONNU', 'T4412', []));
    expect((await world.publish(world.sheet(rows))).counts.documents).toMatchObject({ changed: 1 });
    expect(await audiences()).toEqual([{ audiences: 2 }]);
  });

  it('an account whose entries do not give its balance: yesterday’s entries and date stay [PUB-49]', async () => {
    const rows = gilbert();
    rows.accounts[0] = { ...rows.accounts[0]!, balance: 6663, asOf: '2025-11-15' };
    const run = await world.publish(world.sheet(rows));
    expect(sentences(run)).toEqual(['ROW-03 Compte 450PIERREP : 66,63 annoncé, 65,63 calculé.']);
    expect(
      await world.sql(`SELECT balance::int, as_of::text, entries_count FROM account WHERE number = '450PIERREP'`),
    ).toEqual([{ balance: 6563, as_of: '2025-11-14', entries_count: 2 }]);
  });

  it('what depends on a row set aside that was never published, naming the first cause [PUB-50]', async () => {
    const rows = gilbert();
    const building = {
      ...rows.buildings[0]!,
      ref: 'I020',
      entity: 'S009',
      allocationKeys: [],
      fiscalYears: [],
      council: [],
      meetings: [],
    };
    rows.buildings.push(building);
    rows.accounts.push(accountRow('450NEUF', 'T4413', [], { building: 'I020' }));
    rows.lots.push({
      ...rows.lots[0]!,
      ref: 'I020-1',
      building: 'I020',
      shares: [],
      holders: [{ account: '450NEUF', part: 'owner' }],
    });
    rows.documents.push(documentRow('D91', minutes, { audiences: [{ scope: 'lot', target: 'I020-1' }] }));
    const run = await world.publish(world.sheet(rows));
    expect(sentences(run)).toEqual([
      'ROW-01 Immeuble I020 : entité S009 inconnue.',
      'ROW-07 Lot I020-1 : mis de côté à cause de l’immeuble I020.',
      'ROW-07 Compte 450NEUF : mis de côté à cause de l’immeuble I020.',
      'ROW-07 Document D91 : mis de côté à cause de l’immeuble I020.',
    ]);
    expect(run.counts).toMatchObject({
      buildings: { setAside: 1 },
      lots: { setAside: 1 },
      accounts: { setAside: 1 },
      documents: { setAside: 1 },
    });
    expect(await world.sql(`SELECT ref FROM building ORDER BY ref`)).toEqual([{ ref: 'I012' }]);
  });

  it('what names a row that is set aside but published before stands on the earlier version [PUB-49] [PUB-50]', async () => {
    const rows = gilbert();
    rows.buildings[0] = { ...rows.buildings[0]!, manager: 'U404' };
    const run = await world.publish(world.sheet(rows));
    expect(sentences(run)).toEqual(['ROW-01 Immeuble I012 : collaborateur U404 inconnu.']);
    expect(run.counts).toMatchObject({
      buildings: { setAside: 1 },
      lots: { unchanged: 2 },
      accounts: { unchanged: 2 },
      expenses: { unchanged: 1 },
    });
  });

  it('shares beyond their key, a lessee that is none, a document in the binder filled by hand [PUB-49]', async () => {
    const rows = gilbert();
    rows.lots[0] = { ...rows.lots[0]!, shares: [{ key: 'I012-001', value: 1001 }] };
    rows.lots[1] = { ...rows.lots[1]!, holders: [{ account: '450MARTINA', part: 'lessee' }] };
    rows.binders.push({ ...rows.binders[0]!, ref: 'B-SYN', path: ['Documents du syndic'], role: 'ordinary' });
    const run = await world.publish(world.sheet(rows));
    expect(run.problems.map(({ code, ref }) => [code, ref])).toEqual(
      expect.arrayContaining([
        ['ROW-04', 'I012-7'],
        ['ROW-04', 'I012-8'],
      ]),
    );
    expect(run.counts.lots).toMatchObject({ setAside: 2, withdrawn: 0 });
  });

  it('documents whose file never came, when the sender commits all the same [PUB-76]', async () => {
    const rows = gilbert();
    const absent = pdf('absent');
    rows.documents.push(documentRow('D92', absent));
    rows.documents[0] = documentRow('D77', absent, { title: 'Remplacé' });
    rows.expenses[0] = { ...rows.expenses[0]!, label: 'Nettoyage et facture', documents: ['D90', 'D92'] };
    const started = await world.start(world.sheet(rows));
    expect(started.missing).toEqual({ count: 1, bytes: absent.bytes.length });
    const run = await world.commit(started.id, '?allowMissing=true');
    expect(run.state).toBe('applied');
    expect(sentences(run)).toEqual([
      'ROW-05 Document D77 : fichier manquant (D77.pdf).',
      'ROW-05 Document D92 : fichier manquant (D92.pdf).',
      'ROW-07 Dépense E881 : mis de côté à cause du document D92.',
    ]);
    expect(await state('D77')).toEqual([{ title: 'PV AG du 12/06/2025', state: 'published' }]);
    expect(await state('D92')).toEqual([]);
  });

  it('documents whose file is not what they say; the sender is told at once, the run need not wait [PUB-73]', async () => {
    const locked = fileOf(Buffer.from('MZ this is a program'), 'application/pdf');
    const rows = gilbert();
    rows.documents.push(documentRow('D93', locked), documentRow('D94', png(), { media: 'application/pdf' }));
    const started = await world.start(world.sheet(rows));
    expect(started.missing.count).toBe(2);
    const refused = await world
      .ask('put', `/files/${locked.sha256}`)
      .type('application/octet-stream')
      .send(locked.bytes);
    expect([refused.status, refused.body.status]).toEqual([refused.body.status, refused.status]);
    expect(refused.status).toBeGreaterThanOrEqual(415);
    expect(await world.put(png())).toBe(415);
    expect((await world.run(started.id)).missing.count).toBe(0);
    const run = await world.commit(started.id);
    expect(run.problems.map(({ code, ref }) => [code, ref])).toEqual([
      ['ROW-06', 'D93'],
      ['ROW-06', 'D94'],
    ]);
    expect(run.counts.documents).toMatchObject({ setAside: 2, unchanged: 2 });
  });

  it('bytes that are not those announced are refused and still awaited [PUB-73]', async () => {
    const wanted = pdf('attendu');
    const rows = gilbert();
    rows.documents.push(documentRow('D95', wanted));
    const started = await world.start(world.sheet(rows));
    const altered = Buffer.from(wanted.bytes);
    altered[200] = (altered[200] ?? 0) ^ 1;
    const put = (bytes: Buffer) =>
      world.ask('put', `/files/${wanted.sha256}`).type('application/octet-stream').send(bytes);
    expect((await put(altered)).body).toMatchObject({ status: 422, code: 'digest_mismatch' });
    expect((await put(wanted.bytes.subarray(1))).body).toMatchObject({ status: 422, code: 'length_mismatch' });
    expect((await put(Buffer.concat([wanted.bytes, Buffer.from('x')]))).status).toBe(413);
    expect((await world.run(started.id)).missing.count).toBe(1);
    expect(await world.put(pdf('jamais annoncé'))).toBe(409);
    expect(await world.put(wanted)).toBe(201);
    expect((await world.commit(started.id)).counts.documents).toMatchObject({ added: 1, setAside: 0 });
  });

  it('an account whose entry names a document that will not be published, changed or not [PUB-50]', async () => {
    const rows = gilbert();
    rows.accounts[0] = accountRow('450PIERREP', 'T4412', [entry('1', '2025-10-01', { debit: 25000, document: 'D90' })]);
    expect((await world.publish(world.sheet(rows))).counts.accounts).toMatchObject({ changed: 1 });
    rows.documents.pop();
    rows.expenses = [];
    const run = await world.publish(world.sheet(rows));
    expect(sentences(run)).toEqual(['ROW-01 Compte 450PIERREP : document D90 inconnu.']);
    expect(run.counts.accounts).toMatchObject({ setAside: 1, unchanged: 1, withdrawn: 0 });
  });

  it('“annule et remplace”: the new one comes and the other goes in the same run [GED-44] [PUB-93]', async () => {
    const rows = gilbert();
    const list = pdf('liste');
    rows.documents[0] = documentRow('D78', list, { replaces: 'D77' });
    const run = await world.publish(world.sheet(rows), [list]);
    expect(run.counts.documents).toMatchObject({ added: 1, withdrawn: 1 });
    expect((await world.publish(world.sheet(rows))).counts.documents).toMatchObject({ unchanged: 2, setAside: 0 });
  });
});
