import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { ClockWork } from '../../src/platform/jobs/index.js';
import { DeskRuns } from '../../src/publication/index.js';
import { type Agent } from '../support/app.js';
import { ScheduleWorld, SERVICE } from './support/schedule-world.js';

/** Friday 14/11/2025, 20:05 in Paris; slots on Mondays and Thursdays. */
describe('publications that come by themselves', () => {
  let world: ScheduleWorld;
  let administrator: Agent;
  beforeAll(async () => {
    world = await ScheduleWorld.open();
    ({ administrator } = world);
    await world.world.app.get(ClockWork).tick();
    await world.world.sql(`UPDATE staff_member SET receives_system_messages = true WHERE tenant_id = $tenant`);
    await world.activate(true);
    await world.validateDomain();
    await world.tick({ 1: '20:00', 4: '20:00' });
  });
  afterAll(() => world.close());

  const slots = () =>
    world.world.sql<{ outcome: string; due: string }>(`
      SELECT outcome, to_char(due_at AT TIME ZONE 'Europe/Paris', 'DD/MM HH24:MI') AS due FROM publication_slot
      WHERE tenant_id = $tenant ORDER BY due_at`);
  const lastSlots = async (count: number) =>
    (await slots()).slice(-count).map(({ due, outcome }) => `${due} ${outcome}`);

  it('begin at their minute, and once, however often the house looks [PUB-01] [PUB-18]', async () => {
    expect(await world.at('2025-11-17T18:59:59Z')).toEqual([]);
    expect(await world.at('2025-11-17T19:00:00Z')).toHaveLength(1);
    expect(await world.at('2025-11-17T19:00:30Z')).toEqual([]);
    expect(await world.at('2025-11-17T19:01:00Z')).toEqual([]);
    expect(await slots()).toEqual([{ outcome: 'started', due: '17/11 20:00' }]);
    const [run] = await world.world.sql(`
      SELECT s.code, r.trigger, r.state, r.simulate FROM publication_run r JOIN publication_source s ON s.id = r.source_id
      WHERE r.tenant_id = $tenant ORDER BY r.number DESC LIMIT 1`);
    expect(run).toEqual({ code: 'DESK', trigger: 'schedule', state: 'applied', simulate: false });
  });

  it('begin late when the house was down, by less than six hours [PUB-21]', async () => {
    expect(await world.at('2025-11-21T00:59:00Z')).toHaveLength(1);
    expect(await lastSlots(1)).toEqual(['20/11 20:00 started']);
  });

  it('are missed when it was down longer: the page says so, and the report of the next run [PUB-21]', async () => {
    expect(await world.at('2025-11-28T01:00:00Z')).toEqual([]);
    expect(await lastSlots(2)).toEqual(['24/11 20:00 missed', '27/11 20:00 missed']);
    expect(await world.text(administrator, SERVICE)).toContain(
      'Publications qui n’ont pas eu lieu Jeudi 27/11/2025 à 20:00 : manquée Lundi 24/11/2025 à 20:00 : manquée',
    );
    const [message] = await world.world.sql<{ title: string; body: string }>(
      `SELECT DISTINCT title, body FROM system_message WHERE tenant_id = $tenant AND title LIKE 'Publication automatique%'`,
    );
    expect(message?.body).toContain('Lundi 24/11/2025 à 20:00\nJeudi 27/11/2025 à 20:00');
    const [number] = await world.at('2025-12-01T19:00:00Z');
    expect(await world.text(administrator, `/gestion/publications/${number}`)).toContain(
      'Lundi 24/11/2025 à 20:00 : manquée Jeudi 27/11/2025 à 20:00 : manquée',
    );
    const [later] = await world.at('2025-12-04T19:00:00Z');
    expect(await world.text(administrator, `/gestion/publications/${later}`)).not.toContain('manquée');
  });

  it('are omitted while a run of the desk is open, and noted in its report [PUB-22]', async () => {
    world.world.app.clock.set('2025-12-08T18:59:00Z');
    const open = await world.world.app.inTenant('gilbert', () =>
      world.world.app.get(DeskRuns).start({ trigger: 'manual' }),
    );
    await world.world.sql(`DELETE FROM platform.job WHERE tenant_id = $tenant AND kind = 'publication-desk-manifest'`);
    expect(await world.at('2025-12-08T19:00:00Z')).toEqual([]);
    expect(await lastSlots(1)).toEqual(['08/12 20:00 omitted']);
    const said = `Lundi 08/12/2025 à 20:00 : omise, la publication n° ${open.number} était en cours`;
    expect(await world.text(administrator, SERVICE)).toContain(said);
    expect(await world.text(administrator, `/gestion/publications/${open.number}`)).toContain(said);
    await world.world.sql(
      `UPDATE publication_run SET state = 'abandoned', ended_at = now() WHERE tenant_id = $tenant AND id = '${open.id}'`,
    );
    expect(await world.at('2025-12-11T19:00:00Z')).toHaveLength(1);
  });

  it('do not come while the service is off, the domain not validated or the option closed; nothing is then missed [PUB-04] [PUB-15]', async () => {
    const count = (await slots()).length;
    await world.activate(false);
    expect(await world.at('2025-12-15T19:00:00Z')).toEqual([]);
    world.world.app.clock.set('2025-12-16T10:00:00Z');
    await world.activate(true);
    expect(await world.at('2025-12-16T10:01:00Z')).toEqual([]);
    await world.validateDomain(null);
    expect(await world.at('2025-12-18T19:00:00Z')).toEqual([]);
    expect(await world.text(administrator, '/gestion/administration/services-systeme')).toContain('Suspendu');
    await world.validateDomain();
    await world.world.sql(`UPDATE platform.tenant SET features = '{}' WHERE id = $tenant`);
    world.world.forgetTenants();
    await world.at('2025-12-22T19:00:00Z');
    await world.world.sql(`UPDATE platform.tenant SET features = '{extranet}' WHERE id = $tenant`);
    world.world.forgetTenants();
    expect(await slots()).toHaveLength(count);
  });

  it('follow the clock of the agency: summer time, and another time zone [PUB-20]', async () => {
    world.world.app.clock.set('2026-03-28T12:00:00Z');
    await world.only({ 7: '02:30' });
    expect(await world.at('2026-03-29T00:59:59Z')).toEqual([]);
    expect(await world.at('2026-03-29T01:00:00Z')).toHaveLength(1);
    expect(await world.at('2026-03-29T01:30:00Z')).toEqual([]);
    await world.world.sql(`UPDATE platform.tenant SET time_zone = 'America/Martinique' WHERE id = $tenant`);
    world.world.forgetTenants();
    expect(await world.at('2026-04-05T00:30:00Z')).toEqual([]);
    expect(await world.at('2026-04-05T06:29:00Z')).toEqual([]);
    expect(await world.at('2026-04-05T06:30:00Z')).toHaveLength(1);
  });

  it('of an agency whose slot could not be dealt with are asked for again, an hour later', async () => {
    const due = () =>
      world.world.app
        .get(UnitOfWork)
        .operatorRead((query) =>
          query<{ asked: boolean }>(
            sql`SELECT asked_at IS NOT NULL AS asked FROM platform.publication_due WHERE tenant_id = ${world.world.ground.tenantId}`,
          ),
        );
    await world.world.sql(
      `UPDATE platform.publication_due SET asked_at = '2026-04-12T06:30:00Z' WHERE tenant_id = $tenant`,
    );
    expect(await world.at('2026-04-12T07:29:00Z')).toEqual([]);
    expect(await due()).toEqual([{ asked: true }]);
    expect(await world.at('2026-04-12T07:30:00Z')).toHaveLength(1);
    expect(await due()).toEqual([{ asked: false }]);
  });
});
