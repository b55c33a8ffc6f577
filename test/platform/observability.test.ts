import { jest } from '@jest/globals';
import { Controller, Get, Logger, Module, Param } from '@nestjs/common';
import request from 'supertest';
import { NOBODY } from '../../src/platform/auth/index.js';
import { loadConfig } from '../../src/platform/config/index.js';
import { runInContext } from '../../src/platform/context/index.js';
import { FileStore } from '../../src/platform/files/index.js';
import { createLog, LOG, Metrics, NestLog } from '../../src/platform/observability/index.js';
import { type Platform, startPlatform } from './support/platform.js';

@Controller()
class Doors {
  @Get('door/:token')
  open(@Param('token') token: string): string {
    return token;
  }

  @Get('broken/:token')
  fail(): never {
    throw new Error('cannot write to pierre@example.org');
  }
}

@Module({ controllers: [Doors] })
class DoorsModule {}

class Page {
  text = '';
  write(line: string): void {
    this.text += line;
  }
  get lines(): Record<string, unknown>[] {
    return this.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}

describe('the log', () => {
  const page = new Page();
  const config = loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'info' });
  const log = createLog(config, page);
  beforeEach(() => (page.text = ''));

  it('says on each line for whom: request, tenant, kind of viewer', () => {
    const tenant = { domain: 'saurupt' } as never;
    runInContext({ requestId: 'r-1', tenant, viewer: NOBODY }, () => log.info({ ms: 12 }, 'answered'));
    expect(page.lines).toMatchObject([
      { level: 'info', requestId: 'r-1', tenant: 'saurupt', viewer: 'nobody', ms: 12, msg: 'answered' },
    ]);
  });

  it('holds no personal data and no secret, wherever they were put', () => {
    const error = Object.assign(new Error('Key (email)=(pierre@example.org) already exists'), {
      parameters: ['pierre@example.org', 'Hunter2'],
      detail: 'Key (email)=(pierre@example.org)',
      cause: new Error('token FR7630006000011234567890189'),
    });
    log.error(
      { err: error, body: { password: 'Hunter2', nested: { temporaryPassword: 'Hunter2' } } },
      'for +33 6 12 34 56 78',
    );
    new NestLog(log).warn('smtp://user:Hunter2@mail.example.org refused', 'mail');
    expect(page.text).not.toMatch(/pierre|Hunter2|FR76|12 34 56/);
    expect(page.lines[1]).toMatchObject({ level: 'warn', room: 'mail' });
  });
});

describe('a process that is watched', () => {
  const page = new Page();
  let platform: Platform;
  const get = (path: string) => request(platform.nest.getHttpServer()).get(path);

  beforeAll(async () => {
    const log = createLog(loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'info' }), page);
    platform = await startPlatform({
      modules: () => [DoorsModule],
      overrides: [{ provide: LOG, useValue: log }],
      log: new NestLog(log),
    });
  });
  afterAll(() => platform.close());
  beforeEach(() => (page.text = ''));

  it('logs a request by its pattern, never by its address', async () => {
    await get('/door/a-secret-token').expect(200);
    await get('/nowhere/a-secret-token?email=pierre@example.org').expect(404);
    expect(page.text).not.toMatch(/a-secret-token|pierre/);
    expect(page.lines).toMatchObject([
      { method: 'GET', route: '/door/:token', status: 200, msg: 'GET /door/:token 200' },
      { route: '(none)', status: 404 },
    ]);
    expect(page.lines[0]?.ms).toEqual(expect.any(Number));
  });

  it('logs a failure with its stack', async () => {
    await get('/broken/x').expect(500);
    new Logger('room').error(new Error('seen'));
    expect(page.text).toContain('cannot write to [email]');
    expect(page.text).toMatch(/observability\.test/);
  });

  it('is alive, and ready while the database answers and its schema is current', async () => {
    await get('/health').expect(200, { status: 'ok' });
    const { body } = await get('/health/ready').expect(200);
    expect(body).toEqual({ ready: true, checks: { database: 'ok', migrations: 'ok', files: 'ok' } });
  });

  it('stays ready, and says so, while only files are out of reach', async () => {
    jest.spyOn(platform.get(FileStore), 'check').mockRejectedValueOnce(new Error('disk full'));
    const { body } = await get('/health/ready').expect(200);
    expect(body).toMatchObject({ ready: true, checks: { files: 'disk full' } });
  });

  it('measures requests by pattern, jobs, connections and the event loop', async () => {
    await get('/door/another').expect(200);
    platform.get(Metrics).jobEnded('note', 'done', 0.2, null);
    platform.get(Metrics).publicationEnded('applied', 'saurupt');
    const { text } = await get('/metrics')
      .expect(200)
      .expect('Content-Type', /^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/door\/:token",status="2xx"\} [12]/,
    );
    expect(text).toContain('job_duration_seconds_count{kind="note",outcome="done"} 1');
    expect(text).toContain('publication_runs_total{tenant="saurupt",outcome="applied"} 1');
    expect(text).toMatch(/database_connections\{state="idle"\} \d/);
    expect(text).toContain('jobs_in_table{state="dead"} 0');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('shows its measures to nobody behind a proxy', async () => {
    await get('/metrics').set('X-Forwarded-For', '203.0.113.7').expect(404);
  });
});

describe('measures with a token', () => {
  it('are for who shows it', async () => {
    const platform = await startPlatform({ env: { METRICS_TOKEN: 'a token of sixteen or more' } });
    const server = platform.nest.getHttpServer();
    await request(server).get('/metrics').expect(404);
    await request(server).get('/metrics').set('Authorization', 'Bearer a token of sixteen or less').expect(404);
    await request(server).get('/metrics').set('Authorization', 'Bearer a token of sixteen or more').expect(200);
    await platform.close();
  });
});
