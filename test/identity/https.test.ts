import { loadConfig } from '../../src/platform/config/index.js';
import { load } from 'cheerio';
import request from 'supertest';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Ground, layGround } from '../support/factories/index.js';
import { Operators } from '../../src/identity/index.js';
import { PHRASE } from './support/identity-world.js';

describe('outside localhost', () => {
  let app: TestApp;
  let gilbert: Ground;

  beforeAll(async () => {
    app = await startTestApp({ env: { PUBLIC_SCHEME: 'https', TRUST_PROXY: '1', BASE_DOMAIN: 'example.org' } });
    gilbert = await layGround(app.database, { domain: 'gilbert', name: 'Agence Gilbert' });
    await app.get(Operators).add({ login: 'olga', name: 'Olga Martin', password: PHRASE });
  });
  afterAll(async () => {
    await gilbert.close();
    await app.close();
  });

  /** As the proxy in front passes it on, having received it that way. */
  const ask = (method: 'get' | 'post', path: string, { proto = 'https', host = 'gilbert.example.org' } = {}) =>
    request(app.nest.getHttpServer())[method](path).set('Host', host).set('X-Forwarded-Proto', proto);
  const cookiesOf = (response: { headers: Record<string, unknown> }) =>
    (response.headers['set-cookie'] ?? []) as string[];

  it('has nothing in clear: pages are asked again over HTTPS, forms refused, browsers told to remember it [RES-04]', async () => {
    for (const path of ['/extranet', '/connexion?retour=%2Fagence', '/extranet/profil', '/nulle-part']) {
      const answer = await ask('get', path, { proto: 'http' });
      expect([answer.status, answer.headers.location]).toEqual([308, `https://gilbert.example.org${path}`]);
      expect(cookiesOf(answer)).toEqual([]);
    }
    const sent = await ask('post', '/extranet', { proto: 'http' }).type('form').send({ login: 'x', password: 'y' });
    expect([sent.status, cookiesOf(sent)]).toEqual([403, []]);
    for (const path of ['/extranet', '/assets/app/css/base.css', '/nulle-part']) {
      const { headers } = await ask('get', path);
      expect(headers['strict-transport-security']).toMatch(/max-age=31536000; includeSubDomains/);
    }
  });

  it('has cookies Secure, HttpOnly, SameSite=Lax, of this host alone, whichever is given [RES-04]', async () => {
    const host = 'example.org';
    const door = await ask('get', '/connexion', { host });
    const form = { login: 'olga', password: PHRASE, _csrf: load(door.text)('main input[name=_csrf]').val() };
    const held = cookiesOf(door)
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    const entered = await ask('post', '/connexion', { host }).set('Cookie', held).type('form').send(form);
    expect(entered.headers.location).toBe('/clients');
    const tongue = await ask('post', '/langue', { host })
      .set('Cookie', held)
      .type('form')
      .send({ langue: 'en', _csrf: form._csrf });
    const refused = await ask('post', '/connexion', { host })
      .set('Cookie', held)
      .type('form')
      .send({ ...form, password: 'not the right one' });
    const given = [door, entered, tongue, refused].flatMap(cookiesOf);
    const names = new Set(given.map((cookie) => cookie.split('=')[0]));
    expect([...names]).toEqual(expect.arrayContaining(['__Host-csrf', '__Host-session', 'langue']));
    for (const cookie of given) {
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).not.toMatch(/Domain=/i);
    }
  });

  it('cannot be otherwise in production: the boot refuses it [RES-04]', () => {
    const production = { NODE_ENV: 'production', BASE_DOMAIN: 'example.org', APP_SECRET: 'x'.repeat(40) };
    expect(() => loadConfig({ ...production, PUBLIC_SCHEME: 'http' })).toThrow(
      'PUBLIC_SCHEME: must be https in production',
    );
  });
});
