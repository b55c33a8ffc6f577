import type { WouldNotify } from '../../src/publication/rehearsing/would-notify.queries.js';
import { gilbert as example } from './support/manifest.js';
import { NoticeWorld, news } from './support/notices.js';
import { pdf } from './support/pdf.js';

describe('a simulation', () => {
  let gilbert: NoticeWorld;
  beforeAll(async () => {
    gilbert = await NoticeWorld.open();
  });
  afterAll(() => gilbert.close());

  const simulate = async () => {
    const { binders, parties, buildings, lots, accounts, entities } = example();
    const rows = { entities, binders, parties, buildings, lots, accounts, documents: gilbert.documents };
    const sheet = { ...gilbert.world.sheet(rows), generatedAt: gilbert.world.app.clock.now().toISOString() };
    const { id, state } = await gilbert.world.start(sheet, '?simulate=true');
    expect(state).toBe('simulated');
    const [run] = await gilbert.world.sql<{ would_notify: WouldNotify }>(
      `SELECT would_notify FROM publication_run WHERE id = $1`,
      [id],
    );
    return run!.would_notify;
  };
  const add = (...document: Parameters<typeof news>) => gilbert.documents.push(news(...document));
  const noticed = () =>
    gilbert.world.sql(`SELECT * FROM document_notice WHERE tenant_id = $tenant ORDER BY party_id, document_id`);

  it('says whom the publication tells, by name, as many as it then does, and tells nobody itself [PUB-36]', async () => {
    add('N1');
    add('N2');
    add('C1', { binder: 'B-FAC', origin: 'invoice' });
    const before = [await gilbert.world.snapshot(), await noticed()];
    expect(await simulate()).toEqual({
      immediate: 2,
      weekly: 0,
      first: [
        { name: 'Anne MARTIN', documents: 2 },
        { name: 'Pierre PROPRIETAIRE', documents: 3 },
      ],
    });
    expect([await gilbert.world.snapshot(), await noticed()]).toEqual(before);
    expect(await gilbert.told()).toEqual([]);
    await gilbert.publish();
    expect(await gilbert.told()).toHaveLength(2);
    expect(await simulate()).toEqual({ immediate: 0, weekly: 0, first: [] });
  });

  it('counts apart those who are told on Monday, and leaves out those who refuse', async () => {
    add('N3');
    await gilbert.choose('Anne', 'weekly');
    await gilbert.choose('Pierre', 'never');
    expect(await simulate()).toEqual({ immediate: 0, weekly: 1, first: [{ name: 'Anne MARTIN', documents: 1 }] });
    await gilbert.choose('Anne', 'immediate');
    await gilbert.choose('Pierre', 'immediate');
  });

  it('counts documents whose file has not come yet', async () => {
    const absent = pdf('pas encore là');
    add('N4', { sha256: absent.sha256, bytes: absent.bytes.length });
    expect((await simulate()).first).toEqual([
      { name: 'Anne MARTIN', documents: 2 },
      { name: 'Pierre PROPRIETAIRE', documents: 2 },
    ]);
    expect(await gilbert.world.sql(`SELECT FROM stored_file WHERE sha256 = '${absent.sha256}'`)).toEqual([]);
  });

  it('is made for who has to decide of a run that waits', async () => {
    gilbert.take('N4');
    const more = Array.from({ length: 60 }, (_, index) => news(`G${index}`, { notify: false }));
    await gilbert.publish(more);
    await gilbert.told();
    gilbert.documents = gilbert.documents.filter(({ ref }) => !ref.startsWith('G'));
    const waiting = await gilbert.publish([news('N5')]);
    expect(waiting.state).toBe('awaiting_approval');
    const [run] = await gilbert.world.sql<{ would_notify: WouldNotify }>(
      `SELECT would_notify FROM publication_run WHERE id = $1`,
      [waiting.id],
    );
    expect(run!.would_notify).toMatchObject({ immediate: 2, weekly: 0 });
    expect(await gilbert.told()).toEqual([]);
  });
});
