import { StaffAccounts } from '../../src/identity/index.js';
import { aBuilding, change } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import {
  after,
  choosePassword,
  identityWorld,
  type IdentityWorld,
  NOW,
  PHRASE,
  read,
  signIn,
} from './support/identity-world.js';

describe('the staff’s door', () => {
  let world: IdentityWorld;
  let master: { login: string; password: string };
  const accounts = <T>(work: (accounts: StaffAccounts) => Promise<T>) =>
    world.in(() => work(world.app.get(StaffAccounts)));

  beforeAll(async () => {
    world = await identityWorld();
    const made = await accounts((one) =>
      one.provisionMaster({ login: 'pagesimmo', email: 'luc@gilbert.fr', lastName: 'Masson' }),
    );
    master = { login: 'pagesimmo', password: made.oneTimePassword! };
  });
  afterAll(() => world.close());
  beforeEach(() => world.app.clock.set(NOW));

  const refusal = async (login: string, password: string) => {
    const agent = world.agent();
    return (await after(agent, await signIn(agent, '/connexion', login, password))).errors.join(' ');
  };

  it('answers with and without the final slash, and leads to the residents’ [ADM-09] [ADM-10]', async () => {
    for (const address of ['/connexion', '/connexion/']) {
      const { title, $ } = await read(world.agent(), address);
      expect(title).toBe('Accès agence');
      expect($('a[href="/extranet"]').text()).toBe('Vous êtes copropriétaire, propriétaire ou locataire ?');
      expect($('a[href="/mentions-legales"]')).toHaveLength(1);
    }
  });

  it('imposes a personal password to the master’s one-time one, before anything else (acceptance 1) [ADM-11] [ADM-12] [ADM-17]', async () => {
    const agent = world.agent();
    const entered = await signIn(agent, '/connexion', master.login, master.password);
    expect(entered.headers.location).toBe('/connexion/premier-acces');
    for (const address of ['/agence', '/agence/mon-compte']) {
      expect((await agent.get(address)).headers.location).toBe('/connexion/premier-acces');
    }
    expect((await choosePassword(agent, '/connexion/premier-acces', PHRASE)).headers.location).toBe('/agence');
    const lines = (await read(agent, '/agence')).$('main a[href^="/agence/"]');
    expect(lines.map((index) => lines.eq(index).attr('href')).get()).toEqual(
      expect.arrayContaining(['/agence/gerance', '/agence/syndic']),
    );
    expect(await refusal(master.login, master.password)).toContain('Identifiant ou mot de passe incorrect.');
  });

  it('refuses a one-time password after seven days, in its own words [ADM-12]', async () => {
    const { login, oneTimePassword } = await accounts((one) => one.resetMaster());
    world.app.clock.advance({ days: 7 });
    expect(await refusal(login, oneTimePassword)).toContain('Ce mot de passe provisoire a expiré.');
    expect(await refusal(login, 'not the right one')).toContain('Identifiant ou mot de passe incorrect.');
  });

  it('lets staff in with login and password of their own, the master too whatever the directory says [ADM-13] [ADM-16]', async () => {
    const { login, oneTimePassword } = await accounts((one) => one.resetMaster());
    await world.staff({ login: 'anna.admin' });
    for (const [who, password] of [
      ['anna.admin', PHRASE],
      [login, oneTimePassword],
    ] as const) {
      expect((await signIn(world.agent(), '/connexion', who, password)).status).toBe(303);
    }
    expect((await signIn(world.agent(), '/connexion', 'anna.admin', PHRASE)).headers.location).toBe('/agence');
  });

  it('comes back to the page asked for, also over the page that imposes a password', async () => {
    const { login, oneTimePassword } = await accounts((one) => one.resetMaster());
    const agent = world.agent();
    const asked = String((await agent.get('/agence/mon-compte')).headers.location);
    expect(asked).toBe('/connexion?retour=%2Fagence%2Fmon-compte');
    const entered = await submitForm(agent, asked, { login, password: oneTimePassword });
    expect(entered.headers.location).toBe('/connexion/premier-acces?retour=%2Fagence%2Fmon-compte');
    const chosen = await choosePassword(agent, String(entered.headers.location), 'une phrase toute neuve');
    expect(chosen.headers.location).toBe('/agence/mon-compte');
  });

  it('ends sessions and sign-in of who is disabled at once, keeping his name; his buildings go to somebody [ADM-19]', async () => {
    const building = await aBuilding(world.gilbert);
    const buildingIds = [building.id];
    const luc = await world.staff({ login: 'luc.gestion', role: 'manager', buildingIds });
    const eve = await world.staff({
      login: 'eve.gestion',
      role: 'manager',
      buildingIds: [(await aBuilding(world.gilbert)).id],
    });
    const agent = world.agent();
    await signIn(agent, '/connexion', 'luc.gestion', PHRASE);
    await accounts((one) => one.disable(luc, eve));
    expect((await agent.get('/agence/mon-compte')).status).toBe(303);
    expect(await refusal('luc.gestion', PHRASE)).toContain('Votre accès a été désactivé');
    const list = await accounts((one) => one.list());
    expect(list.find(({ id }) => id === luc)).toMatchObject({ state: 'disabled', lastName: 'Durand' });
    expect(list.find(({ id }) => id === eve)?.buildingIds).toContain(building.id);
    await accounts((one) => one.enable(luc));
    expect((await signIn(world.agent(), '/connexion', 'luc.gestion', PHRASE)).status).toBe(303);
  });

  it('keeps the one master account whatever is asked, in the database too [ADM-13]', async () => {
    const [account] = await accounts((one) => one.list());
    expect(account?.role).toBe('master');
    const id = account!.id;
    await expect(accounts((one) => one.disable(id, null))).rejects.toThrow('master-is-kept');
    await expect(accounts((one) => one.change(id, { role: 'assistant' }))).rejects.toThrow('master-is-kept');
    await expect(accounts((one) => one.provisionMaster({ login: 'second', email: 'x@y.fr' }))).rejects.toThrow(
      'master-exists',
    );
    for (const columns of [{ disabled_at: new Date() }, { role: 'assistant' }]) {
      await expect(change(world.gilbert, 'staff_member', columns, { id })).rejects.toThrow(/master/);
    }
    await expect(world.gilbert.sql('DELETE FROM staff_member WHERE id = $1', [id])).rejects.toThrow(/master/);
    await expect(change(world.gilbert, 'staff_member', { role: 'master' }, { login: 'eve.gestion' })).rejects.toThrow(
      /unique/,
    );
  });

  it('has no two of one login, in any letter case', async () => {
    await world.staff({ login: 'zoe.unique' });
    const add = () => accounts((one) => one.add({ lastName: 'Autre', login: 'ZOE.Unique', role: 'assistant' }));
    await expect(add()).rejects.toMatchObject({ fields: [{ field: 'login', sentence: 'identity:staff.login-taken' }] });
  });

  it('follows what the tenant changed of a role at the next page', async () => {
    await world.staff({ login: 'ines.compta', role: 'accountant', lines: ['syndic'] });
    const agent = world.agent();
    await signIn(agent, '/connexion', 'ines.compta', PHRASE);
    const status = async () => (await agent.get('/agence/syndic/portefeuille/immeubles')).status;
    const before = await status();
    await world.gilbert.sql(
      `INSERT INTO role_permission (tenant_id, role, permission, granted) VALUES ($1, 'accountant', 'portfolio.view', false)`,
      [world.gilbert.tenantId],
    );
    expect([before, await status()]).toEqual([200, 403]);
  });

  it('ends the sessions of who is given another role', async () => {
    const id = await world.staff({ login: 'paul.role', role: 'manager' });
    const agent = world.agent();
    await signIn(agent, '/connexion', 'paul.role', PHRASE);
    await accounts((one) => one.change(id, { role: 'assistant', email: 'paul@gilbert.fr' }));
    expect((await agent.get('/agence/mon-compte')).status).toBe(303);
    expect(await accounts((one) => one.one(id))).toMatchObject({
      role: 'assistant',
      email: 'paul@gilbert.fr',
      state: 'active',
    });
  });

  it('lets change one’s password only with the present one', async () => {
    await world.staff({ login: 'rose.passe' });
    const agent = world.agent();
    await signIn(agent, '/connexion', 'rose.passe', PHRASE);
    const send = async (password: string) => {
      const fields = { password, newPassword: 'le jardin sous la pluie', repeatPassword: 'le jardin sous la pluie' };
      return after(agent, await submitForm(agent, '/agence/mon-compte', fields, 'form[action$="/mot-de-passe"]'));
    };
    expect((await send('not the right one')).errors).toEqual(['Ce n’est pas votre mot de passe actuel.']);
    expect((await send(PHRASE)).notices.join()).toContain('Votre mot de passe est enregistré.');
    expect((await signIn(world.agent(), '/connexion', 'rose.passe', 'le jardin sous la pluie')).headers.location).toBe(
      '/agence',
    );
  });
});
