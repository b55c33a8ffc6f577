import request from 'supertest';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';

describe('health and measures of the whole application', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    await app
      .get(UnitOfWork)
      .operatorWrite(({ query }) =>
        query(sql`INSERT INTO platform.tenant (domain, name, kind) VALUES ('saurupt', 'Saurupt', 'agency')`),
      );
  });
  afterAll(() => app.close());

  it.each(['/health', '/health/ready', '/metrics'])(
    '%s answers the machine itself, on no tenant’s host',
    async (path) => {
      await request(app.nest.getHttpServer()).get(path).expect(200);
      await app.agent('saurupt').get(path).expect(404);
    },
  );

  it.each(['/health', '/health/ready', '/metrics', '/tls/domain?domain=saurupt.localhost'])(
    '%s answers on the apex and by the names that probes use, and nowhere else',
    async (path) => {
      const asked = (host: string) => request(app.nest.getHttpServer()).get(path).set('Host', host);
      for (const host of ['localhost', '127.0.0.1:3000', '[::1]', 'web:3000', '']) await asked(host).expect(200);
      for (const host of ['evil.example', 'nobody.localhost', 'a.b.localhost', '127.0.0.1.evil.example'])
        await asked(host).expect(404);
    },
  );

  it('is ready when everything it leans on answers', async () => {
    const { body } = await request(app.nest.getHttpServer()).get('/health/ready').expect(200);
    expect(body).toEqual({ ready: true, checks: { database: 'ok', migrations: 'ok', files: 'ok' } });
  });
});
