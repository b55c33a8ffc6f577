import { ViewerSource } from '../../src/platform/auth/index.js';
import type { Agent } from '../support/app.js';
import { submitForm } from '../support/form.js';
import {
  choosePassword,
  identityWorld,
  type IdentityWorld,
  NOW,
  PHRASE,
  read,
  signedInResident,
  signIn,
} from './support/identity-world.js';
import { letters, linkIn } from './support/mailbox.js';

describe('sessions', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
    await world.staff();
    await world.staff({ login: 'luc.manager', role: 'manager' });
  });
  afterAll(() => world.close());
  beforeEach(() => world.app.clock.set(NOW));

  const isIn = async (agent: Agent, address = '/extranet/profil') => (await agent.get(address)).status === 200;
  const asStaff = async (login = 'claire.durand') => {
    const agent = world.agent();
    await signIn(agent, '/connexion', login, PHRASE);
    return agent;
  };
  const token = (agent: Agent) =>
    agent.jar.getCookie('session', { domain: '127.0.0.1', path: '/', secure: false, script: false })?.value;

  it('of a resident ends after 30 minutes without a page, or 12 hours [RES-16]', async () => {
    const agent = await signedInResident(world, await world.resident());
    for (let pages = 0; pages < 3; pages += 1) {
      world.app.clock.advance({ minutes: 29 });
      expect(await isIn(agent)).toBe(true);
      await written();
    }
    world.app.clock.advance({ minutes: 30 });
    expect(await isIn(agent)).toBe(false);

    const busy = await signedInResident(world, await world.resident());
    for (let pages = 0; pages < 24; pages += 1) {
      expect(await isIn(busy)).toBe(true);
      await written();
      world.app.clock.advance({ minutes: 29, seconds: 59 });
    }
    world.app.clock.advance({ seconds: 24 });
    expect(await isIn(busy)).toBe(false);
  });

  it('of staff lasts an hour without a page, of the master half an hour (§4.9)', async () => {
    const agent = await asStaff();
    world.app.clock.advance({ minutes: 59 });
    expect(await isIn(agent, '/agence/mon-compte')).toBe(true);
    await written();
    world.app.clock.advance({ minutes: 60 });
    expect(await isIn(agent, '/agence/mon-compte')).toBe(false);
  });

  it('writes that one was seen at most once a minute', async () => {
    const resident = await world.resident();
    const agent = await signedInResident(world, resident);
    const seen = async () => {
      await written();
      const rows = await world.gilbert.sql(
        `SELECT s.seen_at FROM session s JOIN resident_login l ON l.id = s.resident_login_id WHERE l.login = $1`,
        [resident.login],
      );
      return (rows[0]?.seen_at as Date).toISOString();
    };
    world.app.clock.advance({ seconds: 60 });
    await isIn(agent);
    expect(await seen()).toBe('2025-11-14T10:00:00.000Z');
    world.app.clock.advance({ seconds: 1 });
    await isIn(agent);
    expect(await seen()).toBe('2025-11-14T10:01:01.000Z');
  });

  it('has another token after each change of rights, and keeps only its digest', async () => {
    const resident = await world.resident();
    const agent = world.agent();
    await signIn(agent, '/extranet', resident.login, resident.password);
    const first = token(agent);
    await choosePassword(agent, '/extranet/premiere-connexion', PHRASE);
    const second = token(agent);
    expect([first, second].every((one) => /^[\w-]{43}$/.test(one ?? ''))).toBe(true);
    expect(second).not.toBe(first);
    expect(await isIn(world.agent().set('Cookie', `session=${first}`))).toBe(false);
    const rows = await world.gilbert.sql(
      `SELECT FROM session WHERE encode(token_hash, 'escape') LIKE '%' || $1 || '%'`,
      [second],
    );
    expect(rows).toEqual([]);
  });

  it('is never one that was there before the sign-in: a token planted in the browser opens nothing', async () => {
    const resident = await world.resident();
    await signedInResident(world, resident);
    const planted = 'A'.repeat(43);
    const victim = world.agent().set('Cookie', `session=${planted}`);
    const { $ } = await read(victim, '/extranet');
    const cookies = `session=${planted}; csrf=${victim.jar.getCookie('csrf', { domain: '127.0.0.1', path: '/', secure: false, script: false })?.value}`;
    const entered = await world
      .agent()
      .set('Cookie', cookies)
      .post('/extranet')
      .type('form')
      .send({ login: resident.login, password: PHRASE, _csrf: $('main input[name=_csrf]').val() });
    expect(String(entered.headers['set-cookie'])).toMatch(/session=(?!A{43})[\w-]{43};/);
    expect(await isIn(world.agent().set('Cookie', `session=${planted}`))).toBe(false);
  });

  it('of the browser so far ends when somebody signs in there', async () => {
    const [first, second] = [await world.resident(), await world.resident()];
    await signedInResident(world, second);
    const agent = await signedInResident(world, first);
    const former = token(agent);
    const { $ } = await read(agent, '/extranet/profil');
    const entered = await agent
      .post('/extranet')
      .type('form')
      .send({ login: second.login, password: PHRASE, _csrf: $('input[name=_csrf]').val() });
    expect(entered.status).toBe(303);
    expect(await isIn(world.agent().set('Cookie', `session=${former}`))).toBe(false);
    expect(await isIn(agent)).toBe(true);
  });

  it('all end when a forgotten password is chosen anew by its link [RES-16]', async () => {
    const resident = await world.resident();
    const agents = [await signedInResident(world, resident)];
    const other = world.agent();
    await signIn(other, '/extranet', resident.login, PHRASE);
    agents.push(other);
    await submitForm(world.agent(), '/extranet/mot-de-passe-oublie', { login: resident.login });
    const [letter] = await letters(world, 'reset', resident.email);
    await choosePassword(world.agent(), linkIn(letter!), 'le chat dort au soleil');
    expect(await Promise.all(agents.map((agent) => isIn(agent)))).toEqual([false, false]);
  });

  it('ends with the sign-out, on the server too', async () => {
    const agent = await signedInResident(world, await world.resident());
    const stolen = token(agent);
    const out = await submitForm(agent, '/extranet/profil', {}, 'form[action="/deconnexion"]');
    expect(out.headers.location).toBe('/extranet');
    expect(await isIn(world.agent().set('Cookie', `session=${stolen}`))).toBe(false);
  });

  it('is listed with its device; the others end one by one or all at once, and when the password changes [RES-16]', async () => {
    const resident = await world.resident();
    const here = await signedInResident(world, resident);
    const others: Agent[] = [];
    for (let device = 0; device < 3; device += 1) {
      const agent = world
        .agent()
        .set('User-Agent', 'Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0');
      await signIn(agent, '/extranet', resident.login, PHRASE);
      others.push(agent);
    }
    const { $ } = await read(here, '/extranet/profil');
    expect($('table tbody tr')).toHaveLength(4);
    expect($('table').text()).toContain('Firefox · Windows');
    await submitForm(here, '/extranet/profil', {}, 'form[action$="/fin"]');
    const left = async () => (await Promise.all(others.map((agent) => isIn(agent)))).filter(Boolean).length;
    expect(await left()).toBe(2);
    await submitForm(
      here,
      '/extranet/profil',
      { password: PHRASE, newPassword: 'une autre phrase longue', repeatPassword: 'une autre phrase longue' },
      'form[action="/extranet/profil/mot-de-passe"]',
    );
    expect(await left()).toBe(0);
    expect(await isIn(here)).toBe(true);
  });

  it('of somebody else cannot be ended: 404 [RES-48]', async () => {
    const [mine, hers] = [
      await signedInResident(world, await world.resident()),
      await signedInResident(world, await world.resident()),
    ];
    const [row] = await world.gilbert.sql(`SELECT id FROM session ORDER BY created_at DESC, id DESC LIMIT 1`);
    const { $ } = await read(mine, '/extranet/profil');
    const answer = await mine
      .post(`/extranet/profil/sessions/${String(row?.id)}/fin`)
      .type('form')
      .send({ _csrf: $('input[name=_csrf]').val() });
    expect(answer.status).toBe(404);
    expect(await isIn(hers)).toBe(true);
  });

  it('closes at once when the agency shuts its extranet, staff staying in [ADM-68]', async () => {
    const [agent, staff] = [await signedInResident(world, await world.resident()), await asStaff('luc.manager')];
    await world.gilbert.sql('UPDATE extranet_settings SET extranet_open = false WHERE tenant_id = $1', [
      world.gilbert.tenantId,
    ]);
    expect([await isIn(agent), await isIn(staff, '/agence/mon-compte')]).toEqual([false, true]);
    await world.gilbert.sql('UPDATE extranet_settings SET extranet_open = true WHERE tenant_id = $1', [
      world.gilbert.tenantId,
    ]);
  });

  /** That someone was seen is written behind the page. */
  const written = () => (world.app.get(ViewerSource) as unknown as { settled(): Promise<void> }).settled();
});
