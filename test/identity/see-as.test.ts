import { RouteDeclarations } from '../../src/platform/http/index.js';
import { type Agent } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { describeRoute, addressOf } from '../security/route-access.js';
import { identityWorld, type IdentityWorld, read, PHRASE, type Resident, signIn } from './support/identity-world.js';

describe('a staff member who sees a space as its client does', () => {
  let world: IdentityWorld;
  let client: Resident;
  let agent: Agent;
  const record = () => `/agence/syndic/portefeuille/coproprietaires/${client.party.id}`;

  beforeAll(async () => {
    world = await identityWorld();
    await world.staff();
    client = await world.resident({ kinds: ['co_owner', 'lessee'] });
    agent = world.agent();
    await signIn(agent, '/connexion', 'claire.durand', PHRASE);
    const seen = await submitForm(agent, record(), {}, 'main form[action$="/vue-client"]');
    expect(seen.headers.location).toBe('/extranet');
  });
  afterAll(() => world.close());

  it('has the client’s pages, a banner that says so, and the way back as the only thing to press [ADM-54]', async () => {
    for (const address of [
      '/extranet/espaces',
      '/extranet/coproprietaire',
      '/extranet/profil',
      '/extranet/nulle-part',
    ]) {
      const { $ } = await read(agent, address);
      expect($('.see-as p').text()).toMatch(/comme le voit Pierre Proprietaire/);
      expect($('.see-as button').text()).toBe('Revenir à l’agence');
      const posts = $('form[method="post"]').map((_, form) => $(form).attr('action'));
      expect([address, ...posts.get()]).toEqual([address, '/extranet/comme-ce-client/fin']);
    }
  });

  it('reads the profile but neither form nor sessions of the client [ADM-54]', async () => {
    const { text, $ } = await read(agent, '/extranet/profil');
    expect(text).toContain('il ne peut être modifié d’ici');
    expect(text).toContain(client.email);
    expect(text).not.toContain('Vos connexions');
    expect($('main input')).toHaveLength(0);
  });

  it('can change nothing of the client, whatever is sent [ADM-54]', async () => {
    const { $ } = await read(agent, '/extranet/profil');
    const _csrf = String($('input[name=_csrf]').val());
    const routes = world.app
      .get(RouteDeclarations)
      .all()
      .filter(({ method, access }) => access?.audience === 'resident' && method !== 'GET');
    expect(routes.length).toBeGreaterThan(5);
    for (const route of routes) {
      const answer = await agent.post(addressOf(route)).type('form').send({ notifyDocuments: 'never', _csrf });
      expect([describeRoute(route), answer.status]).toEqual([describeRoute(route), 403]);
    }
  });

  it('is written down, is himself outside the space, and comes back to the record he left [ADM-54]', async () => {
    expect((await agent.get('/agence/mon-compte')).status).toBe(200);
    const left = await submitForm(agent, '/extranet/coproprietaire', {}, '.see-as form');
    expect(left.headers.location).toBe(record());
    expect((await agent.get('/extranet/profil')).status).toBe(404);
    const [entry] = await world.gilbert.sql(
      `SELECT actor_name, subject_id FROM audit_entry WHERE action = 'resident.see-as'`,
    );
    expect(entry).toEqual({ actor_name: 'Claire Durand', subject_id: client.party.id });
  });
});
