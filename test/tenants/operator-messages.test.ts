import { load } from 'cheerio';
import { context, runInContext } from '../../src/platform/context/index.js';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { Dispatcher, Jobs } from '../../src/platform/jobs/index.js';
import { OperatorMessages } from '../../src/platform/mail/index.js';
import { type Postman, startSmtp } from '../platform/support/smtp.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { insertTenant } from '../support/tenant.js';
import { OperatorViewers } from './support/operator.js';

const NEWS = { topic: 'essai', sentence: 'mail:operator.dead-letters', values: { count: 2, list: '- x : 2', link: 'http://localhost/taches' } };

describe('what the host tells its operators', () => {
  const viewers = new OperatorViewers();
  let postman: Postman;
  let app: TestApp;
  let operator: Agent;
  beforeAll(async () => {
    postman = await startSmtp();
    const env = {
      SMTP_URL: postman.url,
      MAIL_FROM: 'no-reply@extranet.example.org',
      OPERATOR_EMAIL: 'olivier@host.example.org, Astreinte@host.example.org',
    };
    app = await startTestApp({ overrides: [viewers.override], env });
    operator = viewers.console(app);
    await insertTenant(app, { domain: 'gilbert' });
  });
  afterAll(async () => {
    await app.close();
    await postman.stop();
  });
  beforeEach(async () => {
    postman.letters.length = 0;
    Object.assign(postman.refuse, { recipient: undefined, message: undefined });
    await write(sql`DELETE FROM platform.operator_message`);
    await write(sql`DELETE FROM platform.job`);
  });

  const write = (statement: ReturnType<typeof sql>) =>
    app.get(UnitOfWork).operatorWrite(({ query }) => query<Record<string, unknown>>(statement));
  const tell = (key: string) => app.inTenant('gilbert', () => app.get(OperatorMessages).tell({ ...NEWS, key }));
  const drain = () => app.get(Dispatcher).drain();
  const page = async (address: string) => load((await operator.get(address)).text);

  it('leaves by the host’s mail server to each of their addresses, once', async () => {
    await tell('1');
    await tell('1');
    await drain();
    expect(postman.letters.map(({ envelopeTo }) => envelopeTo[0]).sort()).toEqual([
      'astreinte@host.example.org',
      'olivier@host.example.org',
    ]);
    const [letter] = postman.letters;
    expect(letter).toMatchObject({
      from: { name: 'Extranet', address: 'no-reply@extranet.example.org' },
      subject: '2 tâches abandonnées',
    });
    expect(letter?.text).toContain('- x : 2\n\nLes reprendre ou les abandonner : http://localhost/taches');
    expect(letter?.html).toContain('href="http://localhost/taches"');
    await write(sql`UPDATE platform.job SET state = 'waiting', finished_at = NULL`);
    expect(await drain()).toBe(2);
    expect(postman.letters).toHaveLength(2);
  });

  it('is rolled back with what it tells of, in a transaction of a tenant', async () => {
    const failing = app.inTenant('gilbert', () =>
      app.get(UnitOfWork).write(async () => {
        await app.get(OperatorMessages).tell({ ...NEWS, key: '2' });
        throw new Error(`no, ${context().requestId}`);
      }),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await write(sql`SELECT FROM platform.operator_message`)).toEqual([]);
  });

  it('is tried for a day while the server is down, then shown as failed and sent again by a person', async () => {
    postman.refuse.recipient = { code: 451, text: 'Try again later' };
    await tell('3');
    const states = async () => (await write(sql`SELECT DISTINCT state FROM platform.operator_message`)).map(({ state }) => state);
    for (let tries = 0; tries < 100 && (await states()).includes('queued'); tries += 1) {
      await drain();
      app.clock.advance({ minutes: 30 });
    }
    expect(await states()).toEqual(['failed']);
    expect(await write(sql`SELECT FROM platform.job WHERE state = 'dead'`)).toEqual([]);
    postman.refuse.recipient = undefined;

    const $ = await page('/messages');
    expect($('tbody tr').first().text()).toContain('gilbert');
    expect($('tbody tr').first().text()).toContain('Échec');
    const address = $('tbody th a').first().attr('href')!;
    const message = await page(address);
    expect(message('main').text()).toContain('Les reprendre ou les abandonner');
    expect(message('main').text()).toContain('Try again later');
    const answer = await submitForm(operator, address, {});
    expect((await page(answer.headers.location as string))('.notice').text()).toContain('Le message va être envoyé.');
    await drain();
    expect(postman.letters).toHaveLength(1);
    expect((await page(address))('form[action$="/envoi"]')).toHaveLength(0);
  });

  it('is for operators: nobody else finds it, and what does not exist is not found', async () => {
    expect((await app.agent('').get('/messages')).status).toBe(303);
    expect((await app.agent('gilbert').get('/messages')).status).toBe(404);
    expect((await operator.get('/messages/0192aaaa-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await operator.get('/messages/1')).status).toBe(404);
    expect((await page('/messages'))('main').text()).toContain('Aucun message.');
  });

  describe('of tasks that were given up', () => {
    const die = (secondsAgo: number, kind = 'publication-apply') => write(sql`
      INSERT INTO platform.job (tenant_id, kind, state, max_attempts, attempts, last_error, finished_at)
      SELECT id, ${kind}, 'dead', 3, 3, 'M. PROPRIETAIRE', now() - make_interval(secs => ${secondsAgo}) FROM platform.tenant`);
    const look = async () => {
      await runInContext({}, () => app.get(Jobs).later('tell-dead-letters', {}, { tenantId: null }));
      await drain();
      return postman.letters.filter(({ envelopeTo }) => envelopeTo[0] === 'olivier@host.example.org');
    };
    const age = async (minutes: number) => {
      const passed = sql`make_interval(mins => ${minutes})`;
      await write(sql`UPDATE platform.operator_message SET created_at = created_at - ${passed}`);
      await write(sql`UPDATE platform.job SET finished_at = finished_at - ${passed}`);
    };

    it('says which and how many, of which agency, and nothing of what went wrong with whom', async () => {
      await die(30);
      await die(40);
      await die(50, 'send-message');
      const [letter, ...more] = await look();
      expect(more).toEqual([]);
      expect(letter?.subject).toBe('3 tâches abandonnées');
      expect(letter?.text).toContain('- publication-apply (gilbert) : 2\n- send-message (gilbert) : 1');
      expect(letter?.text).not.toContain('PROPRIETAIRE');
    });

    it('writes at most once an hour, and nothing when nothing is new', async () => {
      expect(await look()).toHaveLength(0);
      await die(30);
      expect(await look()).toHaveLength(1);
      await age(30);
      await die(15);
      expect(await look()).toHaveLength(1);
      await age(31);
      const letters = await look();
      expect(letters).toHaveLength(2);
      expect(letters[1]?.subject).toBe('1 tâche abandonnée');
      await age(61);
      expect(await look()).toHaveLength(2);
    });
  });
});

describe('without an address or a mail server', () => {
  it('the console alone shows what there is to tell', async () => {
    const viewers = new OperatorViewers();
    const app = await startTestApp({ overrides: [viewers.override] });
    try {
      await runInContext({}, () => app.get(OperatorMessages).tell({ ...NEWS, key: '1' }));
      await app.get(Dispatcher).drain();
      const $ = load((await viewers.console(app).get('/messages')).text);
      expect($('.notice').text()).toContain('OPERATOR_EMAIL');
      expect($('tbody tr').text()).toContain('Gardé ici');
    } finally {
      await app.close();
    }
  });
});
