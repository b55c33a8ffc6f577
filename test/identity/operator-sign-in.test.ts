import { Operators } from '../../src/identity/index.js';
import { submitForm } from '../support/form.js';
import { after, identityWorld, type IdentityWorld, NOW, PHRASE, read } from './support/identity-world.js';

describe('the operator’s door, at the apex', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
    await world.app.get(Operators).add({ login: 'Olga', name: 'Olga Martin', password: PHRASE });
    await world.staff();
  });
  afterAll(() => world.close());
  beforeEach(() => world.app.clock.set(NOW));

  let browsers = 0;
  const apex = () => world.app.agent('').set('X-Forwarded-For', `10.9.0.${(browsers += 1)}`);
  const enter = (agent: ReturnType<typeof apex>, login: string, password: string) =>
    submitForm(agent, '/connexion', { login, password });

  it('lets the operator in, and nobody of an agency', async () => {
    const agent = apex();
    expect((await read(agent, '/connexion')).title).toBe('Connexion');
    expect((await enter(agent, 'olga', PHRASE)).headers.location).toBe('/clients');
    expect((await agent.get('/clients')).status).toBe(200);
    expect((await agent.get('/connexion')).headers.location).toBe('/clients');
    const stranger = apex();
    expect((await after(stranger, await enter(stranger, 'claire.durand', PHRASE))).errors).toEqual([
      'Identifiant ou mot de passe incorrect.',
    ]);
    expect((await stranger.get('/clients')).headers.location).toBe('/connexion?retour=%2Fclients');
  });

  it('gives a session that is nothing on an agency’s host, ends idle after half an hour and at sign-out', async () => {
    const agent = apex();
    await enter(agent, 'olga', PHRASE);
    expect((await agent.get('/agence/mon-compte').set('Host', 'gilbert.localhost')).status).toBe(303);
    world.app.clock.advance({ minutes: 30 });
    expect((await agent.get('/clients')).status).toBe(303);
    const again = apex();
    await enter(again, 'olga', PHRASE);
    await submitForm(again, '/clients', {}, 'form[action="/deconnexion"]');
    expect((await again.get('/clients')).status).toBe(303);
  });

  it('makes guesses wait like everywhere [RES-15]', async () => {
    for (let guess = 0; guess < 5; guess += 1) await enter(apex(), 'olga.guessed', 'not the right one');
    const agent = apex();
    expect((await after(agent, await enter(agent, 'olga.guessed', PHRASE))).errors.join()).toContain(
      'Réessayez dans 1 minute.',
    );
  });
});
