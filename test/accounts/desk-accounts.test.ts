import { load } from 'cheerio';
import type { Agent } from '../support/app.js';
import { change } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { DeskWorld, submitted, words } from './support/desk-world.js';

const LIST = '/gestion/syndic/comptes';
const NEXT = '(le 14/11/2025 à 20:00)';

/** Through real sign-ins, real forms and real runs. */
describe('the accounts of the desk', () => {
  let world: DeskWorld;
  let claire: Agent;
  beforeAll(async () => {
    world = await DeskWorld.open();
    claire = await world.staff('claire', 'manager');
    const { pierre, anne, eloise, paul, karim } = world.agency;
    await world.access((one) => one.openFor([pierre, anne, eloise, paul, karim].map(({ id }) => id)));
  });
  afterAll(() => world.close());

  const page = async (address: string, agent = claire) => {
    const { status, text } = await agent.get(address);
    return { status, $: load(text), text: words(text) };
  };
  const numbers = async (query: string, line = 'syndic', agent = claire) => {
    const { $ } = await page(`/gestion/${line}/comptes${query}`, agent);
    return $('tbody th a')
      .map((_, cell) => $(cell).text())
      .get();
  };
  const enter = async (party: { id: string }) => {
    const codes = await world.access(async (one) => (await one.initialPasswords([party.id])).get(party.id));
    const agent = world.app.agent('saurupt');
    const sent = await submitForm(agent, '/extranet', { login: codes?.login ?? '', password: codes?.password ?? '' });
    const shown = await agent.get(sent.headers.location ?? '/extranet');
    return { agent, said: `${sent.headers.location ?? ''} ${words(shown.text)}` };
  };

  it('lists number, name, kind, building, balance, published and last sign-in, and narrows them [ACC-40]', async () => {
    await world.sql(
      `UPDATE resident_login SET last_sign_in_at = '2025-11-13T19:30:00Z' WHERE party_id = '${world.agency.pierre.id}'`,
    );
    await world.sql(`UPDATE account SET balance = 6563 WHERE id = '${world.agency.accounts.pierre.id}'`);
    await world.sql(`UPDATE account SET publication_state = 'hidden' WHERE id = '${world.agency.accounts.eloise.id}'`);
    await world.sql(
      `UPDATE account SET status = 'left', status_on = '2025-10-31' WHERE id = '${world.agency.accounts.karim.id}'`,
    );
    const { $ } = await page(LIST);
    const row = $('tbody tr').filter((_, one) => $(one).text().includes('450PIERREP'));
    const cells = row
      .find('th, td')
      .map((_, cell) => $(cell).text().replaceAll(/\s+/g, ' ').trim())
      .get();
    expect(cells.slice(1)).toEqual([
      '450PIERREP',
      'PROPRIETAIRE Pierre',
      'Copropriétaire',
      'Résidence Gilbert',
      '-65,63',
      'Publié',
      '13/11/2025 20:30',
    ]);
    expect(await numbers('')).toEqual(['450LEFEVRE', '450MARTINA', '450PIERREP']);
    expect(await numbers('?tri=-compte')).toEqual(['450PIERREP', '450MARTINA', '450LEFEVRE']);
    expect(await numbers('?tri=nom')).toEqual(['450LEFEVRE', '450MARTINA', '450PIERREP']);
    expect((await numbers('?tri=-solde'))[0]).toBe('450PIERREP');
    expect((await numbers('?tri=-connexion'))[0]).toBe('450PIERREP');
    expect(await numbers('?publie=oui')).toEqual(['450MARTINA', '450PIERREP']);
    expect(await numbers('?publie=non')).toEqual(['450LEFEVRE']);
    expect(await numbers('?publie=jamais')).toEqual(['450MARTINA']);
    expect(await numbers(`?immeuble=${world.agency.tilleuls.id}`)).toEqual(['450LEFEVRE']);
    expect(await numbers('?q=martin')).toEqual(['450MARTINA']);
    expect(await numbers('?q=450p')).toEqual(['450PIERREP']);
    expect(await numbers('', 'gerance')).toEqual(['411BENALIK', '467DUPONTP']);
    expect(await numbers('?nature=landlord', 'gerance')).toEqual(['467DUPONTP']);
    expect(await numbers('?situation=left', 'gerance')).toEqual(['411BENALIK']);
    const [{ id: entity } = { id: '' }] = await world.sql<{ id: string }>(
      `SELECT entity_id AS id FROM account WHERE id = '${world.agency.accounts.anne.id}'`,
    );
    expect(await numbers(`?entite=${entity}`)).toEqual(['450MARTINA']);
    const sheet = await claire.get(`${LIST}/liste.xlsx?publie=oui`);
    expect([sheet.status, sheet.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')]);
    await world.sql(
      `UPDATE account SET publication_state = 'published' WHERE id = '${world.agency.accounts.eloise.id}'`,
    );
    await world.sql(
      `UPDATE account SET status = 'active', status_on = NULL WHERE id = '${world.agency.accounts.karim.id}'`,
    );
  });

  it('takes an address that was tampered with for a list in its usual order', async () => {
    for (const query of ['?publie=x', '?nature=co_owner%00', '?immeuble=7', '?q[]=a', '?tri=nom;drop', '?par=1000000'])
      expect((await page(`${LIST}${query}`)).status).toBe(200);
    expect((await page('/gestion/autre/comptes')).status).toBe(404);
    expect((await page(`${LIST}/450INCONNU`)).status).toBe(404);
    expect((await page(`${LIST}/450PIERREP?compte=x`)).status).toBe(404);
    expect((await page(`${LIST}?q=personne`)).text).toContain('Aucun');
  });

  it('an account has its box, asks before it withdraws, and says when the next publication is [ACC-25] [ACC-36] (acceptance 14)', async () => {
    const { $, text } = await page(`${LIST}/450MARTINA`);
    expect($('input[name=publier]').attr('checked')).toBeDefined();
    expect(text).toContain('Publier sur l’extranet');
    const asked = await submitted(claire, `${LIST}/450MARTINA`, { publier: [] });
    expect(asked.text).toContain(
      `Les publications faites pour ce compte seront retirées lors de la prochaine publication ${NEXT}.`,
    );
    expect(asked.$('main .form-actions').text().replaceAll(/\s+/g, ' ')).toMatch(/Confirmer.*Annuler/);
    expect(asked.$('main a.btn').attr('href')).toBe(`${LIST}/450MARTINA`);
    expect((await page(`${LIST}/450MARTINA`)).$('input[name=publier]').attr('checked')).toBeDefined();
    expect(await world.sql(`SELECT FROM account_tick`)).toEqual([]);

    const done = await submitted(claire, asked.location);
    expect(done.text).toContain('À retirer');
    expect(done.text).toContain(`sera retiré à la prochaine publication ${NEXT}`);
    expect(done.$('input[name=publier]').attr('checked')).toBeUndefined();
    expect(await world.audited('accounts.untick')).toMatchObject([
      { actor_name: 'Claire DURAND', subject_id: world.agency.accounts.anne.id, details: { numbers: ['450MARTINA'] } },
    ]);
  });

  it('after the run, whose last account it was signs in no more, his sessions end [ACC-38] (acceptance 14)', async () => {
    const { agent, said } = await enter(world.agency.anne);
    expect(said).toContain('/extranet/premiere-connexion');
    expect((await agent.get('/extranet/premiere-connexion')).status).toBe(200);
    await world.run();
    expect((await enter(world.agency.anne)).said).toContain('Votre accès a été fermé par votre agence.');
    const later = await agent.get('/extranet/premiere-connexion');
    expect([later.status, later.headers.location]).not.toEqual([200, undefined]);
    expect((await enter(world.agency.pierre)).said).toContain('/extranet/premiere-connexion');
  });

  it('says who unticked it and when, or which event was recorded [ACC-39]', async () => {
    const { text, $ } = await page(`${LIST}/450MARTINA`);
    expect(text).toContain('Non publié');
    expect(text).toMatch(/Décoché par Claire DURAND le 14\/11\/2025 11:00\./);
    expect($('main').text()).toContain('Le relevé se lit ici dès que le compte est publié.');
    await change(world.agency.ground, 'publication_settings', { hide_on_departure: true });
    await world.sql(
      `UPDATE account SET status = 'left', status_on = '2025-10-31', publication_state = 'hidden' WHERE id = '${world.agency.accounts.karim.id}'`,
    );
    const left = await page('/gestion/gerance/comptes/411BENALIK');
    expect(left.text).toContain('Départ enregistré le 31/10/2025.');
    expect(left.$('input[name=publier]').attr('checked')).toBeUndefined();
  });

  it('ticked again by hand, it is published by the next run though the option is on [ACC-24]', async () => {
    const done = await submitted(claire, '/gestion/gerance/comptes/411BENALIK', { publier: 'on' });
    expect(done.text).toContain(`Le compte est marqué. Il sera visible à la prochaine publication ${NEXT}.`);
    await world.run();
    expect((await page('/gestion/gerance/comptes/411BENALIK')).text).toMatch(/Publié.*Coché par Claire DURAND/);
    await world.run();
    expect((await page('/gestion/gerance/comptes/411BENALIK')).text).toContain('Publié');
    await change(world.agency.ground, 'publication_settings', { hide_on_departure: false });
  });

  it('leaves the statement, the login and the initial password one click away, and leaves its name where it read one [ACC-26]', async () => {
    const { $ } = await page(`${LIST}/450PIERREP`);
    const links = $('.page-head a')
      .map((_, link) => $(link).attr('href'))
      .get();
    expect(links).toContain(
      `/agence/syndic/portefeuille/coproprietaires/${world.agency.pierre.id}/compte?compte=${world.agency.accounts.pierre.id}`,
    );
    for (const href of links) expect((await claire.get(href)).status).toBe(200);
    const more = await page(`/gestion/tiers/${world.agency.pierre.id}`);
    const codes = await world.access(async (one) =>
      (await one.initialPasswords([world.agency.pierre.id])).get(world.agency.pierre.id),
    );
    expect([more.$('#identifiant').text(), more.$('#mot-de-passe').text()]).toEqual([codes?.login, codes?.password]);
    expect(await world.audited('resident.initial-password-read')).toMatchObject([
      { subject_id: world.agency.pierre.id },
      { subject_id: world.agency.pierre.id },
    ]);
    expect(more.$('.tabs a[aria-current]').text().trim()).toBe('Plus');
    const fromRecord = await claire.get(`/agence/syndic/portefeuille/coproprietaires/${world.agency.pierre.id}/plus`);
    expect(fromRecord.headers.location).toBe(`/gestion/tiers/${world.agency.pierre.id}`);
    const letter = await claire.get(`/gestion/tiers/${world.agency.pierre.id}/lettre`);
    expect([letter.status, letter.headers['content-type']]).toEqual([200, 'application/pdf']);
  });

  it('shows no password once personalised, and says when; nor where nothing is published [ACC-28]', async () => {
    await world.sql(`UPDATE resident_login SET state = 'personal', password_hash = 'x', initial_password_cipher = NULL, initial_password_digest = NULL,
      valid_until = NULL, personalised_at = '2025-11-12T10:00:00Z' WHERE party_id = '${world.agency.eloise.id}'`);
    const more = await page(`/gestion/tiers/${world.agency.eloise.id}`);
    expect(more.text).toContain('personnalisé le 12/11/2025');
    expect(more.$('#mot-de-passe')).toHaveLength(0);
    expect((await claire.get(`/gestion/tiers/${world.agency.eloise.id}/lettre`)).status).toBe(404);
    expect((await page(`/gestion/tiers/${world.agency.anne.id}`)).text).toContain('Aucun compte publié : pas d’accès.');
    const [before] = await world.sql<{ until: Date }>(
      `SELECT valid_until AS until FROM resident_login WHERE party_id = '${world.agency.paul.id}'`,
    );
    expect((await page(`/gestion/tiers/${world.agency.paul.id}`)).$('#mot-de-passe').text()).not.toBe('');
    await world.sql(
      `UPDATE resident_login SET valid_until = '2025-11-14T09:00:00Z' WHERE party_id = '${world.agency.paul.id}'`,
    );
    expect((await page(`/gestion/tiers/${world.agency.paul.id}`)).$('#mot-de-passe')).toHaveLength(0);
    await world.sql(`UPDATE resident_login SET valid_until = $1 WHERE party_id = '${world.agency.paul.id}'`, [
      before?.until,
    ]);
  });

  it('who is limited to buildings sees and touches only theirs; strangers and the weak nothing', async () => {
    const limited = await world.staff('limitee', 'manager', [world.agency.tilleuls]);
    expect(await numbers('', 'syndic', limited)).toEqual(['450LEFEVRE']);
    for (const address of [
      `${LIST}/450PIERREP`,
      `${LIST}/450PIERREP/retrait`,
      `/gestion/tiers/${world.agency.pierre.id}`,
    ])
      expect([address, (await limited.get(address)).status]).toEqual([address, 404]);
    const { text } = await page(`${LIST}/lien-internet?acte=retirer&n=${world.agency.accounts.pierre.id}`, limited);
    expect(text).toContain('Cochez d’abord les comptes');
    const forged = await submitForm(
      limited,
      `${LIST}/lien-internet?acte=retirer&n=${world.agency.accounts.eloise.id}`,
      {
        n: world.agency.accounts.pierre.id,
      },
    );
    expect(forged.status).toBe(303);
    expect(await world.sql(`SELECT FROM account_tick WHERE account_id = '${world.agency.accounts.pierre.id}'`)).toEqual(
      [],
    );

    const assistant = await world.staff('assistante', 'assistant');
    expect((await assistant.get(LIST)).status).toBe(403);
    expect((await assistant.get(`${LIST}/450PIERREP`)).status).toBe(403);
    const mosan = await world.staff('claire', 'manager', [], 'mosan');
    const theirs = await page(`${LIST}/450PIERREP?compte=${world.agency.accounts.pierre.id}`, mosan);
    expect(theirs.status).toBe(404);
    expect((await mosan.get(`/gestion/tiers/${world.agency.pierre.id}`)).status).toBe(404);
    const record = `/agence/syndic/portefeuille/coproprietaires/${world.agency.pierre.id}/plus`;
    expect([(await mosan.get(record)).status, (await limited.get(record)).status]).toEqual([404, 404]);
  });

  it('a withdrawal that was done meanwhile is said, not done twice', async () => {
    await submitted(claire, `${LIST}/450PIERREP/retrait?compte=${world.agency.accounts.pierre.id}`);
    const again = await claire.get(`${LIST}/450PIERREP/retrait?compte=${world.agency.accounts.pierre.id}`);
    expect([again.status, again.headers.location]).toEqual([303, `${LIST}/450PIERREP`]);
    const back = await submitted(claire, `${LIST}/450PIERREP`, { publier: 'on' });
    expect(back.text).toContain('Publié');
    const unchanged = await submitted(claire, `${LIST}/450PIERREP`, { publier: 'on' });
    expect(unchanged.text).toContain('Rien n’a changé pour ce compte.');
  });
});
