import type { Agent } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { after, identityWorld, type IdentityWorld, NOW, PHRASE, read, signIn } from './support/identity-world.js';
import { codeOf } from './support/telephone.js';

const FACTOR = '/agence/mon-compte/double-authentification';

describe('the second factor of staff', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.app.clock.set(NOW));

  const code = (key: string) => codeOf(key, world.app.clock.now());
  const keyOn = async (agent: Agent, address: string) => (await read(agent, address)).$('main code').first().text();
  const enrolled = async (login: string) => {
    await world.staff({ login });
    const agent = world.agent();
    await signIn(agent, '/connexion', login, PHRASE);
    const key = await keyOn(agent, FACTOR);
    const shown = await after(agent, await submitForm(agent, FACTOR, { code: code(key) }, `form[action="${FACTOR}"]`));
    world.app.clock.advance({ minutes: 1 });
    return {
      agent,
      key,
      codes: shown
        .$('main li code')
        .map((_, one) => shown.$(one).text())
        .get(),
    };
  };
  const secondStep = async (login: string) => {
    const agent = world.agent();
    const entered = await signIn(agent, '/connexion', login, PHRASE);
    return { agent, address: String(entered.headers.location) };
  };

  it('is set up with a first code, gives ten recovery codes shown once, then is asked after the password [ADM-22]', async () => {
    const { agent, key, codes } = await enrolled('claire.durand');
    expect(codes).toHaveLength(10);
    expect((await read(agent, `${FACTOR}/codes`)).text).toContain('Vos codes ont été affichés une fois.');

    const { agent: other, address } = await secondStep('claire.durand');
    expect(address).toBe('/connexion/code');
    for (const elsewhere of ['/agence', '/agence/mon-compte', FACTOR]) {
      expect((await other.get(elsewhere)).headers.location).toBe('/connexion/premier-acces');
    }
    expect((await other.get('/connexion/premier-acces')).headers.location).toBe('/connexion/code');
    const wrong = await after(other, await submitForm(other, address, { code: '000000' }));
    expect(wrong.errors).toEqual(['Ce code n’est pas le bon, ou il a déjà servi.']);
    expect((await submitForm(other, address, { code: code(key) })).headers.location).toBe('/agence');
    expect((await other.get('/agence/mon-compte')).status).toBe(200);
  });

  it('takes a code once, a recovery code once, however it is typed [ADM-22]', async () => {
    const { key, codes } = await enrolled('luc.masson');
    const used = code(key);
    const enter = async (typed: string) => {
      const { agent, address } = await secondStep('luc.masson');
      return (await submitForm(agent, address, { code: typed })).headers.location === '/agence';
    };
    expect([await enter(used), await enter(used)]).toEqual([true, false]);
    const spelled = ` ${codes[3]!.toUpperCase().replace('-', ' ')} `;
    expect([await enter(spelled), await enter(codes[3]!)]).toEqual([true, false]);
    expect(await enter(codes[4]!)).toBe(true);
  });

  it('lets in one of two who send the same code at the same instant, of the telephone or of the ten [ADM-22]', async () => {
    const { key, codes } = await enrolled('paul.double');
    for (const typed of [code(key), codes[0]!]) {
      const both = [await secondStep('paul.double'), await secondStep('paul.double')];
      const ways = await Promise.all(
        both.map(async ({ agent, address }) => (await submitForm(agent, address, { code: typed })).headers.location),
      );
      expect(ways.filter((way) => way === '/agence')).toHaveLength(1);
    }
  });

  it('says how many recovery codes are left to who used one, and opens their page where the telephone is lost [ADM-22]', async () => {
    const { codes } = await enrolled('lea.perdu');
    const { agent, address } = await secondStep('lea.perdu');
    const { $ } = await read(agent, address);
    const lost = $('a[href*="secours"]').attr('href')!;
    const wrong = await submitForm(agent, lost, { code: 'abcde-23456' });
    expect(wrong.headers.location).toBe(lost);
    const entered = await after(agent, await submitForm(agent, lost, { code: codes[1]! }));
    expect(entered.notices.join()).toContain('Il vous reste 9 codes de secours.');
  });

  it('makes guesses of codes wait like those of passwords [RES-15]', async () => {
    const { key } = await enrolled('eve.martin');
    const { agent, address } = await secondStep('eve.martin');
    for (let guess = 0; guess < 5; guess += 1) await submitForm(agent, address, { code: `00000${guess}` });
    const waiting = await after(agent, await submitForm(agent, address, { code: code(key) }));
    expect(waiting.errors.join(' ')).toContain('Réessayez dans 1 minute.');
  });

  it('is imposed on administrators, not on others, where the agency requires it [ADM-22]', async () => {
    await world.staff({ login: 'anna.admin' });
    await world.staff({ login: 'marc.assistant', role: 'assistant' });
    await world.staff({ login: 'luce.chef' });
    const chief = world.agent();
    await signIn(chief, '/connexion', 'luce.chef', PHRASE);
    await submitForm(chief, '/agence/mon-compte', { required: 'on' }, 'form[action$="/exigence"]');
    expect((await secondStep('marc.assistant')).address).toBe('/agence');
    const { agent, address } = await secondStep('anna.admin');
    expect((await agent.get(address)).headers.location).toBe('/connexion/double-authentification');
    expect((await agent.get('/agence/mon-compte')).status).toBe(303);
    const key = await keyOn(agent, '/connexion/double-authentification');
    const done = await submitForm(agent, '/connexion/double-authentification', { code: code(key) });
    const codes = await after(agent, done);
    expect(codes.$('main li code')).toHaveLength(10);
    expect((await agent.get('/agence/mon-compte')).status).toBe(200);
    await world.gilbert.sql('DELETE FROM identity_settings');
  });

  it('is removed, and its codes renewed, with the password only', async () => {
    const { agent, codes } = await enrolled('rose.blanc');
    const press = (password: string) => submitForm(agent, FACTOR, { password }, `form[action="${FACTOR}/codes"]`);
    expect((await after(agent, await press('not the right one'))).errors).toEqual([
      'Ce n’est pas votre mot de passe actuel.',
    ]);
    const renewed = await after(agent, await press(PHRASE));
    expect(
      renewed
        .$('main li code')
        .map((_, one) => renewed.$(one).text())
        .get(),
    ).not.toEqual(codes);
    const { $ } = await read(agent, FACTOR);
    await agent
      .post(`${FACTOR}/fin`)
      .type('form')
      .send({ password: PHRASE, _csrf: $('main input[name=_csrf]').val() });
    expect((await secondStep('rose.blanc')).address).toBe('/agence');
  });

  it('keeps neither secret nor codes readable in the database [ADM-22]', async () => {
    const { key, codes } = await enrolled('jean.secret');
    const rows = await world.gilbert.sql(
      `SELECT encode(totp_secret, 'escape') AS kept FROM staff_member WHERE login = 'jean.secret'`,
    );
    expect(String(rows[0]?.kept)).not.toContain(key.replace(/ /g, ''));
    const kept = await world.gilbert.sql(`SELECT encode(code_hash, 'escape') AS kept FROM staff_recovery_code`);
    for (const row of kept) expect(codes.some((one) => String(row.kept).includes(one))).toBe(false);
  });
});
