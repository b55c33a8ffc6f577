import type { Browser } from 'puppeteer';
import { NotificationRefusal, Operators, ResidentAccess, StaffAccounts } from '../../src/identity/index.js';
import { Journey, type Size } from '../browser/journey.js';
import { launchBrowser, SIZES } from '../support/browser.js';
import { submitForm } from '../support/form.js';
import { identityWorld, type IdentityWorld, NOW, PHRASE, signedInResident, signIn } from './support/identity-world.js';
import { letters, linkIn } from './support/mailbox.js';
import { codeOf } from './support/telephone.js';

describe.each(Object.keys(SIZES) as Size[])('pages of the identity room in a browser, %s', (size) => {
  let world: IdentityWorld;
  let browser: Browser;
  let journey: Journey;
  const open = (path: string, name: string, domain = 'gilbert') => journey.open(domain, path, name);

  beforeAll(async () => {
    world = await identityWorld();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });
  beforeEach(async () => {
    world.app.clock.set(NOW);
    journey = await Journey.begin(browser, world, size);
  });
  /** Everything looked at was readable, within the screen, with nothing from elsewhere. */
  afterEach(async () => {
    const faults = await journey.finish();
    expect(faults.filter((fault) => !/status of (404|410)/.test(fault))).toEqual([]);
  });

  it('of residents: the door, its refusals, the first sign-in and its wrong passwords, the spaces [RES-47]', async () => {
    const resident = await world.resident({ kinds: ['co_owner', 'landlord', 'lessee'] });
    await open('/extranet', 'resident-door');
    await journey.fill({ login: resident.login, password: 'not the right one' });
    await journey.press('Se connecter', 'resident-door-refused');
    for (let guess = 0; guess < 5; guess += 1) {
      await journey.fill({ password: 'not the right one' });
      await journey.press('Se connecter', 'resident-door-waiting');
    }
    expect(await journey.words()).toContain('Réessayez dans 1 minute.');
    world.app.clock.advance({ minutes: 1 });
    await journey.fill({ password: resident.password });
    await journey.press('Se connecter', 'resident-first-password');
    await journey.fill({ newPassword: 'Pierre Proprietaire', repeatPassword: 'sous les saules' });
    await journey.press('Enregistrer', 'resident-first-refused');
    expect(await journey.words()).toContain('Les deux mots de passe ne sont pas les mêmes.');
    await journey.fill({ newPassword: 'sous les saules', repeatPassword: 'sous les saules' });
    await journey.press('Enregistrer', 'resident-spaces');
    expect(journey.path).toBe('/extranet/espaces');
  });

  it('of residents: what the door says of a password out of date, of an access blocked, closed, or not open yet', async () => {
    const enter = async (who: { login: string; password: string }, name: string) => {
      await open('/extranet', 'resident-door');
      await journey.fill({ login: who.login, password: who.password });
      await journey.press('Se connecter', name);
      return journey.words();
    };
    const access = <T>(work: (access: ResidentAccess) => Promise<T>) =>
      world.in(() => work(world.app.get(ResidentAccess)));
    const [late, blocked, closed] = [await world.resident(), await world.resident(), await world.resident()];
    await access((one) => one.block(blocked.party.id, 'litige'));
    expect(await enter(blocked, 'door-blocked')).toContain('Votre accès est bloqué.');
    await world.gilbert.sql(`UPDATE account SET publication_state = 'withdrawn' WHERE party_id = $1`, [
      closed.party.id,
    ]);
    await access((one) => one.closeWithoutAccount());
    expect(await enter(closed, 'door-closed')).toContain('Votre accès a été fermé');
    world.app.clock.advance({ days: 31 });
    expect(await enter(late, 'door-expired')).toContain('Ce mot de passe provisoire a expiré.');
    await world.gilbert.sql('UPDATE extranet_settings SET extranet_open = false');
    await signIn(world.agent(), '/extranet', late.login, late.password);
    expect(await enter(late, 'door-extranet-closed')).toMatch(/expiré|momentanément fermé/);
    await world.gilbert.sql('UPDATE extranet_settings SET extranet_open = true');
  });

  it('of residents: the profile, its sessions, the language, the email confirmed by its link or too late', async () => {
    const resident = await world.resident();
    await signedInResident(world, resident);
    await open('/extranet', 'resident-door');
    await journey.fill({ login: resident.login, password: PHRASE });
    await journey.press('Se connecter', 'resident-home');
    await open('/extranet/profil', 'resident-profile');
    await journey.press('Fermer', 'profile-session-ended');
    expect(await journey.words()).toContain('La connexion est fermée.');
    await journey.fill({ email: 'pierre@' });
    await journey.press('Recevoir le lien', 'profile-email-wrong').catch(() => undefined);
    await journey.fill({ email: `pierre.neuf.${size}@example.org` });
    await journey.press('Recevoir le lien', 'profile-email-asked');
    const [asked] = await letters(world, 'email-confirmation', `pierre.neuf.${size}@example.org`);
    await open(linkIn(asked!), 'confirm-email');
    await journey.press('Confirmer', 'confirm-email-done');
    await open(linkIn(asked!), 'confirm-email-void');
    expect(await journey.words()).toContain('Ce lien n’est plus valable.');
    await open('/extranet/profil', 'profile-email-confirmed');
    await journey.press('English', 'profile-in-english');
    expect(await journey.words()).toContain('My profile');
    await journey.press('Français', 'profile-in-french');
    const [login] = await world.gilbert.sql('SELECT id FROM resident_login WHERE login = $1', [resident.login]);
    const refusal = await world.in(() =>
      Promise.resolve(world.app.get(NotificationRefusal).linkFor(String(login?.id))),
    );
    await open(new URL(refusal).pathname, 'refuse-notifications');
    await journey.press('Ne plus recevoir', 'refuse-notifications-done');
    expect(await journey.words()).toContain('Vous ne recevrez plus ces messages.');
  });

  it('of staff: the invitation and its first password, the forgotten one, links too old', async () => {
    const login = `eve.${size}`;
    await world.in(() =>
      world.app
        .get(StaffAccounts)
        .add({ lastName: 'Petit', firstName: 'Ève', login, role: 'manager', email: `${login}@gilbert.fr` }),
    );
    const [invitation] = await letters(world, 'invitation', `${login}@gilbert.fr`);
    await open(linkIn(invitation!), 'invitation');
    expect(await journey.words()).toContain(`Votre identifiant : ${login}.`);
    await journey.fill({ newPassword: 'bien trop court', repeatPassword: 'autre chose ici' });
    await journey.press('Enregistrer', 'invitation-refused');
    await journey.fill({ newPassword: PHRASE, repeatPassword: PHRASE });
    await journey.press('Enregistrer', 'invitation-taken-up');
    await open(linkIn(invitation!), 'invitation-void');
    await open('/connexion', 'staff-door');
    await journey.follow('Mot de passe oublié', 'staff-forgotten');
    await journey.fill({ login });
    await journey.press('Recevoir le lien', 'staff-forgotten-asked');
    const [letter] = await letters(world, 'reset', `${login}@gilbert.fr`);
    await open(linkIn(letter!), 'new-password');
    world.app.clock.advance({ minutes: 60 });
    await journey.fill({ newPassword: 'sous les saules', repeatPassword: 'sous les saules' });
    await journey.press('Enregistrer', 'new-password-too-late');
    expect(await journey.words()).toContain('Ce lien n’est plus valable.');
  });

  it('of staff: the second factor imposed, its codes, one’s account and sessions', async () => {
    const login = `anne.${size}`;
    await world.staff({ login });
    await world.gilbert.sql(
      'INSERT INTO identity_settings (tenant_id, second_factor_required) VALUES ($1, true) ON CONFLICT DO NOTHING',
      [world.gilbert.tenantId],
    );
    await open('/connexion', 'staff-door');
    await journey.fill({ login, password: PHRASE });
    await journey.press('Se connecter', 'enrol-imposed');
    expect(journey.path).toBe('/connexion/double-authentification');
    await journey.fill({ code: '000000' });
    await journey.press('Activer', 'enrol-wrong-code');
    const key = await journey.words('main ol code');
    await journey.fill({ code: codeOf(key, world.app.clock.now()) });
    await journey.press('Activer', 'recovery-codes');
    await open('/connexion/codes-de-secours', 'recovery-codes-gone');
    await journey.follow('Continuer', 'staff-lines');
    await signIn(world.agent(), '/connexion', login, PHRASE);
    await open('/agence/mon-compte', 'staff-account');
    await journey.follow('Gérer', 'account-factor');
    await journey.fill({ password: 'not the right one' });
    await journey.press('Créer dix nouveaux codes', 'account-factor-refused');
    await journey.fill({ password: PHRASE });
    await journey.press('Créer dix nouveaux codes', 'account-codes');
    await world.gilbert.sql('DELETE FROM identity_settings');
  });

  it('of the operator: the door', async () => {
    await submitForm(world.app.agent(''), '/connexion', { login: 'nobody', password: 'not the right one' });
    await world.app.get(Operators).add({ login: `olga.${size}`, name: 'Olga Martin', password: PHRASE });
    await open('/connexion', 'operator-door', '');
  });
});
