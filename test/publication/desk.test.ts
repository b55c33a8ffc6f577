import { DeskDocuments } from '../../src/ged/index.js';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { DeskManifest } from '../../src/publication/desk/desk-manifest.service.js';
import { rowId } from '../../src/publication/domain/row-id.js';
import { DeskRuns, DomainNotValidated, RunDecisions, RunOpen } from '../../src/publication/index.js';
import { change } from '../support/factories/index.js';
import { deskDocument, TestDeskDocuments } from './support/desk-documents.js';
import { gilbert, invoice, minutes } from './support/manifest.js';
import { PublicationWorld } from './support/world.js';

interface RunRow {
  id: string;
  state: string;
  failure: string | null;
  manifest_file: string | null;
}
interface Counts {
  listed: number;
  added: number;
  changed: number;
  unchanged: number;
  withdrawn: number;
  set_aside: number;
}

describe('a run of the desk', () => {
  const documents = new TestDeskDocuments();
  let world: PublicationWorld;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    world = await PublicationWorld.open({ overrides: [{ provide: DeskDocuments, useValue: documents }] });
    await change(world.ground, 'publication_settings', { domain_validated_at: new Date() });
  });
  afterAll(() => world.close());

  const start = (options: Partial<Parameters<DeskRuns['start']>[0]> = {}) =>
    world.app.inTenant('gilbert', () => world.app.get(DeskRuns).start({ trigger: 'manual', ...options }));
  const runOf = async (number: number): Promise<RunRow> => {
    const [row] = await world.sql<RunRow>(
      `SELECT * FROM publication_run WHERE tenant_id = $tenant AND number = ${number}`,
    );
    if (!row) throw new Error(`No run ${number}`);
    return row;
  };
  const publish = async (options: Parameters<typeof start>[0] = {}) => {
    world.app.clock.advance({ seconds: 1 });
    const { number } = await start(options);
    await world.work();
    return runOf(number);
  };
  const countsOf = async ({ id }: RunRow): Promise<Record<string, Counts>> => {
    const rows = await world.sql<Counts & { section: string }>(`SELECT * FROM run_count WHERE run_id = '${id}'`);
    return Object.fromEntries(rows.map((row) => [row.section, row]));
  };
  const problemsOf = ({ id }: RunRow) =>
    world.sql<{ code: string; ref: string; message: string }>(
      `SELECT code, ref, message FROM run_problem WHERE run_id = '${id}' ORDER BY position`,
    );
  const shown = async () =>
    (
      await world.sql<{ ref: string }>(
        `SELECT d.ref FROM document d JOIN publication_source s ON s.id = d.source_id
         WHERE s.kind = 'desk' AND d.tenant_id = $tenant AND d.publication_state = 'published' ORDER BY d.ref`,
      )
    ).map(({ ref }) => ref);

  /** What the program has published, with the run that did it. */
  const ofTheProgram = async () => {
    const tables = ['party', 'building', 'lot', 'account', 'document', 'expense', 'works_fund'];
    const rows = tables.map(
      (table) => `SELECT '${table}' AS kind, ref, publication_state, published_run_id, content_hash FROM ${table}
        WHERE source_id = '${world.ground.sourceId}'`,
    );
    return world.sql(`${rows.join(' UNION ALL ')} ORDER BY kind, ref`);
  };

  it('is applied without a single row, and asks nobody', async () => {
    const started = await start();
    expect(started).toMatchObject({ number: 1, state: 'checking', sourceKind: 'desk', trigger: 'manual' });
    await world.work();
    expect(await runOf(1)).toMatchObject({ state: 'applied' });
  });

  it('is refused while another is open, whose number is said', async () => {
    world.app.clock.advance({ seconds: 1 });
    const open = await start();
    const refused = await start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RunOpen);
    expect(refused).toMatchObject({ values: { number: open.number } });
    await world.work();
    expect(await runOf(open.number)).toMatchObject({ state: 'applied' });
  });

  it('waits for the domain name to be validated', async () => {
    await change(world.ground, 'publication_settings', { domain_validated_at: null });
    await expect(start()).rejects.toThrow(DomainNotValidated);
    await change(world.ground, 'publication_settings', { domain_validated_at: new Date() });
  });

  it('is refused where the extranet is not an option of the agency, and says so', async () => {
    const features = (list: string) => world.sql(`UPDATE platform.tenant SET features = ${list} WHERE id = $tenant`);
    await features(`'{}'`);
    world.forgetTenants();
    const run = await publish();
    expect(run.state).toBe('refused');
    expect(await problemsOf(run)).toMatchObject([{ code: 'MAN-13' }]);
    await features(`'{extranet}'`);
    world.forgetTenants();
  });

  it('is never older than the one before, even when the clock is put back', async () => {
    world.app.clock.advance({ hours: -2 });
    expect(await publish()).toMatchObject({ state: 'applied' });
    world.app.clock.advance({ hours: 2 });
  });

  describe('of correspondence', () => {
    beforeAll(async () => {
      await world.publish(world.sheet(gilbert()), [minutes, invoice]);
      for (const [table, ref] of [
        ['account', '450PIERREP'],
        ['account', '450MARTINA'],
        ['building', 'I012'],
        ['lot', 'I012-7'],
      ] as const) {
        const [row] = await world.sql<{ id: string }>(
          `SELECT id FROM ${table} WHERE tenant_id = $tenant AND ref = '${ref}'`,
        );
        ids[ref] = row!.id;
      }
      for (const { id, ref } of await world.sql<{ id: string; ref: string }>(
        `SELECT binder_id AS id, ref FROM binder_listing WHERE tenant_id = $tenant`,
      ))
        ids[ref] = id;
      const [own] = await world.sql<{ id: string }>(
        `SELECT id FROM binder WHERE tenant_id = $tenant AND line = 'syndic' AND path = ARRAY['Courriers', 'Copropriétaires']`,
      );
      ids.courriers = own!.id;
    });
    const to = (scope: 'account' | 'building' | 'lot', ref: string) => ({ scope, targetId: ids[ref]! });

    it('files in any binder, for accounts, lots and buildings that a program publishes, whose rows it leaves alone [PUB-43] [PUB-45]', async () => {
      const before = await ofTheProgram();
      documents.list = [
        deskDocument('1/text', ids['B-PV']!, [to('account', '450PIERREP')]),
        deskDocument('1/1', ids.courriers!, [to('building', 'I012'), to('lot', 'I012-7')]),
      ];
      const run = await publish();
      expect(await problemsOf(run)).toEqual([]);
      expect(run.state).toBe('applied');
      expect(Object.keys(await countsOf(run))).toEqual(['documents']);
      expect(await shown()).toEqual(['1/1', '1/text']);
      const targets = await world.sql<{ target_id: string }>(
        `SELECT a.target_id FROM document_audience a JOIN document d ON d.id = a.document_id WHERE d.published_run_id = '${run.id}'`,
      );
      expect(targets.map(({ target_id }) => target_id).sort()).toEqual(
        [ids['450PIERREP'], ids.I012, ids['I012-7']].sort(),
      );
      documents.list = [];
      await publish();
      expect(await ofTheProgram()).toEqual(before);
    });

    it('publishes again what it lists, and moves nothing that has not changed', async () => {
      documents.list = [deskDocument('2/text', ids['B-PV']!, [to('account', '450PIERREP')])];
      await publish();
      documents.list.push(deskDocument('3/text', ids['B-PV']!, [to('account', '450MARTINA')]));
      const run = await publish();
      expect((await countsOf(run)).documents).toMatchObject({ listed: 2, added: 1, unchanged: 1, withdrawn: 0 });
      documents.list.shift();
      expect((await countsOf(await publish())).documents).toMatchObject({ listed: 1, unchanged: 1, withdrawn: 1 });
      expect(await shown()).toEqual(['3/text']);
    });

    it('sets aside what is addressed to nobody who is published, and keeps the other recipients', async () => {
      const stranger = { scope: 'account' as const, targetId: '00000000-0000-7000-8000-000000000001' };
      documents.list = [
        deskDocument('4/text', ids['B-PV']!, [stranger]),
        deskDocument('5/text', ids['B-PV']!, [stranger, to('account', '450MARTINA')]),
        deskDocument('6/text', '00000000-0000-7000-8000-000000000002', [to('account', '450MARTINA')]),
      ];
      const run = await publish();
      expect((await problemsOf(run)).map(({ code, ref }) => [code, ref])).toEqual([
        ['ROW-01', '4/text'],
        ['ROW-01', '6/text'],
        ['WRN-01', '5/text'],
      ]);
      expect(await shown()).toEqual(['5/text']);
    });

    it('names what could not be made, and keeps what was published of it', async () => {
      documents.problems = [
        { ref: '5/text', message: 'Événement 5 : le texte n’a pas pu être mis en page.', again: false },
      ];
      documents.list = [deskDocument('7/text', ids['B-PV']!, [to('account', '450MARTINA')])];
      const run = await publish();
      documents.problems = [];
      expect(await problemsOf(run)).toMatchObject([
        { code: 'ROW-05', ref: '5/text', message: expect.stringContaining('mis en page') as string },
      ]);
      expect((await countsOf(run)).documents).toMatchObject({ listed: 1, added: 1, withdrawn: 0, set_aside: 1 });
      expect(await shown()).toEqual(['5/text', '7/text']);
    });

    it('waits for what makes its paper, three times over a quarter of an hour, then does without', async () => {
      documents.problems = [{ ref: '30', message: 'Événement n° 30 : le PDF n’a pas pu être fabriqué.', again: true }];
      documents.prepared = 0;
      world.app.clock.advance({ seconds: 1 });
      const { number } = await start();
      await world.work();
      expect(await runOf(number)).toMatchObject({ state: 'checking', manifest_file: null });
      for (let minutes = 0; minutes < 15; minutes += 5) {
        world.app.clock.advance({ minutes: 5 });
        await world.work();
      }
      const run = await runOf(number);
      expect([run.state, documents.prepared]).toEqual(['applied', 4]);
      expect(await problemsOf(run)).toMatchObject([{ code: 'ROW-05', ref: '30' }]);
      documents.problems = [];
    });

    it('warns of a recipient who is not published, when the document is listed all the same', async () => {
      documents.problems = [{ ref: '7', message: 'Événement n° 7 : 450ABSENT n’est pas publié.', again: false }];
      const run = await publish();
      documents.problems = [];
      expect(await problemsOf(run)).toMatchObject([{ code: 'WRN-01', ref: '7' }]);
      expect((await countsOf(run)).documents).toMatchObject({ set_aside: 0, unchanged: 1 });
    });

    it('reads its rows in one snapshot, and tells the room when they are published', async () => {
      const seen: unknown[] = [];
      documents.beforeList = () =>
        world.app.get(UnitOfWork).read(async (query) => {
          seen.push(
            ...(await query(
              sql`SELECT current_setting('transaction_isolation') AS level, current_setting('transaction_read_only') AS "readOnly"`,
            )),
          );
        });
      const told = documents.published.length;
      await publish();
      documents.beforeList = () => Promise.resolve();
      expect(seen).toEqual([{ level: 'repeatable read', readOnly: 'on' }]);
      expect(documents.published.slice(told)).toEqual([world.app.clock.now()]);
    });

    it('is not lost by a process that dies between its start and its check', async () => {
      world.app.clock.advance({ seconds: 1 });
      const { number } = await start();
      const manifests = world.app.get(DeskManifest);
      documents.beforeList = () => Promise.reject(new Error('killed'));
      await world.work();
      expect(await runOf(number)).toMatchObject({ state: 'checking', manifest_file: null });
      documents.beforeList = () => Promise.resolve();
      world.app.clock.advance({ minutes: 5 });
      await world.work();
      expect(await runOf(number)).toMatchObject({ state: 'applied' });
      await world.app.inTenant('gilbert', async () => manifests.make((await runOf(number)).id, true));
      expect(await runOf(number)).toMatchObject({ state: 'applied' });
    });

    it('counts no mass withdrawal for what was taken down at the desk, but for what vanished [PUB-93]', async () => {
      const many = Array.from({ length: 60 }, (_, index) =>
        deskDocument(`M${index}/text`, ids['B-PV']!, [to('account', '450MARTINA')]),
      );
      documents.list = [...many, deskDocument('7/text', ids['B-PV']!, [to('account', '450MARTINA')])];
      await publish();
      documents.list = documents.list.slice(60);
      expect((await publish()).state).toBe('awaiting_approval');
      documents.down = many.map(({ ref }) => ref);
      const run = await publish();
      documents.down = [];
      expect(run.state).toBe('applied');
      expect((await countsOf(run)).documents).toMatchObject({ listed: 61, withdrawn: 60, unchanged: 1 });
      expect(await shown()).toEqual(['7/text']);
    });

    it('sets aside a document whose bytes are not there, for nobody will send them', async () => {
      documents.list = [
        deskDocument('7/text', ids['B-PV']!, [to('account', '450MARTINA')]),
        deskDocument('8/text', ids['B-PV']!, [to('account', '450MARTINA')], { sha256: 'a'.repeat(64) }),
      ];
      const run = await publish();
      expect(run.state).toBe('applied');
      expect(await problemsOf(run)).toMatchObject([{ code: 'ROW-05', ref: '8/text' }]);
      expect(await shown()).toEqual(['7/text']);
    });

    it('is laid again beside what is published when a program publishes while it waits', async () => {
      const strangers = Array.from({ length: 51 }, (_, index) =>
        deskDocument(`S${index}/text`, ids['B-PV']!, [
          { scope: 'account', targetId: rowId(ids.I012!, 'account', `${index}`) },
        ]),
      );
      documents.list = [...strangers, deskDocument('9/text', ids['B-PV']!, [to('account', '450MARTINA')])];
      const waiting = await publish();
      expect(waiting.state).toBe('awaiting_approval');
      const rows = gilbert();
      await world.publish(world.sheet({ ...rows, accounts: rows.accounts.slice(0, 1), lots: rows.lots.slice(0, 1) }));
      const decision = { staffId: rowId(ids.I012!, 'party', 'staff') };
      const withdrawn = (await countsOf(waiting)).documents!.withdrawn;
      await world.app.inTenant('gilbert', () => world.app.get(RunDecisions).approve(waiting.id, withdrawn, decision));
      await world.work();
      const problems = await problemsOf(
        await runOf(
          Number(
            (await world.sql<{ number: number }>(`SELECT number FROM publication_run WHERE id = '${waiting.id}'`))[0]!
              .number,
          ),
        ),
      );
      expect(problems).toContainEqual(expect.objectContaining({ code: 'ROW-01', ref: '9/text' }));
      expect(await shown()).not.toContain('9/text');
    });
  });
});
