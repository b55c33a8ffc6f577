import { Messages, TRIAL_EMAIL } from '../../src/platform/mail/index.js';
import { PersonErasures } from '../../src/portfolio/index.js';
import { NightlyRetention } from '../../src/publication/retention/nightly-retention.job.js';
import { residentViewer, TestViewers } from '../support/viewers.js';
import { gilbert, invoice, minutes } from './support/manifest.js';
import { PublicationWorld } from './support/world.js';

const SECRETS = ['MARTIN', 'Anne', 'anne@example.org', '450MARTINA', 'T4413', 'rue Gilbert'];

describe('a person nobody publishes any more', () => {
  const viewers = new TestViewers();
  let world: PublicationWorld;
  let id: string;
  const erased: string[][] = [];

  beforeAll(async () => {
    world = await PublicationWorld.open({ overrides: [viewers.override] });
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
    [{ id }] = (await world.sql<{ id: string }>(`SELECT id FROM party WHERE ref = 'T4413'`)) as [{ id: string }];
    world.app.get(PersonErasures).contribute((ids) => Promise.resolve(void erased.push([...ids])));
    const anne = viewers.agent(world.app, world.ground, residentViewer(id, ['co_owner']));
    const [document] = await world.sql<{ id: string }>(`SELECT id FROM document WHERE ref = 'D77'`);
    expect((await anne.get(`/extranet/coproprietaire/document/${document!.id}`)).status).toBe(200);
    await world.app.inTenant('gilbert', () =>
      world.app
        .get(Messages)
        .send(
          TRIAL_EMAIL,
          { address: 'anne@example.org', name: 'Anne MARTIN' },
          { author: 'Claire DURAND' },
          { concerns: { kind: 'party', id } },
        ),
    );
  });
  afterAll(() => world.close());

  const night = async (at: string) => {
    world.app.clock.set(at);
    await world.app.inTenant('gilbert', () => world.app.get(NightlyRetention).run());
    await world.work();
  };
  const withoutAnne = () => {
    const { parties, accounts, lots, ...rows } = gilbert();
    return {
      ...rows,
      parties: parties.filter(({ ref }) => ref !== 'T4413'),
      accounts: accounts.filter(({ ref }) => ref !== '450MARTINA'),
      lots: lots.filter(({ ref }) => ref !== 'I012-8'),
    };
  };
  /** Everything the tables of people say of her. */
  const said = async () => {
    const parts = await Promise.all([
      world.sql(`SELECT to_jsonb(p) FROM party p WHERE id = '${id}'`),
      world.sql(`SELECT to_jsonb(a) FROM account a WHERE party_id = '${id}'`),
      world.sql(`SELECT to_jsonb(l) FROM resident_login l WHERE party_id = '${id}'`),
      world.sql(`SELECT to_jsonb(m) FROM outgoing_message m WHERE concerns_id = '${id}'`),
    ]);
    return JSON.stringify(parts);
  };
  const logins = () => world.sql(`SELECT login FROM resident_login WHERE party_id = '${id}'`);

  it('stays who he was for 24 months, his login shut [PUB-66]', async () => {
    expect((await world.publish(world.sheet(withoutAnne()))).state).toBe('applied');
    await night('2027-11-14T12:00:00Z');
    expect(await said()).toContain('MARTIN');
    expect(await logins()).toHaveLength(1);
    expect(erased).toEqual([]);
  });

  it('loses name, address, account number, messages and login then; what he opened stays [PUB-66]', async () => {
    await night('2027-11-15T12:00:00Z');
    const left = await said();
    for (const secret of SECRETS) expect(left).not.toContain(secret);
    expect(left).toContain('Anonyme');
    expect(await logins()).toEqual([]);
    expect(await world.sql(`SELECT action FROM consultation_record WHERE party_id = '${id}'`)).toEqual([
      { action: 'view' },
    ]);
    expect(erased).toEqual([[id]]);
  });

  it('takes nothing from others, and nothing twice [PUB-66]', async () => {
    await night('2027-11-16T12:00:00Z');
    expect(erased).toHaveLength(1);
    expect(await world.sql(`SELECT last_name FROM party WHERE ref = 'T4412'`)).toEqual([{ last_name: 'PROPRIETAIRE' }]);
    expect(await world.sql(`SELECT details FROM audit_entry WHERE action = 'party.anonymise'`)).toEqual([
      { details: { persons: 1 } },
    ]);
  });

  it('is himself again when he is published again, with a new login, and then for as long as anyone', async () => {
    expect((await world.publish(world.sheet(gilbert()))).state).toBe('applied');
    const again = await said();
    for (const secret of ['MARTIN', 'anne@example.org', '450MARTINA', 'T4413']) expect(again).toContain(secret);
    expect(await logins()).toHaveLength(1);
    expect((await world.publish(world.sheet(withoutAnne()))).state).toBe('applied');
    await night('2027-12-16T12:00:00Z');
    expect(await said()).toContain('MARTIN');
    await night('2029-11-17T12:00:00Z');
    expect(await said()).not.toContain('MARTIN');
  });

  it('is not forgotten while a published council still names him [PUB-66]', async () => {
    await world.publish(world.sheet(gilbert()));
    await world.publish(world.sheet(withoutAnne()));
    await world.sql(`INSERT INTO council_membership (tenant_id, building_id, position, party_id, title)
      SELECT $tenant, id, 9, '${id}', 'member' FROM building WHERE ref = 'I012'`);
    await night('2032-12-01T12:00:00Z');
    expect(await said()).toContain('MARTIN');
  });
});
