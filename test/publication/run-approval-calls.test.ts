import type { PublicationWorld } from './support/world.js';
import { RunDecisions } from '../../src/publication/index.js';
import { ReportWorld, withDocuments } from './support/report-world.js';

const STAFF = 'a1a1a1a1-0000-4000-8000-000000000000';

describe('a run that waits for a yes', () => {
  let reports: ReportWorld;
  let world: PublicationWorld;
  beforeAll(async () => {
    reports = await ReportWorld.open();
    world = reports.publication;
  });
  afterAll(() => reports.close());
  beforeEach(() => reports.forget());

  const inTenant = <T>(work: () => Promise<T>) => reports.inTenant(work);
  const told = () => reports.told();
  const mailed = () => reports.mailed();
  const letterTo = (address: string) => reports.letterTo(address);
  const logins = async () => (await told()).map(({ login }) => login);
  const hold = async () => {
    const run = await world.publish(world.sheet(withDocuments(10)));
    expect(run.state).toBe('awaiting_approval');
    return run;
  };
  const reject = (id: string) =>
    inTenant(() => world.app.get(RunDecisions).reject(id, { staffId: STAFF, note: 'Bordereau incomplet' }));
  const M7 = 'Votre accord est attendu : publication n°';
  const calls = async () => (await told()).filter(({ title }) => title.startsWith(M7));

  it('asks those who may approve it for the whole agency, saying what would go, and nobody else (acceptance 25) [PUB-89]', async () => {
    const before = await world.snapshot();
    const run = await hold();
    expect(await world.snapshot()).toBe(before);
    expect((await told()).map(({ login, title }) => [login, title])).toEqual(
      ['claire', 'pagesimmo', 'paul'].map((login) => [login, `${M7} ${run.number}`]),
    );
    expect((await told())[0]!.body).toContain(
      'Cette publication retirerait 90 documents sur 102 (seuil 50).\n\nRien ne change sans votre accord, jusqu’au 21/11/2025 20:05.',
    );
    expect(mailed()).toEqual(['claire@gilbert.fr', 'maitre@gilbert.fr', 'paul@gilbert.fr']);
    expect(letterTo('paul@gilbert.fr')?.text).toContain(`Décider :\nhttp://gilbert.localhost`);
    await reject(run.id);
    await world.work();
  });

  it('does not ask who works for one of its lines only', async () => {
    await world.sql('DELETE FROM system_message');
    const run = await world.publish(world.sheet(withDocuments(10), { lines: ['gerance', 'syndic'] }));
    expect(run.state).toBe('awaiting_approval');
    expect(await logins()).toEqual(['pagesimmo', 'paul']);
    await reject(run.id);
    await world.work();
  });

  it('is written by the transaction that holds the run, and with it', async () => {
    const { RunWaits } = await import('../../src/publication/runs/run-waits.js');
    let failing = true;
    world.app.get(RunWaits).contribute(() => (failing ? Promise.reject(new Error('no')) : Promise.resolve()));
    const run = await world.publish(world.sheet(withDocuments(10)));
    expect(run.state).toBe('ready');
    expect(await calls()).toEqual([]);
    failing = false;
    world.app.clock.advance({ minutes: 2 });
    await world.work();
    expect((await world.run(run.id)).state).toBe('awaiting_approval');
    expect(await calls()).toHaveLength(3);
    await reject(run.id);
    await world.work();
    const report = (await told()).find(({ title }) => title.endsWith('rejetée'));
    expect(report?.body).toContain('Rien n’a changé en ligne : ces nombres étaient prévus.');
  });

  it('asks again after 24 and 72 hours while it waits, and never after', async () => {
    world.app.clock.set('2025-11-14T19:30:00Z');
    const run = await hold();
    const after = async (hours: number) => {
      world.app.clock.set(new Date(Date.parse('2025-11-14T19:30:00Z') + hours * 3_600_000).toISOString());
      await world.work();
      return (await calls()).length;
    };
    expect([await after(23), await after(25), await after(71), await after(73), await after(160)]).toEqual([
      3, 6, 6, 9, 9,
    ]);
    expect(await after(7 * 24 + 1)).toBe(9);
    expect((await world.run(run.id)).state).toBe('expired');
    expect((await told()).at(-1)!.body).toContain('personne n’a donné son accord pendant sept jours');

    world.app.clock.set('2025-11-14T19:30:00Z');
    await world.sql('DELETE FROM system_message');
    const decided = await hold();
    await reject(decided.id);
    await world.work();
    expect(await after(25)).toBe(3);
    expect(await after(73)).toBe(3);
  });
});
