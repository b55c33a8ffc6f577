import { currentTenant } from '../../src/platform/context/index.js';
import { RunOpening, Sources } from '../../src/publication/index.js';
import { change } from '../support/factories/index.js';
import { accountRow, documentRow, gilbert, invoice, minutes, type Rows } from './support/manifest.js';
import { png } from './support/pdf.js';
import { PublicationWorld } from './support/world.js';

const picture = png();

/** Everything a manifest can hold, in both lines. */
function whole(): Rows {
  const rows = gilbert();
  const [building] = rows.buildings;
  const gerance = {
    ...building!,
    businessLine: 'gerance' as const,
    entity: 'G001',
    council: [],
    meetings: [],
    fiscalYears: [],
  };
  return {
    ...rows,
    staff: [{ ref: 'U1', lastName: 'GÉRANT', firstName: 'Claire', role: 'manager' }],
    entities: [
      ...rows.entities,
      { ref: 'G001', code: 'G001', label: 'Gérance', businessLine: 'gerance', oneOffDebit: false },
    ],
    binders: [
      ...rows.binders,
      {
        ref: 'B-QUI',
        businessLine: 'gerance',
        path: ['Quittances'],
        levels: ['lessee'],
        position: 3,
        role: 'ordinary',
        active: true,
      },
    ],
    buildings: [
      { ...building!, manager: 'U1', caretakers: [{ party: 'T4413', presence: 'le matin' }] },
      {
        ...gerance,
        ref: 'I500',
        name: 'Immeuble de rapport',
        allocationKeys: [{ ref: 'I500-1', label: 'Charges', total: 100 }],
      },
    ],
    lots: [
      ...rows.lots,
      {
        ref: 'I500-1',
        building: 'I500',
        number: '1',
        kind: 'apartment',
        shares: [{ key: 'I500-1', value: 100 }],
        holders: [
          { account: '467PIERRE', part: 'owner' },
          { account: '411ANNE', part: 'lessee', from: '2024-01-01' },
        ],
      },
    ],
    suppliers: [{ ref: 'F1', party: 'T4413', account: '401MARTIN', trade: 'Plomberie', visible: true }],
    accounts: [
      ...rows.accounts,
      accountRow('467PIERRE', 'T4412', [], { kind: 'landlord', entity: 'G001', building: 'I500', manager: 'U1' }),
      accountRow('411ANNE', 'T4413', [], { kind: 'lessee', entity: 'G001', building: 'I500' }),
    ],
    expenses: [{ ...rows.expenses[0]!, supplier: 'F1' }],
    documents: [
      ...rows.documents,
      documentRow('D95', minutes, {
        binder: 'B-QUI',
        title: 'Quittance',
        audiences: [{ scope: 'account', target: '411ANNE' }],
      }),
      documentRow('D96', minutes, { title: 'À tous', audiences: [{ scope: 'line', target: 'syndic' }] }),
    ],
    photos: [
      {
        ref: 'P1',
        building: 'I012',
        lot: 'I012-7',
        filename: 'façade.png',
        media: 'image/png',
        bytes: picture.bytes.length,
        sha256: picture.sha256,
        position: 1,
      },
    ],
  };
}

describe('every section of a manifest', () => {
  let world: PublicationWorld;
  const both = { lines: ['gerance', 'syndic'] as ('gerance' | 'syndic')[] };
  beforeAll(async () => {
    world = await PublicationWorld.open();
  });
  afterAll(() => world.close());

  it('is published, each row under its line [PUB-27]', async () => {
    const run = await world.publish(world.sheet(whole(), both), [minutes, invoice, picture]);
    expect(run).toMatchObject({ state: 'applied', problems: [] });
    const { binders, ...others } = run.counts;
    expect(Object.values(others).every(({ listed, added }) => listed === added)).toBe(true);
    expect(Object.keys(others)).toHaveLength(11);
    expect(binders).toMatchObject({ listed: 3, added: 0, setAside: 0 }); // the agency's own were there
    expect(
      await world.sql(`
      SELECT b.name, s.last_name AS manager, c.presence FROM building b LEFT JOIN listed_staff s ON s.id = b.manager_id
      LEFT JOIN caretaker c ON c.building_id = b.id ORDER BY b.name`),
    ).toEqual([
      { name: 'Immeuble de rapport', manager: null, presence: null },
      { name: 'Résidence Gilbert', manager: 'GÉRANT', presence: 'le matin' },
    ]);
    expect(await world.sql(`SELECT ref, line FROM lot ORDER BY ref`)).toEqual([
      { ref: 'I012-7', line: 'syndic' },
      { ref: 'I012-8', line: 'syndic' },
      { ref: 'I500-1', line: 'gerance' },
    ]);
    expect(await world.sql(`SELECT p.filename, l.number AS lot FROM photo p JOIN lot l ON l.id = p.lot_id`)).toEqual([
      { filename: 'façade.png', lot: '7' },
    ]);
    expect(
      await world.sql(`
      SELECT d.ref, d.line, a.target_id = app.line_target(d.line) AS everyone FROM document d JOIN document_audience a ON a.document_id = d.id
      WHERE d.ref IN ('D95', 'D96') ORDER BY 1`),
    ).toEqual([
      { ref: 'D95', line: 'gerance', everyone: false },
      { ref: 'D96', line: 'syndic', everyone: true },
    ]);
  });

  it('changes nothing the second time [PUB-53]', async () => {
    const before = await world.snapshot();
    const run = await world.publish(world.sheet(whole(), both));
    expect(Object.values(run.counts).every(({ listed, unchanged }) => listed === unchanged)).toBe(true);
    expect(await world.snapshot()).toBe(before);
  });

  it('of one line leaves the rows of the other alone [PUB-41]', async () => {
    const before = await world.snapshot();
    const { staff, suppliers, photos, ...rest } = {
      ...gilbert(),
      staff: whole().staff,
      suppliers: whole().suppliers,
      photos: whole().photos,
    };
    const rows = {
      ...rest,
      staff,
      suppliers,
      photos,
      expenses: whole().expenses!,
      buildings: [whole().buildings![0]!],
      documents: whole().documents!.filter((row) => row.ref !== 'D95'),
    };
    const run = await world.publish(world.sheet(rows));
    expect(run).toMatchObject({ state: 'applied', problems: [] });
    expect(Object.values(run.counts).every(({ withdrawn }) => withdrawn === 0)).toBe(true);
    expect(await world.snapshot()).toBe(before);
  });

  it('sets aside a row of a line its section is not announced for', async () => {
    const rows = {
      ...gilbert(),
      documents: whole().documents,
      expenses: whole().expenses!,
      buildings: whole().buildings!.slice(0, 1),
    };
    const { binders: _kept, ...withoutBinders } = rows;
    const run = await world.publish(world.sheet(withoutBinders));
    expect(run.problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'ROW-04 Document D95 : métier hors du périmètre de la section.',
    ]);
    expect(run.counts.documents).toMatchObject({ setAside: 1, withdrawn: 0 });
    await world.publish(world.sheet(whole(), both));
  });

  it('keeps what others name: a key no longer listed is marked, and comes back', async () => {
    const rows = whole();
    rows.buildings![0] = { ...rows.buildings![0]!, allocationKeys: [] };
    const run = await world.publish(world.sheet(rows, both));
    expect(run.problems.map(({ code, ref }) => [code, ref])).toEqual([
      ['ROW-01', 'I012-7'],
      ['ROW-01', 'I012-8'],
      ['ROW-01', 'E881'],
    ]);
    const listed = () => world.sql(`SELECT listed FROM allocation_key WHERE ref = 'I012-001'`);
    expect(await listed()).toEqual([{ listed: false }]);
    expect(run.counts).toMatchObject({ lots: { setAside: 2, withdrawn: 0 }, expenses: { setAside: 1, withdrawn: 0 } });
    await world.publish(world.sheet(whole(), both));
    expect(await listed()).toEqual([{ listed: true }]);
  });

  it('warns of two presidents and of a gap between publications', async () => {
    const rows = whole();
    rows.buildings![0] = {
      ...rows.buildings![0]!,
      council: [
        { party: 'T4412', title: 'president' },
        { party: 'T4413', title: 'president' },
      ],
    };
    const run = await world.publish(world.sheet(rows, { ...both, previousRunRef: 'another' }));
    expect(run.problems.map(({ code }) => code)).toEqual(['WRN-05', 'WRN-06']);
    expect(run.problems[0]?.message).toBe('Immeuble I012 : 2 présidents en même temps.');
    await world.publish(world.sheet(whole(), both));
  });

  it('gives another login when the one wished for is taken, with a warning', async () => {
    const { parties, accounts, lots } = whole();
    const wished = { credentials: { login: 'pierre.dupont', initialPassword: 'Premiere-Fois-1' } };
    const rows: Rows = {
      parties: [
        ...parties!,
        { ...parties![0]!, ref: 'T9', ...wished } as never,
        { ...parties![0]!, ref: 'T10', ...wished } as never,
      ],
      accounts: [...accounts!, accountRow('450T9', 'T9', []), accountRow('450T10', 'T10', [])],
      lots,
    };
    const run = await world.publish(world.sheet(rows, both));
    expect(run.problems.map(({ code }) => code)).toEqual(['WRN-07']);
    const { logins } = (await world.ask('get', '/logins')).body as { logins: { ref: string; login: string }[] };
    expect(logins.map(({ login }) => login)).toContain('pierre.dupont');
    expect(new Set(logins.map(({ login }) => login)).size).toBe(logins.length);
    await world.publish(world.sheet(whole(), both));
  });

  it('is applied again from its manifest, without a word to anyone, and without what was withdrawn at once [PUB-37] [PUB-34]', async () => {
    const former = await world.snapshot();
    const changed = whole();
    changed.documents = changed.documents!.filter(({ ref }) => ref !== 'D96');
    const undone = await world.publish(world.sheet(changed, both));
    await change(world.ground, 'document', { publication_state: 'blocked' }, { ref: 'D77' });
    const [kept] = await world.sql<{ file: string; bytes: number }>(`
      SELECT manifest_file AS file, manifest_bytes::int AS bytes FROM publication_run WHERE state = 'applied' AND id <> '${undone.id}'
      ORDER BY number DESC LIMIT 1`);
    const { run } = await world.app.inTenant('gilbert', async () => {
      expect(currentTenant().domain).toBe('gilbert');
      const source = await world.app.get(Sources).byCode('LSC');
      const blob = { sha256: kept!.file, bytes: kept!.bytes, mediaType: null, restricted: false };
      return world.app
        .get(RunOpening)
        .open(source!, blob, { trigger: 'replay', runRef: 'replay-1', replayOf: undone.id });
    });
    await world.work();
    expect((await world.run(run.id)).state).toBe('applied');
    expect(await world.sql(`SELECT notifies FROM publication_run WHERE id = '${run.id}'`)).toEqual([
      { notifies: false },
    ]);
    expect(
      await world.sql(`SELECT ref, publication_state AS state FROM document WHERE ref IN ('D77', 'D96') ORDER BY ref`),
    ).toEqual([
      { ref: 'D77', state: 'blocked' },
      { ref: 'D96', state: 'published' },
    ]);
    await change(world.ground, 'document', { publication_state: 'published' }, { ref: 'D77' });
    expect(await world.snapshot()).toBe(former);
  });
});
