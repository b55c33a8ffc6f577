import { load } from 'cheerio';
import { ResidentAccess, StaffAccounts } from '../../src/identity/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { anAccount } from '../support/factories/index.js';
import { type AgencyWorld, buildAgency } from './support/agency-world.js';

const PASSWORD = 'Une phrase bien longue 2025';

/** Through real sign-ins: what staff do to a client's access, and what the client can do then. */
describe('the access of a client, from his record', () => {
  let app: TestApp;
  let world: AgencyWorld;
  let other: AgencyWorld;
  let claire: Agent;
  let address: string;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z' });
    world = await buildAgency(app, 'saurupt');
    other = await buildAgency(app, 'mosan');
    claire = await signIn('claire', 'manager');
    address = `/agence/syndic/portefeuille/coproprietaires/${world.pierre.id}`;
    await app.inTenant('saurupt', () => app.get(ResidentAccess).openFor([world.pierre.id, world.anne.id]));
  });
  afterAll(async () => {
    await world?.ground.close();
    await other?.ground.close();
    await app?.close();
  });

  async function signIn(login: string, role: 'manager' | 'assistant', buildingIds: string[] = []): Promise<Agent> {
    const named = { lastName: 'DURAND', firstName: 'Claire', login, role, buildingIds };
    await app.inTenant('saurupt', () => app.get(StaffAccounts).provision(named, PASSWORD));
    const agent = app.agent('saurupt');
    await submitForm(agent, '/connexion', { login, password: PASSWORD });
    return agent;
  }

  const loginOf = async (party: { id: string }) => {
    const cards = await app.inTenant('saurupt', () => app.get(ResidentAccess).cards([party.id]));
    return cards.get(party.id)!;
  };
  /** @returns where the sign-in leads, or what it says */
  const enter = async (party: { id: string }, password: string) => {
    const agent = app.agent('saurupt');
    const { login } = await loginOf(party);
    const sent = await submitForm(agent, '/extranet', { login, password });
    const shown = await agent.get(sent.headers.location ?? '/');
    return shown.status === 200 ? load(shown.text)('main').text() : String(shown.headers.location);
  };
  const proposed = async () => {
    const $ = load((await claire.get(`${address}/mot-de-passe/nouveau`)).text);
    return $('#mot-de-passe').text();
  };
  const audited = (action: string) =>
    world.ground.sql(`SELECT actor_name, subject_id FROM audit_entry WHERE tenant_id = $1 AND action = $2`, [
      world.ground.tenantId,
      action,
    ]);

  it('asks before it proposes another password, and changes nothing until it is given [ADM-48] [ADM-49]', async () => {
    const before = await app.inTenant('saurupt', () => app.get(ResidentAccess).initialPassword(world.pierre.id));
    const asked = load((await claire.get(`${address}/mot-de-passe`)).text);
    expect(asked('main').text()).toContain('Son mot de passe actuel continue de fonctionner');
    expect(asked('main a.btn-primary').attr('href')).toBe(`${address}/mot-de-passe/nouveau`);
    const password = await proposed();
    expect(password).not.toBe('');
    const shown = load((await claire.get(`${address}/mot-de-passe/nouveau`)).text);
    expect(shown('main').text()).toContain(
      'Si vous quittez cette page sans valider, l’ancien mot de passe reste le bon.',
    );
    expect(await enter(world.pierre, password)).not.toContain('/extranet/premiere-connexion');
    expect((await loginOf(world.pierre)).state).toBe('initial');
    expect(await enter(world.pierre, before ?? '')).toMatch(/mot de passe/i);
  });

  it('gives the password shown: it works from then on, for 48 hours, and imposes another [ADM-49] [ADM-50] [ADM-51]', async () => {
    const form = await claire.get(`${address}/mot-de-passe/nouveau`);
    const password = load(form.text)('#mot-de-passe').text();
    const $ = load(form.text);
    const fields = {
      sealed: $('input[name="sealed"]').val() as string,
      password,
      _csrf: $('main input[name="_csrf"]').val() as string,
    };
    const sent = await claire.post(`${address}/mot-de-passe`).type('form').send(fields);
    expect([sent.status, sent.headers.location]).toEqual([303, `${address}/mot-de-passe/remis`]);
    const given = load((await claire.get(`${address}/mot-de-passe/remis`)).text);
    expect(given('#mot-de-passe').text()).toBe(password);
    expect(given('main').text()).toContain('pierre@example.org');
    expect(await loginOf(world.pierre)).toMatchObject({
      state: 'temporary',
      validUntil: new Date('2025-11-16T10:00:00Z'),
    });
    expect((await claire.get(`${address}/mot-de-passe/remis`)).text).not.toContain(password);
    expect(await audited('resident.password-regenerated')).toEqual([
      { actor_name: 'Claire DURAND', subject_id: world.pierre.id },
    ]);
  });

  it('sends it by email to who has one, and says so [ADM-51]', async () => {
    const shown = load((await claire.get(`${address}/mot-de-passe/nouveau`)).text);
    const fields = { sealed: shown('input[name="sealed"]').val() as string, password: shown('#mot-de-passe').text() };
    const _csrf = shown('main input[name="_csrf"]').val() as string;
    await claire
      .post(`${address}/mot-de-passe`)
      .type('form')
      .send({ ...fields, _csrf });
    const sent = await submitForm(
      claire,
      `${address}/mot-de-passe/remis`,
      { par: 'email' },
      'main form[action$="/envoi"]',
    );
    expect([sent.status, sent.headers.location]).toEqual([303, address]);
    expect((await claire.get(address)).text).toContain('Le mot de passe part par email.');
  });

  it('refuses a proposal of another client', async () => {
    const anne = `/agence/syndic/portefeuille/coproprietaires/${world.anne.id}`;
    const shown = load((await claire.get(`${address}/mot-de-passe/nouveau`)).text);
    const fields = {
      sealed: shown('input[name="sealed"]').val() as string,
      password: 'x',
      _csrf: shown('main input[name="_csrf"]').val() as string,
    };
    expect((await claire.post(`${anne}/mot-de-passe`).type('form').send(fields)).status).toBe(409);
  });

  it('is blocked with a reason and restored with another, without touching what is published [ADM-52]', async () => {
    const empty = await submitForm(claire, `${address}/blocage`, { motif: ' ' });
    expect([empty.status, empty.headers.location]).toEqual([303, `${address}/blocage`]);
    const back = load((await claire.get(`${address}/blocage`)).text);
    expect(back('#f-motif-error').text()).toContain('Indiquez le motif');
    expect(back('title').text()).toContain('Erreur');

    const sent = await submitForm(claire, `${address}/blocage`, { motif: 'Usurpation signalée' });
    expect(sent.headers.location).toBe(address);
    const record = load((await claire.get(address)).text);
    expect(record('main').text()).toContain('L’accès est bloqué.');
    expect(record('main').text()).toContain('Usurpation signalée');
    const twice = await claire.get(`${address}/blocage`);
    expect([twice.status, twice.headers.location]).toEqual([303, address]);
    expect((await claire.get(address)).text).toContain('Cet accès est déjà bloqué.');
    expect((await loginOf(world.pierre)).state).toBe('blocked');
    const [row] = await world.ground.sql(`SELECT publication_state FROM account WHERE id = $1`, [
      world.accounts.pierre.id,
    ]);
    expect(row?.publication_state).toBe('published');

    await submitForm(claire, `${address}/retablissement`, { motif: 'Identité vérifiée' });
    expect((await loginOf(world.pierre)).state).toBe('temporary');
    expect((await claire.get(`${address}/retablissement`)).headers.location).toBe(address);
    expect((await claire.get(address)).text).toContain('Cet accès n’est pas bloqué.');
  });

  it('lets staff see the space as the client does, logged, and come back to the record [ADM-54]', async () => {
    const sent = await submitForm(claire, address, {}, 'main form[action$="/vue-client"]');
    expect([sent.status, sent.headers.location]).toEqual([303, '/extranet']);
    expect(await audited('resident.see-as')).toHaveLength(1);
    expect((await claire.get('/agence/syndic')).status).toBe(200);
    const home = await claire.get('/extranet/coproprietaire');
    expect(home.status).toBe(200);
    const $ = load(home.text);
    expect($('.see-as').text()).toContain('PROPRIETAIRE');
    const left = await submitForm(claire, '/extranet/coproprietaire', {}, '.see-as form');
    expect(left.headers.location).toBe(address);
    expect((await claire.get('/extranet/coproprietaire')).status).toBe(404);
  });

  it('is not offered for a client without access, nor to who may not', async () => {
    const eloise = `/agence/syndic/portefeuille/coproprietaires/${world.eloise.id}`;
    for (const act of ['mot-de-passe', 'blocage', 'retablissement'])
      expect((await claire.get(`${eloise}/${act}`)).status).toBe(404);
    const assistant = await signIn('assistant', 'assistant');
    expect((await assistant.get(address)).text).not.toContain('vue-client');
    const token = load((await assistant.get(`${address}/blocage`)).text)('main input[name="_csrf"]').val() as string;
    expect((await assistant.post(`${address}/vue-client`).type('form').send({ _csrf: token })).status).toBe(403);
    const limited = await signIn('limited', 'manager', [world.tilleuls.id]);
    for (const act of ['mot-de-passe', 'mot-de-passe/nouveau', 'blocage'])
      expect((await limited.get(`${address}/${act}`)).status).toBe(404);
    const elsewhere = `/agence/syndic/portefeuille/coproprietaires/${other.pierre.id}`;
    for (const act of ['mot-de-passe', 'blocage']) expect((await claire.get(`${elsewhere}/${act}`)).status).toBe(404);
    expect((await claire.post(`${address}/blocage`).type('form').send({ motif: 'x' })).status).toBe(403);
  });

  it('ends a view under way for who loses the permission, the line or the building [ADM-54]', async () => {
    const anne = `/agence/syndic/portefeuille/coproprietaires/${world.anne.id}`;
    const staff = await signIn('changing', 'manager');
    const { tenantId } = world.ground;
    const change = (set: string, values: unknown[] = []) => world.ground.sql(set, [tenantId, ...values]);
    const seen = async () => (await staff.get('/extranet/coproprietaire')).status;
    const started = await submitForm(staff, anne, {}, 'main form[action$="/vue-client"]');
    expect([started.status, await seen()]).toEqual([303, 200]);

    const role = `INSERT INTO role_permission (tenant_id, role, permission, granted) VALUES ($1, 'manager', 'accounts.view', false)`;
    await change(role);
    expect(await seen()).toBe(404);
    await change(`DELETE FROM role_permission WHERE tenant_id = $1`);
    expect(await seen()).toBe(200);

    const himself = `(SELECT id FROM staff_member WHERE tenant_id = $1 AND login = 'changing')`;
    await change(`INSERT INTO staff_building (tenant_id, staff_id, building_id) SELECT $1, ${himself}, $2`, [
      world.tilleuls.id,
    ]);
    expect(await seen()).toBe(404);
    await change(`DELETE FROM staff_building WHERE tenant_id = $1 AND staff_id = ${himself}`);
    expect(await seen()).toBe(200);

    await change(`UPDATE staff_member SET lines = '{gerance}' WHERE tenant_id = $1 AND id = ${himself}`);
    expect(await seen()).toBe(404);
    await change(`UPDATE staff_member SET lines = '{}' WHERE tenant_id = $1 AND id = ${himself}`);
    expect((await staff.get('/agence/syndic')).status).toBe(200);
  });

  it('shows no space that goes beyond the buildings of the one who looks [ADM-54]', async () => {
    const limited = await signIn('gilbert-only', 'manager', [world.gilbert.id]);
    const see = () => submitForm(limited, address, {}, 'main form[action$="/vue-client"]');
    expect((await see()).status).toBe(303);
    await limited.post('/extranet/comme-ce-client/fin');
    const { entity_id } = world.accounts.pierre;
    await anAccount(world.ground, {
      party_id: world.pierre.id,
      building_id: world.tilleuls.id,
      entity_id: String(entity_id),
      number: '450PIERRE2',
    });
    // The view that was under way has ended with it.
    await world.ground.sql(
      `UPDATE session SET seen_party_id = $2 WHERE tenant_id = $1 AND staff_id = (
      SELECT id FROM staff_member WHERE tenant_id = $1 AND login = 'gilbert-only')`,
      [world.ground.tenantId, world.pierre.id],
    );
    expect((await limited.get('/extranet/coproprietaire')).status).toBe(404);
    const again = await signIn('gilbert-still', 'manager', [world.gilbert.id]);
    expect((await submitForm(again, address, {}, 'main form[action$="/vue-client"]')).status).toBe(403);
  });
});
