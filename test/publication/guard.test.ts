import { Conflict, InvalidInput } from '../../src/platform/errors/index.js';
import { RunDecisions } from '../../src/publication/index.js';
import { documentRow, gilbert, invoice, minutes, type Rows } from './support/manifest.js';
import { PublicationWorld } from './support/world.js';

const STAFF = 'a1a1a1a1-0000-4000-8000-000000000000';

/** The example with that many further documents, all of the same bytes. */
function withDocuments(count: number, change: Partial<Rows> = {}): Rows {
  const rows = gilbert();
  for (let number = 1; number <= count; number += 1)
    rows.documents.push(documentRow(`M${number}`, minutes, { title: `Annexe ${number}` }));
  return { ...rows, ...change };
}

describe('the guard', () => {
  let world: PublicationWorld;
  let decisions: RunDecisions;
  beforeAll(async () => {
    world = await PublicationWorld.open();
    decisions = world.app.get(RunDecisions);
    await world.publish(world.sheet(withDocuments(100)), [minutes, invoice]);
  });
  afterAll(() => world.close());

  const inTenant = <T>(work: () => Promise<T>) => world.app.inTenant('gilbert', work);
  const approve = (id: string, withdrawals: number) =>
    inTenant(() => decisions.approve(id, withdrawals, { staffId: STAFF }));
  const published = async () => (await world.sql(`SELECT FROM document WHERE publication_state = 'published'`)).length;

  it('lets an ordinary withdrawal pass [PUB-89]', async () => {
    expect((await world.publish(world.sheet(withDocuments(80)))).counts.documents).toMatchObject({ withdrawn: 20 });
    expect((await world.publish(world.sheet(withDocuments(100)))).state).toBe('applied');
  });

  it('holds a mass withdrawal until somebody who has read how many says yes [PUB-89] [PUB-95] [PUB-97]', async () => {
    const before = await world.snapshot();
    const run = await world.publish(world.sheet(withDocuments(40)));
    expect(run.state).toBe('awaiting_approval');
    expect(run.guardReasons).toEqual([
      { kind: 'withdrawals', section: 'documents', withdrawn: 60, published: 102, limit: 50, percent: 20 },
    ]);
    expect(run.counts.documents).toMatchObject({ listed: 42, withdrawn: 60, unchanged: 42 });
    expect(await world.snapshot()).toBe(before);
    expect((await world.ask('post', `/runs/${run.id}/commit`)).status).toBe(200);
    expect((await world.run(run.id)).state).toBe('awaiting_approval');

    await expect(approve(run.id, 59)).rejects.toThrow(InvalidInput);
    await approve(run.id, 60);
    await expect(approve(run.id, 60)).rejects.toThrow(Conflict);
    await world.work();
    expect((await world.run(run.id)).state).toBe('applied');
    expect(await published()).toBe(42);
  });

  it('keeps the former publication when somebody says no, and only the first who decides counts [PUB-98]', async () => {
    await world.publish(world.sheet(withDocuments(100)));
    const run = await world.publish(world.sheet(withDocuments(0)));
    const decide = () => inTenant(() => decisions.reject(run.id, { staffId: STAFF, note: 'Bordereau incomplet' }));
    const outcomes = await Promise.allSettled([decide(), decide()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await world.work();
    expect((await world.run(run.id)).state).toBe('rejected');
    expect(await published()).toBe(102);
  });

  it('forgets a run that waits when a newer manifest of its source is checked [PUB-96]', async () => {
    const waiting = await world.publish(world.sheet(withDocuments(0)));
    expect(waiting.state).toBe('awaiting_approval');
    const newer = await world.publish(world.sheet(withDocuments(100)));
    expect(newer.state).toBe('applied');
    expect((await world.run(waiting.id)).state).toBe('superseded');
    await expect(approve(waiting.id, 102)).rejects.toThrow(Conflict);
  });

  it('applies what it approved even when the staging is lost meanwhile [PUB-48]', async () => {
    const run = await world.publish(world.sheet(withDocuments(30)));
    expect(run.state).toBe('awaiting_approval');
    await world.sql(
      `TRUNCATE staged_run, staged_document, staged_document_audience, staged_account, staged_account_entry, staged_party`,
    );
    await approve(run.id, 70);
    await world.work();
    expect(await world.run(run.id)).toMatchObject({
      state: 'applied',
      counts: { documents: { withdrawn: 70, unchanged: 32 } },
    });
    expect(await published()).toBe(32);
    await world.publish(world.sheet(withDocuments(100)));
  });

  it('always holds a section that falls to nothing, and lets alone one that is not in scope [PUB-90] [PUB-41]', async () => {
    await world.publish(world.sheet(withDocuments(100)));
    const nothing = await world.publish(world.sheet({ documents: [] }));
    expect(nothing.guardReasons.map(({ kind }) => kind)).toEqual(['withdrawals', 'emptied']);
    await inTenant(() => decisions.abandon(nothing.id));
    expect(await published()).toBe(102);
    expect((await world.publish(world.sheet({ photos: [] }))).state).toBe('applied');
    expect(await published()).toBe(102);
  });

  it('does not count what ended by date or is withdrawn by name [PUB-93]', async () => {
    const ended = (until: string) =>
      world.sheet({
        documents: withDocuments(100).documents!.map(
          (row) => ('until' in row || !row.ref.startsWith('M') ? row : { ...row, until }) as never,
        ),
      });
    await world.publish(ended('2025-11-13'));
    const run = await world.publish(world.sheet(gilbert()));
    expect(run).toMatchObject({
      state: 'applied',
      counts: { documents: { expired: 100, withdrawn: 0, unchanged: 2 } },
    });
    await world.publish(world.sheet(withDocuments(100)));
    const byName = withDocuments(100).documents!.map(({ ref }) =>
      ref.startsWith('M') ? { ref, withdrawn: true as const } : null,
    );
    const rows = gilbert();
    const named = await world.publish(
      world.sheet({ documents: [...rows.documents, ...byName.filter((row) => row !== null)] }),
    );
    expect(named).toMatchObject({ state: 'applied', counts: { documents: { withdrawn: 100 } } });
  });

  it('holds a binder that opens wider, saying how many documents and how many people who do not read them now [PUB-92]', async () => {
    const rows = gilbert();
    rows.binders[1] = { ...rows.binders[1]!, levels: ['co_owner', 'council_member', 'president'] };
    const run = await world.publish(world.sheet(rows));
    expect(run.guardReasons).toEqual([
      { kind: 'widened', line: 'syndic', path: ['Factures'], levels: ['co_owner'], documents: 1, readers: 1 },
    ]);
    await approve(run.id, 0);
    await world.work();
    const levels = () => world.sql(`SELECT levels FROM binder WHERE role = 'invoices' AND tenant_id = $tenant`);
    expect(await levels()).toEqual([{ levels: ['co_owner', 'council_member', 'president'] }]);
    expect((await world.publish(world.sheet(gilbert()))).state).toBe('applied');
    expect(await levels()).toEqual([{ levels: ['council_member', 'president'] }]);
  });

  it('lets a binder open wider when nobody would read more than he reads now [PUB-92]', async () => {
    const rows = gilbert();
    const opened = {
      ...rows.binders[1]!,
      levels: ['co_owner' as const, 'council_member' as const, 'president' as const],
    };
    // Pierre, of the council, reads what is addressed to him already.
    const documents = rows.documents.map((document) =>
      document.ref === 'D90' && !document.withdrawn
        ? { ...document, audiences: [{ scope: 'account' as const, target: '450PIERREP' }] }
        : document,
    );
    expect((await world.publish(world.sheet({ ...rows, documents }))).state).toBe('applied');
    const run = await world.publish(world.sheet({ ...rows, documents, binders: [rows.binders[0]!, opened] }));
    expect(run).toMatchObject({ state: 'applied', guardReasons: [] });
    expect((await world.publish(world.sheet(gilbert()))).state).toBe('applied');
  });

  it('ends what nobody decides, and what nobody sends, after seven days', async () => {
    await world.publish(world.sheet(withDocuments(100)));
    const waiting = await world.publish(world.sheet(withDocuments(0)));
    expect(waiting.state).toBe('awaiting_approval');
    world.app.clock.advance({ days: 6, hours: 23 });
    await world.work();
    expect((await world.run(waiting.id)).state).toBe('awaiting_approval');
    const open = await world.start({ ...world.sheet(gilbert()), generatedAt: world.app.clock.now().toISOString() });
    expect((await world.run(waiting.id)).state).toBe('superseded');
    world.app.clock.advance({ days: 7, minutes: -1 });
    await world.work();
    expect((await world.run(open.id)).state).toBe('receiving');
    world.app.clock.advance({ minutes: 2 });
    await world.work();
    expect((await world.run(open.id)).state).toBe('expired');
  });
});
