import { jest } from '@jest/globals';
import { Passwords } from '../../src/platform/auth/index.js';
import { TenantDirectory } from '../../src/platform/tenancy/index.js';
import { ResidentAccess } from '../../src/identity/index.js';
import { change } from '../support/factories/index.js';
import {
  after,
  choosePassword,
  identityWorld,
  type IdentityWorld,
  NOW,
  PHRASE,
  read,
  signedInResident,
  signIn,
} from './support/identity-world.js';

const WRONG = 'Identifiant ou mot de passe incorrect.';

describe('the residents’ door', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.app.clock.set(NOW));

  const refusal = async (login: string, password: string, agent = world.agent()) => {
    const { errors } = await after(agent, await signIn(agent, '/extranet', login, password));
    return errors.join(' ');
  };
  const access = <T>(work: (access: ResidentAccess) => Promise<T>) =>
    world.in(() => work(world.app.get(ResidentAccess)));

  it('has login, password, a link for who forgot it, the other door and the legal notice [RES-06] [RES-08] [ADM-10]', async () => {
    const { title, $ } = await read(world.agent(), '/extranet');
    expect(title).toBe('Votre espace client');
    const links = $('a')
      .map((_, link) => $(link).attr('href'))
      .get();
    expect(links).toEqual(expect.arrayContaining(['/extranet/mot-de-passe-oublie', '/connexion', '/mentions-legales']));
  });

  it('links to what the law has the agency say of itself, open to all [RES-08]', async () => {
    expect((await read(world.agent(), '/mentions-legales')).text).toContain(
      'n’a pas encore rédigé ses mentions légales',
    );
    await world.gilbert.sql(
      `INSERT INTO agency_profile (tenant_id, company_name, capital, siret, card_number, card_valid_until, legal_notice)
       VALUES ($1, 'Gilbert SAS', 5000000, '73282932000074', 'CPI 5401 2024', '2027-03-31', $2)`,
      [world.gilbert.tenantId, 'Hébergeur : ici.\n\nMédiateur : <b>là</b>'],
    );
    const { status, text, $ } = await read(world.agent(), '/mentions-legales');
    expect(status).toBe(200);
    for (const fact of [
      'Gilbert SAS',
      '50 000,00 €',
      'SIRET : 73282932000074',
      'Valable jusqu’au 31 mars 2027',
      'Médiateur : <b>là</b>',
    ]) {
      expect(text.replace(/[\u00a0\u202f]/g, ' ')).toContain(fact);
    }
    expect($('main p')).toHaveLength(2);
  });

  it('opens nothing to an initial password but the page that imposes a personal one [RES-07] [RES-13] [ACC-29]', async () => {
    const pierre = await world.resident();
    const agent = world.agent();
    const entered = await signIn(agent, '/extranet', pierre.login.toUpperCase(), pierre.password);
    expect(entered.headers.location).toBe('/extranet/premiere-connexion');
    for (const address of ['/extranet/profil', '/extranet/espaces', '/extranet']) {
      expect((await read(agent, address)).location).toBe('/extranet/premiere-connexion');
    }
    expect((await read(agent, '/extranet/premiere-connexion')).title).toBe('Choisissez votre mot de passe');
  });

  it('refuses a weak password, keeps the good one, and forgets the initial one for ever (acceptance 17) [RES-14] [ACC-28] [RES-18]', async () => {
    const pierre = await world.resident();
    const agent = world.agent();
    await signIn(agent, '/extranet', pierre.login, pierre.password);
    const refused = await after(agent, await choosePassword(agent, '/extranet/premiere-connexion', 'soleil'));
    expect(refused.errors).toEqual(['Trop court : 12 caractères au moins.']);
    expect(refused.$('title').text()).toMatch(/^Erreur : /);
    expect(refused.$('input[name=newPassword]').attr('value')).toBeUndefined();

    const kept = await choosePassword(agent, '/extranet/premiere-connexion', 'sous les saules');
    expect(kept.headers.location).toBe('/extranet/coproprietaire');
    expect(await refusal(pierre.login, pierre.password)).toContain(WRONG);
    expect(await access((one) => one.initialPassword(pierre.party.id))).toBeNull();
    const again = await signIn(world.agent(), '/extranet', pierre.login, 'sous les saules');
    expect(again.headers.location).toBe('/extranet');
  });

  it('refuses the provisional password itself, the name, and the commonest ones [RES-14]', async () => {
    const pierre = await world.resident({ party: { first_name: 'Pierre', last_name: 'Montgolfier' } });
    const agent = world.agent();
    await signIn(agent, '/extranet', pierre.login, pierre.password);
    const sentence = async (password: string) =>
      (await after(agent, await choosePassword(agent, '/extranet/premiere-connexion', password))).errors.join(' ');
    expect(await sentence('pierre montgolfier')).toContain('fait de votre nom');
    expect(await sentence('1q2w3e4r5t6y')).toContain('trop courant');
    const different = await choosePassword(agent, '/extranet/premiere-connexion', PHRASE, {
      repeatPassword: 'autre chose',
    });
    expect((await after(agent, different)).errors.join(' ')).toContain('ne sont pas les mêmes');
  });

  it('says the same of an unknown login and of a wrong password, after the same work [RES-15]', async () => {
    const [initial, personal] = [await world.resident(), await world.resident()];
    await signedInResident(world, personal);
    const matches = jest.spyOn(world.app.get(Passwords), 'matches');
    const compared: number[] = [];
    for (const login of ['nobody1234', initial.login, personal.login]) {
      matches.mockClear();
      expect(await refusal(login, 'not the right one')).toContain(WRONG);
      compared.push(matches.mock.calls.length);
    }
    matches.mockRestore();
    expect(compared).toEqual([1, 1, 1]);
  });

  it('tells that the access is closed, blocked or shut only after the right password [ACC-38] [ADM-52] [ADM-68]', async () => {
    const [closed, blocked, open] = [await world.resident(), await world.resident(), await world.resident()];
    await change(world.gilbert, 'account', { publication_state: 'withdrawn' }, { party_id: closed.party.id });
    await access((one) => one.closeWithoutAccount());
    await access((one) => one.block(blocked.party.id, 'Impayé'));
    expect(await refusal(closed.login, closed.password)).toContain('Votre accès a été fermé par votre agence.');
    expect(await refusal(blocked.login, blocked.password)).toContain('Votre accès est bloqué.');
    await change(world.gilbert, 'extranet_settings', { extranet_open: false });
    expect(await refusal(open.login, open.password)).toContain('L’accès est momentanément fermé par votre agence.');
    for (const { login } of [closed, blocked, open]) expect(await refusal(login, 'not the right one')).toContain(WRONG);
    await change(world.gilbert, 'extranet_settings', { extranet_open: true });
  });

  it('says that an initial password has expired the 31st day, and no longer shows it [ACC-28]', async () => {
    const pierre = await world.resident();
    world.app.clock.advance({ days: 30 });
    expect(await refusal(pierre.login, pierre.password)).toContain('Ce mot de passe provisoire a expiré.');
    expect(await access((one) => one.initialPassword(pierre.party.id))).toBeNull();
  });

  it('comes back to the page asked for, never to another site', async () => {
    const pierre = await world.resident();
    await signedInResident(world, pierre);
    const wanted = async (retour: string) => {
      const agent = world.agent();
      const { $ } = await read(agent, `/extranet?retour=${encodeURIComponent(retour)}`);
      const form = {
        login: pierre.login,
        password: PHRASE,
        retour: $('input[name=retour]').val(),
        _csrf: $('input[name=_csrf]').val(),
      };
      return (await agent.post('/extranet').type('form').send(form)).headers.location;
    };
    expect((await read(world.agent(), '/extranet/profil')).location).toBe('/extranet?retour=%2Fextranet%2Fprofil');
    expect(await wanted('/extranet/profil')).toBe('/extranet/profil');
    for (const elsewhere of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      expect(await wanted(elsewhere)).toBe('/extranet');
    }
  });

  it('offers one button per space to who has several kinds of account, opens the only one directly (acceptance 38) [RES-17] [RES-18]', async () => {
    const both = await world.resident({ kinds: ['co_owner', 'lessee'] });
    const agent = await signedInResident(world, both);
    expect((await agent.get('/extranet')).headers.location).toBe('/extranet/espaces');
    const { $ } = await read(agent, '/extranet/espaces');
    const buttons = $('nav a')
      .map((_, link) => [[$(link).text().trim(), $(link).attr('href')]])
      .get();
    expect(buttons).toEqual([
      ['Mon espace copropriétaire', '/extranet/coproprietaire'],
      ['Mon espace locataire', '/extranet/locataire'],
    ]);
    const landlord = await signedInResident(world, await world.resident({ kinds: ['landlord'] }));
    expect((await landlord.get('/extranet')).headers.location).toBe('/extranet/proprietaire');
    expect((await landlord.get('/extranet/espaces')).headers.location).toBe('/extranet/proprietaire');
  });

  it('is shut, with a sentence, to an agency without the feature [ADM-07]', async () => {
    const give = async (features: string) => {
      await world.gilbert.sql('UPDATE platform.tenant SET features = $1 WHERE id = $2', [
        features,
        world.gilbert.tenantId,
      ]);
      world.app.get(TenantDirectory).forget();
    };
    await give('{}');
    const page = await read(world.agent(), '/extranet');
    expect(page.title).toBe('L’extranet de cette agence n’est pas encore ouvert.');
    expect(page.$('main form[method=post][action="/extranet"]')).toHaveLength(0);
    await give('{extranet}');
  });
});
