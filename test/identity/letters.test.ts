import { StaffAccounts, ResidentAccess, ResidentPasswords } from '../../src/identity/index.js';
import { aBuilding, aListedStaffMember, aParty, anAccount } from '../support/factories/index.js';
import { Dispatcher } from '../../src/platform/jobs/index.js';
import { submitForm } from '../support/form.js';
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
import { letters, linkIn } from './support/mailbox.js';

describe('forgotten passwords and other letters', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.app.clock.set(NOW));

  const forget = async (login: string, door = '/extranet') => {
    const agent = world.agent();
    const answer = await after(agent, await submitForm(agent, `${door}/mot-de-passe-oublie`, { login }));
    await world.app.get(Dispatcher).drain();
    return answer;
  };
  const access = <T>(work: (access: ResidentAccess) => Promise<T>) =>
    world.in(() => work(world.app.get(ResidentAccess)));

  it('sends a link of one use, valid an hour, to a login or an email [RES-09] [RES-11]', async () => {
    const resident = await world.resident();
    await signedInResident(world, resident);
    const { notices } = await forget(resident.email.toUpperCase());
    expect(notices.join()).toContain('Si un accès existe, un email vient d’être envoyé.');
    const [letter] = await letters(world, 'reset', resident.email);
    expect(letter).toMatchObject({ recipient: resident.email, subject: 'Choisir un nouveau mot de passe' });
    expect(letter!.body).toContain('Ce lien est valable une heure, une seule fois.');
    expect(letter!.body).toContain(resident.login);

    const agent = world.agent();
    const weak = await after(agent, await choosePassword(agent, linkIn(letter!), 'soleil'));
    expect(weak.errors).toEqual(['Trop court : 12 caractères au moins.']);
    const done = await choosePassword(agent, linkIn(letter!), 'le chat dort au soleil');
    expect(done.headers.location).toBe('/extranet');
    expect((await signIn(agent, '/extranet', resident.login, 'le chat dort au soleil')).headers.location).toBe(
      '/extranet',
    );
    const again = await read(world.agent(), linkIn(letter!));
    expect([again.status, again.title]).toEqual([410, 'Ce lien n’est plus valable.']);
    expect(again.$('a[href="/extranet/mot-de-passe-oublie"]').text()).toBe('En demander un autre');
  });

  it('answers the same and does the same for nobody, a blocked client, one without email [RES-10]', async () => {
    const [blocked, silent] = [await world.resident(), await world.resident({ party: { email: null } })];
    await access((one) => one.block(blocked.party.id, 'Litige'));
    const answers = [];
    for (const login of ['nobody1234', 'nobody@example.org', blocked.login, silent.login])
      answers.push((await forget(login)).notices.join());
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('Si un accès existe');
    expect(await letters(world, 'reset', blocked.email)).toEqual([]);
    expect(await letters(world, 'reset', silent.email)).toEqual([]);
    expect(await world.gilbert.sql('SELECT FROM reset_request')).toEqual([]);
  });

  it('voids the former link, and sends three an hour at most [RES-11]', async () => {
    const resident = await world.resident();
    await forget(resident.login);
    const [first] = await letters(world, 'reset', resident.email);
    await forget(resident.login);
    expect((await read(world.agent(), linkIn(first!))).status).toBe(410);
    await forget(resident.login);
    await forget(resident.login);
    expect(await letters(world, 'reset', resident.email)).toHaveLength(3);
    const [last] = await letters(world, 'reset', resident.email);
    world.app.clock.advance({ minutes: 59, seconds: 59 });
    expect((await read(world.agent(), linkIn(last!))).status).toBe(200);
    world.app.clock.advance({ seconds: 1 });
    expect((await read(world.agent(), linkIn(last!))).status).toBe(410);
    await forget(resident.login);
    expect(await letters(world, 'reset', resident.email)).toHaveLength(4);
  });

  it('says whom to call when the agency has no email [RES-12]', async () => {
    await world.gilbert.sql(`UPDATE platform.tenant SET phone = '03 83 00 00 00'`);
    const { TenantDirectory } = await import('../../src/platform/tenancy/index.js');
    world.app.get(TenantDirectory).forget();
    expect((await read(world.agent(), '/extranet/mot-de-passe-oublie')).text).toContain(
      'Appelez votre agence au 03 83 00 00 00',
    );
  });

  it('does the same for staff, whose link opens nothing at the residents’ door [ADM-21]', async () => {
    await world.staff();
    await forget('claire.durand', '/connexion');
    const [letter] = await letters(world, 'reset', 'claire@gilbert.fr');
    const path = linkIn(letter!);
    expect(path).toMatch(/^\/connexion\/nouveau-mot-de-passe\/[\w-]{43}$/);
    expect((await read(world.agent(), path.replace('/connexion', '/extranet'))).status).toBe(410);
    const agent = world.agent();
    await choosePassword(agent, path, 'le chat dort au soleil');
    expect((await signIn(agent, '/connexion', 'claire.durand', 'le chat dort au soleil')).headers.location).toBe(
      '/agence',
    );
  });

  it('invites who is added by a link of seven days; sending again voids the former (acceptance 2) [ADM-17] [ADM-18]', async () => {
    const accounts = <T>(work: (accounts: StaffAccounts) => Promise<T>) =>
      world.in(() => work(world.app.get(StaffAccounts)));
    const id = await accounts((one) =>
      one.add({
        lastName: 'Durand',
        firstName: 'Claire',
        login: 'eve.invitee',
        email: 'eve@gilbert.fr',
        role: 'manager',
      }),
    );
    expect(await accounts((one) => one.one(id))).toMatchObject({ state: 'invited' });
    const [first] = await letters(world, 'invitation');
    expect(first).toMatchObject({ recipient: 'eve@gilbert.fr', subject: 'Votre accès à Agence Gilbert' });
    expect(first!.body).toContain('Identifiant : eve.invitee');
    await accounts((one) => one.invite(id));
    expect((await read(world.agent(), linkIn(first!))).status).toBe(410);
    const [second] = await letters(world, 'invitation');
    const agent = world.agent();
    expect((await choosePassword(agent, linkIn(second!), PHRASE)).headers.location).toBe('/connexion');
    expect((await signIn(agent, '/connexion', 'eve.invitee', PHRASE)).headers.location).toBe('/agence');
    expect(await accounts((one) => one.one(id))).toMatchObject({ state: 'active' });
    await accounts((one) => one.invite(id));
    world.app.clock.advance({ days: 7 });
    const [late] = await letters(world, 'invitation');
    expect((await read(world.agent(), linkIn(late!))).status).toBe(410);
  });

  it('sends the master’s one-time password to the activation email [ADM-12]', async () => {
    const made = await world.in(() =>
      world.app.get(StaffAccounts).provisionMaster({ login: 'pagesimmo', email: 'luc@gilbert.fr', lastName: 'Masson' }),
    );
    const [letter] = await letters(world, 'activation');
    expect(letter!.recipient).toBe('luc@gilbert.fr');
    expect(letter!.body).toContain(made.oneTimePassword);
  });

  it('tells who changed his password, or had it changed for him', async () => {
    const resident = await world.resident();
    const agent = await signedInResident(world, resident);
    const fields = {
      password: PHRASE,
      newPassword: 'le chat dort au soleil',
      repeatPassword: 'le chat dort au soleil',
    };
    await submitForm(agent, '/extranet/profil', fields, 'form[action$="/mot-de-passe"]');
    const [letter] = await letters(world, 'password-changed', resident.email);
    expect(letter).toMatchObject({ recipient: resident.email, subject: 'Votre mot de passe a été modifié' });
    expect(letter!.body).toContain('La modification a été faite le 14 novembre 2025 à 11:00.');
  });

  it('sends access codes by email or SMS, initial or regenerated, never once personal [ADM-51]', async () => {
    const [resident, personal] = [await world.resident({ party: { mobile: '+33612345678' } }), await world.resident()];
    await signedInResident(world, personal);
    expect(await access((one) => one.sendInitial([resident.party.id, personal.party.id]))).toBe(1);
    const [initial] = await letters(world, 'access-codes');
    expect(initial!.subject).toBe('Votre accès à l’espace client Agence Gilbert');
    expect(initial!.body).toContain(
      `Mot de passe provisoire : ${resident.password}, valable jusqu’au 14 décembre 2025`,
    );
    const { sealed, password } = await access((one) => one.propose(resident.party.id));
    await expect(access((one) => one.sendRegenerated(resident.party.id, sealed, 'sms'))).rejects.toThrow(
      'changed-meanwhile',
    );
    await access((one) => one.regenerate(resident.party.id, sealed));
    await access((one) => one.sendRegenerated(resident.party.id, sealed, 'sms'));
    const [sms] = await letters(world, 'access-codes-sms');
    expect(sms).toMatchObject({ recipient: '+33612345678' });
    expect(sms!.body).toContain(
      `Agence Gilbert : identifiant ${resident.login}, mot de passe provisoire ${password}, valable jusqu’au 16/11/2025`,
    );
    const { sealed: other } = await access((one) => one.propose(personal.party.id));
    await access((one) => one.regenerate(personal.party.id, other));
    await expect(access((one) => one.sendRegenerated(personal.party.id, other, 'sms'))).rejects.toThrow('no-address');
  });

  it('changes an email only once its link has come back; the former address and the manager are told [RES-44]', async () => {
    const manager = await aListedStaffMember(world.gilbert, { email: 'manager@gilbert.fr' });
    const building = await aBuilding(world.gilbert, { manager_id: manager.id });
    const resident = await world.resident();
    await anAccount(world.gilbert, { party_id: resident.party.id, building_id: building.id });
    const agent = await signedInResident(world, resident);
    const asked = await submitForm(
      agent,
      '/extranet/profil',
      { email: 'pierre@nouveau.org' },
      'form[action$="/email"]',
    );
    expect((await after(agent, asked)).notices.join()).toContain('Un lien vient d’être envoyé à pierre@nouveau.org.');
    expect((await read(agent, '/extranet/profil')).text).toContain(`Adresse actuelle : ${resident.email}`);
    const [letter] = await letters(world, 'email-confirmation');
    expect(letter!.recipient).toBe('pierre@nouveau.org');
    const stranger = world.agent();
    await stranger.get(linkIn(letter!));
    expect((await read(agent, '/extranet/profil')).text).toContain(`Adresse actuelle : ${resident.email}`);
    await submitForm(stranger, linkIn(letter!), {});
    const { text } = await read(agent, '/extranet/profil');
    expect(text).toMatch(/Adresse actuelle : pierre@nouveau\.org\s+confirmée/);
    expect((await letters(world, 'email-changed')).map(({ recipient }) => recipient).sort()).toEqual([
      resident.email,
      'pierre@nouveau.org',
    ]);
    const [told] = await letters(world, 'email-changed-manager');
    expect(told).toMatchObject({
      recipient: 'manager@gilbert.fr',
      subject: 'Nouvelle adresse email : Pierre Proprietaire',
    });
    expect((await read(stranger, linkIn(letter!))).status).toBe(410);
  });

  it('writes and shows in the reader’s language, chosen in the profile or in the foot [RES-46]', async () => {
    const resident = await world.resident();
    const agent = await signedInResident(world, resident);
    await submitForm(
      agent,
      '/extranet/profil',
      { language: 'en', phone: '06 12 34 56 78' },
      'form[action$="/coordonnees"]',
    );
    expect((await access((one) => one.cards([resident.party.id]))).get(resident.party.id)?.phone).toBe('+33612345678');
    const wrong = await submitForm(agent, '/extranet/profil', { phone: '06 12' }, 'form[action$="/coordonnees"]');
    expect((await after(agent, wrong)).errors).toEqual(['This number is not complete. Example: 06 12 34 56 78.']);
    expect((await read(agent, '/extranet/profil')).title).toBe('My profile');
    const stranger = world.agent();
    const { $ } = await read(stranger, '/extranet');
    const back = await stranger
      .post('/langue')
      .type('form')
      .send({ langue: 'en', retour: '/extranet', _csrf: $('form.languages input[name=_csrf]').val() });
    expect(back.headers.location).toBe('/extranet');
    expect((await read(stranger, '/extranet')).title).toBe('Your client space');
    await submitForm(
      agent,
      '/extranet/profil',
      { password: PHRASE, newPassword: 'le chat dort au soleil', repeatPassword: 'le chat dort au soleil' },
      'form[action$="/mot-de-passe"]',
    );
    expect((await letters(world, 'password-changed', resident.email))[0]!.subject).toBe(
      'Your password has been changed',
    );
  });

  it('lets a demo resident past his first sign-in', async () => {
    const resident = await world.resident();
    const [login] = await world.gilbert.sql('SELECT id FROM resident_login WHERE login = $1', [resident.login]);
    await world.in(() => world.app.get(ResidentPasswords).personalise(String(login?.id), 'Demo-Extranet-2026'));
    expect((await signIn(world.agent(), '/extranet', resident.login, 'Demo-Extranet-2026')).headers.location).toBe(
      '/extranet',
    );
  });

  it('lists sessions and profile of the party only: another tenant’s link is nothing here [RES-48]', async () => {
    expect((await read(world.agent(), `/extranet/confirmer-email/${'A'.repeat(43)}`)).status).toBe(410);
    expect((await world.agent().get(`/extranet/notifications/${(await aParty(world.gilbert)).id}.AAAA`)).status).toBe(
      404,
    );
  });
});
