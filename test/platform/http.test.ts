import { Body, Controller, Get, Module, Param, Post, Req, Res } from '@nestjs/common';
import { load } from 'cheerio';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Machine, Public, RequiresFeature, Staff } from '../../src/platform/auth/index.js';
import { Conflict, NotFound } from '../../src/platform/errors/index.js';
import { Csrf, Form, page, redirect } from '../../src/platform/http/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { insertTenant } from '../support/tenant.js';

const schema = z.strictObject({ city: z.string().min(1, 'forms:required') });

@Controller('probe')
class ProbeController {
  constructor(private readonly csrf: Csrf) {}

  @Get('page')
  @Public('probe')
  show() {
    return page('errors/404', { title: 'Page d’essai', sentence: null });
  }
  @Get('form')
  @Public('probe')
  form(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    return { token: this.csrf.token(request, response) };
  }
  @Post('page')
  @Public('probe')
  save(@Form(schema) form: z.infer<typeof schema>) {
    return redirect(`/probe/page?city=${form.city}`);
  }
  @Get('named/:name')
  @Public('probe')
  named(@Param('name') name: string) {
    return { name };
  }
  @Get('broken')
  @Public('probe')
  broken() {
    throw new Error('a secret of the inside');
  }
  @Get('taken')
  @Public('probe')
  taken() {
    throw new Conflict();
  }
  @Get('staff')
  @Staff('settings.edit')
  staff() {
    return page('errors/404', { title: 'x' });
  }
  @Get('option')
  @Public('probe')
  @RequiresFeature('tickets')
  option() {
    return { here: true };
  }
}

@Controller('api/probe')
class ProgramController {
  @Post()
  @Machine('probe')
  echo(@Body() body: unknown) {
    return body;
  }
  @Get()
  @Machine('probe')
  none() {
    throw new NotFound();
  }
}

@Module({ controllers: [ProbeController, ProgramController] })
class ProbeModule {}

@Controller('open')
class UndeclaredController {
  @Get()
  anything() {
    return 'open to all';
  }
}
@Module({ controllers: [UndeclaredController] })
class UndeclaredModule {}

describe('the HTTP kernel', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ modules: [ProbeModule] });
    await insertTenant(app, { domain: 'gilbert', name: 'Agence Gilbert' });
  });
  afterAll(() => app?.close());

  it('refuses to boot on a route that says not who may come in', async () => {
    await expect(startTestApp({ modules: [UndeclaredModule] })).rejects.toThrow('UndeclaredController.anything');
  });

  it('says nothing to a host nobody knows', async () => {
    for (const label of ['inconnue', 'a.b']) {
      const response = await app.agent(label).get('/probe/page');
      expect(response.status).toBe(404);
      expect(response.text).not.toContain('Gilbert');
      expect(load(response.text)('body').text().trim()).toBe('Rien ici.');
    }
  });

  it('allows no inline script or style and no outside host', async () => {
    const { headers, text } = await app.agent('gilbert').get('/probe/page');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:\/\/|\*/);
    const $ = load(text);
    expect($('[style], style, script:not([src])').length).toBe(0);
    $('link[href], script[src], img[src]').each((_, element) => {
      expect($(element).attr('href') ?? $(element).attr('src')).toMatch(/^(\/(?!\/)|data:)/);
    });
  });

  it('serves every style sheet and script a page names, to be kept for ever, the long ones packed', async () => {
    const agent = app.agent('gilbert');
    const $ = load((await agent.get('/probe/page')).text);
    const addresses = $('link[rel="stylesheet"]')
      .map((_, link) => $(link).attr('href'))
      .get()
      .filter((href) => href.startsWith('/assets/'));
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) {
      const response = await agent.get(address);
      expect([address, response.status]).toEqual([address, 200]);
      expect(response.headers['cache-control']).toContain('immutable');
      if (response.text.length > 10_000) expect(response.headers['content-encoding']).toBe('gzip');
    }
  });

  it('shows an error in the clothes of the agency, and nothing of the inside', async () => {
    const response = await app.agent('gilbert').get('/probe/broken');
    expect(response.status).toBe(500);
    expect(response.text).toContain('Agence Gilbert');
    expect(response.text).toContain(response.headers['x-request-id']);
    expect(response.text).not.toContain('secret of the inside');
    expect((await app.agent('gilbert').get('/nowhere')).status).toBe(404);
    expect((await app.agent('gilbert').get('/probe/taken')).status).toBe(409);
  });

  it('reads forms without the NULs that nobody types, and knows no address that has one', async () => {
    const agent = app.agent('gilbert');
    const { token } = (await agent.get('/probe/form')).body as { token: string };
    const sent = await agent.post('/probe/page').type('form').send({ city: 'Nan\0cy', _csrf: token });
    expect([sent.status, sent.headers.location]).toEqual([303, '/probe/page?city=Nancy']);
    const refused = await agent
      .post('/probe/page')
      .type('form')
      .send({ city: 'Nancy', 'no\0where': '\0', _csrf: token });
    expect(refused.status).toBe(303);
    expect((await agent.get('/probe/page/%00')).status).toBe(404);
    expect((await agent.get('/probe/named/a%00b')).status).toBe(404);
  });

  it('refuses a form that is not its own', async () => {
    const agent = app.agent('gilbert');
    expect((await agent.post('/probe/page').type('form').send({ city: 'Nancy' })).status).toBe(403);
  });

  it('brings back the page of a form left open too long, and nothing of another site', async () => {
    const agent = app.agent('gilbert');
    const stale = (headers: Record<string, string>) =>
      agent.post('/probe/page').set(headers).type('form').send({ city: 'Nancy' });
    const back = await stale({ Referer: 'http://gilbert.localhost/probe/page?a=1' });
    expect([back.status, back.headers.location]).toEqual([303, '/probe/page?a=1']);
    expect((await agent.get('/probe/page')).text).toContain('resté ouvert trop longtemps');
    expect((await stale({ Referer: 'http://evil.example/probe/page' })).status).toBe(403);
    expect((await stale({ Referer: 'http://gilbert.localhost/x', 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  });

  it('tells who had a session that it has ended', async () => {
    const agent = app.agent('gilbert').set('Cookie', `session=${'a'.repeat(43)}`);
    const { headers } = await agent.get('/probe/staff');
    expect([headers.location?.split('?')[0], headers['set-cookie']?.toString().includes('flash=')]).toEqual([
      '/connexion',
      true,
    ]);
  });

  it('answers a form with a redirect, and a wrong one with the form, what was typed and its message', async () => {
    const agent = app.agent('gilbert');
    const token = await csrfOf(agent);
    const right = await agent.post('/probe/page').type('form').send({ city: 'Nancy', _csrf: token });
    expect([right.status, right.headers.location]).toEqual([303, '/probe/page?city=Nancy']);
    const wrong = await agent.post('/probe/page').type('form').send({ city: '', extra: 'typed', _csrf: token });
    expect([wrong.status, wrong.headers.location]).toEqual([303, '/probe/page']);
    expect(wrong.headers['set-cookie']?.toString()).toContain('flash=');
  });

  it('sends strangers to the door and remembers where they wanted to go', async () => {
    const response = await app.agent('gilbert').get('/probe/staff?page=2');
    expect([response.status, response.headers.location]).toEqual([
      303,
      '/connexion?retour=%2Fprobe%2Fstaff%3Fpage%3D2',
    ]);
  });

  it('has no page of an option that is off', async () => {
    expect((await app.agent('gilbert').get('/probe/option')).status).toBe(404);
  });

  it('answers programs with problem+json, without a cookie nor a token', async () => {
    const agent = app.agent('gilbert');
    expect((await agent.post('/api/probe').send({ a: 1 })).body).toEqual({ a: 1 });
    const missing = await agent.get('/api/probe');
    expect(missing.headers['content-type']).toContain('application/problem+json');
    expect(missing.body).toMatchObject({ status: 404, code: 'not_found' });
  });

  async function csrfOf(agent: ReturnType<TestApp['agent']>): Promise<string> {
    return (await agent.get('/probe/form')).body.token;
  }
});
