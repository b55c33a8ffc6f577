import { jest } from '@jest/globals';
import { Passwords } from '../../src/platform/auth/index.js';
import {
  after,
  identityWorld,
  type IdentityWorld,
  NOW,
  PHRASE,
  read,
  signedInResident,
  signIn,
} from './support/identity-world.js';
import type { Agent } from '../support/app.js';

describe('sign-ins that fail', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.app.clock.set(NOW));

  const errors = async (
    login: string,
    password: string,
    agent = world.agent(),
    door: '/extranet' | '/connexion' = '/extranet',
  ) => (await after(agent, await signIn(agent, door, login, password))).errors.join(' ');
  const fail = async (times: number, login: string, door: '/extranet' | '/connexion' = '/extranet') => {
    for (let time = 0; time < times; time += 1) await errors(login, 'not the right one', undefined, door);
  };

  it('makes wait 1 then 2 minutes after the fifth, the right password included, then lets in [RES-15]', async () => {
    const pierre = await world.resident();
    await signedInResident(world, pierre);
    await fail(5, pierre.login);
    expect(await errors(pierre.login, PHRASE)).toContain('Réessayez dans 1 minute.');
    world.app.clock.advance({ minutes: 1 });
    await fail(1, pierre.login);
    expect(await errors(pierre.login, PHRASE)).toContain('Réessayez dans 2 minutes.');
    world.app.clock.advance({ minutes: 2 });
    expect((await signIn(world.agent(), '/extranet', pierre.login, PHRASE)).headers.location).toBe('/extranet');
    await fail(4, pierre.login);
    expect((await signIn(world.agent(), '/extranet', pierre.login, PHRASE)).headers.location).toBe('/extranet');
  });

  it('makes wait the same for a login nobody has, at either door [RES-15]', async () => {
    for (const door of ['/extranet', '/connexion'] as const) {
      await fail(5, 'nobody1234', door);
      expect(await errors('nobody1234', 'not the right one', undefined, door)).toContain('Réessayez dans 1 minute.');
    }
  });

  it('compares no more than five of twenty guesses sent at once [RES-15]', async () => {
    const agents = await Promise.all(Array.from({ length: 20 }, () => prepared(world.agent())));
    const matches = jest.spyOn(world.app.get(Passwords), 'matches');
    await Promise.all(
      agents.map(({ agent, token }) =>
        agent.post('/extranet').type('form').send({ login: 'nobody5678', password: 'guess', _csrf: token }),
      ),
    );
    expect(matches.mock.calls.length).toBe(5);
    matches.mockRestore();
  });

  it('stops an address after fifty failures within the hour, whoever they are for [RES-15]', async () => {
    const [pierre, address] = [await world.resident(), '192.0.2.50'];
    await signedInResident(world, pierre);
    const { agent, token } = await prepared(world.agent(address));
    for (let guess = 0; guess < 50; guess += 1) {
      await agent
        .post('/extranet')
        .type('form')
        .send({ login: `guessed${guess}`, password: 'guess', _csrf: token });
    }
    expect(await errors(pierre.login, PHRASE, world.agent(address))).toContain('Réessayez dans 15 minutes.');
    expect((await signIn(world.agent(), '/extranet', pierre.login, PHRASE)).headers.location).toBe('/extranet');
  });

  async function prepared(agent: Agent) {
    const { $ } = await read(agent, '/extranet');
    return { agent, token: String($('main input[name=_csrf]').val()) };
  }
});
