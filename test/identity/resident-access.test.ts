import { randomUUID } from 'node:crypto';
import { type AccessCard, ResidentAccess, type GivenCredentials } from '../../src/identity/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TenantUpkeep } from '../../src/identity/upkeep/tenant-upkeep.js';
import { aParty, anAccount, change } from '../support/factories/index.js';
import {
  identityWorld,
  type IdentityWorld,
  NOW,
  PHRASE,
  read,
  signedInResident,
  signIn,
} from './support/identity-world.js';

describe('residents’ access, as other rooms ask for it', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.app.clock.set(NOW));

  const access = <T>(work: (access: ResidentAccess) => Promise<T>) =>
    world.in(() => work(world.app.get(ResidentAccess)));
  const card = async (partyId: string) => (await access((one) => one.cards([partyId]))).get(partyId) as AccessCard;
  const people = async (count: number, columns = {}) => {
    const made = [];
    for (let index = 0; index < count; index += 1) made.push((await aParty(world.gilbert, columns)).id);
    return made;
  };
  const given = (partyId: string, credentials: GivenCredentials) => new Map([[partyId, credentials]]);
  const canEnter = async (login: string, password: string) => {
    const agent = world.agent();
    await signIn(agent, '/extranet', login, password);
    return (await agent.get('/extranet/profil')).status === 200;
  };

  it('makes a login and a readable password for each party, once [ACC-26] [ACC-27] [ACC-31]', async () => {
    const parties = await people(3, { first_name: 'Pierre', last_name: 'PROPRIETAIRE' });
    expect(await access((one) => one.openFor(parties))).toEqual({ opened: 3, loginsTaken: [] });
    expect(await access((one) => one.openFor(parties))).toEqual({ opened: 0, loginsTaken: [] });
    const made = [...(await access((one) => one.initialPasswords(parties))).values()];
    expect(new Set(made.map(({ login }) => login)).size).toBe(3);
    for (const { login, password, validUntil } of made) {
      expect(login).toMatch(/^pierrep\d{4}$/);
      expect(password).toMatch(/^[^0O1lI]{10}$/);
      expect(validUntil).toEqual(new Date('2025-12-14T10:00:00Z'));
    }
  });

  it('keeps initial passwords as long as the agency says [ACC-28]', async () => {
    await change(world.gilbert, 'publication_settings', { initial_password_days: 7 });
    const [party] = await people(1);
    await access((one) => one.openFor([party!]));
    expect((await card(party!)).validUntil).toEqual(new Date('2025-11-21T10:00:00Z'));
    await change(world.gilbert, 'publication_settings', { initial_password_days: 30 });
  });

  it('finds free logins for twelve thousand homonyms', async () => {
    const { sourceId, tenantId } = world.gilbert;
    await world.gilbert.sql(
      `INSERT INTO party (tenant_id, id, kind, last_name, first_name, source_id, ref, publication_state)
       SELECT $1, gen_random_uuid(), 'person', 'Martin', 'Jean', $2, 'homonym-' || n, 'published' FROM generate_series(1, 12000) n`,
      [tenantId, sourceId],
    );
    const rows = await world.gilbert.sql(`SELECT id FROM party WHERE ref LIKE 'homonym-%'`);
    const parties = rows.map(({ id }) => String(id));
    expect((await access((one) => one.openFor(parties))).opened).toBe(12_000);
    const [count] = await world.gilbert.sql(
      `SELECT count(DISTINCT login)::int AS logins FROM resident_login WHERE login ~ '^jeanmar[0-9]+$'`,
    );
    expect(count).toEqual({ logins: 12_000 });
  });

  it('takes the credentials of a manifest, and one of our own where the login is taken', async () => {
    const [first, second] = await people(2);
    const wish = { login: 'villa.mosan', initialPassword: 'bonjour-2025' };
    expect(await access((one) => one.openFor([first!], given(first!, wish)))).toEqual({ opened: 1, loginsTaken: [] });
    expect(await access((one) => one.openFor([second!], given(second!, wish)))).toEqual({
      opened: 1,
      loginsTaken: [second],
    });
    expect((await card(first!)).login).toBe('villa.mosan');
    expect((await card(second!)).login).toMatch(/^annemar\d{4}$/);
    expect(await access((one) => one.initialPassword(second!))).toBe('bonjour-2025');
  });

  it('follows what a manifest says anew until the password is personal; the same again changes nothing', async () => {
    const resident = await world.resident();
    const { id } = resident.party;
    const say = (credentials: GivenCredentials) => access((one) => one.openFor([], given(id, credentials)));
    await say({ login: 'chalet.bleu', initialPassword: 'premier-code' });
    expect(await card(id)).toMatchObject({ login: 'chalet.bleu', state: 'initial' });
    world.app.clock.advance({ days: 10 });
    await say({ login: 'chalet.bleu', initialPassword: 'premier-code' });
    expect((await card(id)).validUntil).toEqual(new Date('2025-12-14T10:00:00Z'));
    await say({ login: 'chalet.bleu', initialPassword: 'second-code' });
    expect(await access((one) => one.initialPassword(id))).toBe('second-code');
    await signedInResident(world, { ...resident, login: 'chalet.bleu', password: 'second-code' });
    await say({ login: 'chalet.vert', initialPassword: 'autre-code' });
    expect(await card(id)).toMatchObject({ login: 'chalet.bleu', state: 'personal' });
  });

  it('follows a publication: opens, reopens, closes, and signs out whom it closes [ACC-38]', async () => {
    const [leaving, staying] = [await world.resident(), await world.resident()];
    const agent = await signedInResident(world, leaving);
    const [arriving] = await people(1);
    await anAccount(world.gilbert, { party_id: arriving, kind: 'lessee' });
    await change(world.gilbert, 'account', { publication_state: 'withdrawn' }, { party_id: leaving.party.id });
    expect(await access((one) => one.followPublication())).toMatchObject({ opened: 1, reopened: 0, closed: 1 });
    expect((await card(leaving.party.id)).state).toBe('closed');
    expect((await card(staying.party.id)).state).toBe('initial');
    expect((await agent.get('/extranet/profil')).status).toBe(303);
    await change(world.gilbert, 'account', { publication_state: 'published' }, { party_id: leaving.party.id });
    expect(await access((one) => one.followPublication())).toMatchObject({ opened: 0, reopened: 1, closed: 0 });
    expect((await card(leaving.party.id)).state).toBe('personal');
    expect(await canEnter(leaving.login, PHRASE)).toBe(true);
  });

  it('is rolled back with the run that called it', async () => {
    const [party] = await people(1);
    const run = world.in(() =>
      world.app.get(UnitOfWork).write(async () => {
        await world.app.get(ResidentAccess).openFor([party!]);
        throw new Error('the run failed');
      }),
    );
    await expect(run).rejects.toThrow('the run failed');
    expect(await card(party!)).toBeUndefined();
  });

  it('blocks at once, with a reason, and gives back what was [ADM-52]', async () => {
    const resident = await world.resident();
    const agent = await signedInResident(world, resident);
    await access((one) => one.block(resident.party.id, 'Demande de la succession'));
    expect((await agent.get('/extranet/profil')).status).toBe(303);
    expect(await card(resident.party.id)).toMatchObject({ state: 'blocked', blockReason: 'Demande de la succession' });
    await access((one) => one.unblock(resident.party.id, 'Succession réglée'));
    expect((await card(resident.party.id)).state).toBe('personal');
    const entries = await world.gilbert.sql(
      `SELECT action, details ->> 'reason' AS reason FROM audit_entry WHERE action LIKE 'resident.%block' AND subject_id = $1 ORDER BY id`,
      [resident.party.id],
    );
    expect(entries).toEqual([
      { action: 'resident.block', reason: 'Demande de la succession' },
      { action: 'resident.unblock', reason: 'Succession réglée' },
    ]);
  });

  it('regenerates in two steps: shown, nothing changes; stored, only the new one works, for 48 hours (acceptance 18) [ADM-48] [ADM-49] [ADM-50]', async () => {
    const resident = await world.resident();
    const agent = await signedInResident(world, resident);
    const { id } = resident.party;
    const left = await access((one) => one.propose(id));
    expect(left).toMatchObject({ login: resident.login, validHours: 48 });
    expect(left.sealed).not.toContain(left.password);
    expect((await agent.get('/extranet/profil')).status).toBe(200);

    const shown = await access((one) => one.propose(id));
    await access((one) => one.regenerate(id, shown.sealed));
    await access((one) => one.regenerate(id, shown.sealed));
    expect((await agent.get('/extranet/profil')).status).toBe(303);
    const { errors } = await read(world.agent(), '/extranet');
    expect(errors).toEqual([]);
    const entered = await signIn(world.agent(), '/extranet', resident.login, shown.password);
    expect(entered.headers.location).toBe('/extranet/premiere-connexion');
    expect((await signIn(world.agent(), '/extranet', resident.login, PHRASE)).headers.location).toBe('/extranet');
    expect(await access((one) => one.initialPassword(id))).toBeNull();
    await expect(access((one) => one.regenerate(id, left.sealed))).rejects.toThrow('changed-meanwhile');

    world.app.clock.advance({ hours: 48 });
    expect((await card(id)).state).toBe('dormant');
    expect((await signIn(world.agent(), '/extranet', resident.login, shown.password)).headers.location).toBe(
      '/extranet',
    );
  });

  it('never undoes a password chosen since, nor takes the proposal of another client or of yesterday [ADM-49]', async () => {
    const [resident, other] = [await world.resident(), await world.resident()];
    const { id } = resident.party;
    const shown = await access((one) => one.propose(id));
    await signedInResident(world, resident);
    await expect(access((one) => one.regenerate(id, shown.sealed))).rejects.toThrow('changed-meanwhile');
    const fresh = await access((one) => one.propose(id));
    await expect(access((one) => one.regenerate(other.party.id, fresh.sealed))).rejects.toThrow('proposal-expired');
    world.app.clock.advance({ hours: 1 });
    await expect(access((one) => one.regenerate(id, fresh.sealed))).rejects.toThrow('proposal-expired');
    await expect(access((one) => one.propose(randomUUID()))).rejects.toMatchObject({ status: 404 });
  });

  it('erases what is out of date, each night, keeping only what says that it has expired [ACC-28]', async () => {
    const resident = await world.resident();
    world.app.clock.advance({ days: 30 });
    await world.in(() => world.app.get(TenantUpkeep).run());
    const [row] = await world.gilbert.sql(
      'SELECT state, initial_password_cipher AS cipher FROM resident_login WHERE login = $1',
      [resident.login],
    );
    expect(row).toEqual({ state: 'dormant', cipher: null });
    const agent = world.agent();
    const refused = await signIn(agent, '/extranet', resident.login, resident.password);
    expect((await read(agent, String(refused.headers.location))).errors.join()).toContain('a expiré');
  });

  it('keeps initial passwords unreadable to who reads the database only [ACC-30]', async () => {
    const resident = await world.resident();
    const [row] = await world.gilbert.sql(
      `SELECT encode(initial_password_cipher, 'escape') || encode(initial_password_digest, 'escape') AS kept, password_hash AS hash
       FROM resident_login WHERE login = $1`,
      [resident.login],
    );
    expect(String(row?.kept)).not.toContain(resident.password);
    await signedInResident(world, resident);
    const [personal] = await world.gilbert.sql(
      'SELECT password_hash AS hash, initial_password_digest AS digest FROM resident_login WHERE login = $1',
      [resident.login],
    );
    expect(personal?.digest).toBeNull();
    expect(String(personal?.hash)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
