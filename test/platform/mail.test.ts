import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { Dispatcher } from '../../src/platform/jobs/index.js';
import {
  MailAccounts,
  Messages,
  MessagesModule,
  UndeliverableAddresses,
  Wordings,
} from '../../src/platform/mail/index.js';
import { LettersModule, RESET } from './support/letters.js';
import { type Platform, startPlatform } from './support/platform.js';
import { type Postman, startSmtp } from './support/smtp.js';

const LINK = 'https://saurupt.example.org/nouveau-mot-de-passe/Zm9v-bGEtYmVsbGU?a=1&b=2';
const VARIABLES = {
  name: 'Anne <b>Dupont</b>\r\nBcc: all@example.org',
  until: new Date('2026-12-01T12:00:00Z'),
  link: LINK,
};
const ANNE = { address: 'anne@example.org', name: 'Anne Dupont' };

async function start(env: Record<string, string>): Promise<Platform> {
  return startPlatform({ env, modules: () => [LettersModule, MessagesModule], now: '2026-11-21T20:00:00Z' });
}

describe('messages by a mail server', () => {
  let postman: Postman;
  let platform: Platform;
  let messages: Messages;
  beforeAll(async () => {
    postman = await startSmtp();
    platform = await start({ SMTP_URL: postman.url, MAIL_FROM: 'no-reply@extranet.example.org' });
    messages = platform.get(Messages);
  });
  afterAll(async () => {
    await platform.close();
    await postman.stop();
  });
  beforeEach(async () => {
    postman.letters.length = 0;
    Object.assign(postman.refuse, { recipient: undefined, message: undefined });
    for (const domain of ['saurupt', 'mosan']) {
      await inTenant(
        () => platform.get(UnitOfWork).write(({ query }) => query(sql`DELETE FROM outgoing_message`)),
        domain,
      );
      await inTenant(
        () => platform.get(UnitOfWork).write(({ query }) => query(sql`DELETE FROM undeliverable_address`)),
        domain,
      );
    }
    await platform.get(UnitOfWork).operatorWrite(({ query }) => query(sql`DELETE FROM platform.job`));
  });

  const inTenant = <T>(work: () => Promise<T>, domain = 'saurupt') => platform.inTenant(domain, work);
  const drain = () => platform.get(Dispatcher).drain();
  const send = (options = {}) => inTenant(() => messages.send(RESET, ANNE, VARIABLES, options));
  const register = (domain?: string) => inTenant(() => messages.register(), domain);
  const stored = () =>
    inTenant(() =>
      platform
        .get(UnitOfWork)
        .read((query) => query<{ row: string }>(sql`SELECT m::text AS row FROM outgoing_message m`)),
    );

  it('arrive in the tenant’s name, in both forms, in his language', async () => {
    await send({
      replyTo: 'gestion@saurupt.example.org',
      unsubscribeUrl: 'https://saurupt.example.org/desinscription/x',
    });
    await drain();
    const [letter] = postman.letters;
    expect(letter?.from).toMatchObject({ name: 'Agence Saurupt', address: 'no-reply@extranet.example.org' });
    expect(letter?.to).toMatchObject([{ name: 'Anne Dupont', address: 'anne@example.org' }]);
    expect(letter?.replyTo).toMatchObject([{ address: 'gestion@saurupt.example.org' }]);
    expect(letter?.subject).toBe('Mot de passe de Anne <b>Dupont</b> Bcc: all@example.org');
    expect(letter?.envelopeTo).toEqual(['anne@example.org']);
    expect(letter?.text).toContain(`01/12/2026 : ${LINK}`);
    expect(letter?.html).toContain('Anne &lt;b&gt;Dupont');
    expect(letter?.html).toContain(`href="${LINK.replaceAll('&', '&amp;').replaceAll('=', '&#x3D;')}"`);
    const headers = Object.fromEntries((letter?.headers ?? []).map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      'list-unsubscribe': '<https://saurupt.example.org/desinscription/x>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
    expect(await register()).toMatchObject([
      { state: 'sent', attempts: 1, recipient: 'anne@example.org', sentAt: platform.clock.now() },
    ]);
  });

  it('are rolled back with what caused them', async () => {
    const failing = inTenant(() =>
      platform.get(UnitOfWork).write(async () => {
        await messages.send(RESET, ANNE, VARIABLES);
        throw new Error('no');
      }),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await drain()).toBe(0);
    expect(await register()).toEqual([]);
  });

  it('never leave their secrets in the database: sealed before, hidden after, forgotten once sent', async () => {
    await send();
    expect((await stored())[0]?.row).not.toContain('Zm9v');
    await drain();
    const [message] = await register();
    expect((await stored())[0]?.row).not.toContain('Zm9v');
    const read = await inTenant(() => messages.read(message?.id ?? ''));
    expect(read.html).toContain('••••••');
    expect((await inTenant(() => messages.readAsRecipient(message?.id ?? ''))).body).toContain('••••••');
  });

  it('are of one tenant: another does not read them', async () => {
    await send();
    const [message] = await register();
    expect(await register('mosan')).toEqual([]);
    await expect(inTenant(() => messages.read(message?.id ?? ''), 'mosan')).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('go once, even when their job is done twice', async () => {
    await send();
    await drain();
    await platform
      .get(UnitOfWork)
      .operatorWrite(({ query }) =>
        query(sql`UPDATE platform.job SET state = 'waiting', finished_at = NULL WHERE kind = 'send-message'`),
      );
    expect(await drain()).toBe(1);
    expect(postman.letters).toHaveLength(1);
  });

  it('refused for good are shown as failed, and nothing more goes to that address until it is trusted again', async () => {
    postman.refuse.recipient = { code: 550, text: 'No such mailbox' };
    await send();
    await drain();
    expect(await register()).toMatchObject([
      { state: 'failed', lastError: expect.stringContaining('No such mailbox') as string },
    ]);
    expect(
      await inTenant(() => platform.get(UndeliverableAddresses).among(['ANNE@example.org', 'other@example.org'])),
    ).toMatchObject([{ address: 'anne@example.org' }]);
    postman.refuse.recipient = undefined;
    await send();
    expect(await drain()).toBe(0);
    expect((await register())[0]).toMatchObject({ state: 'suppressed' });
    await inTenant(() => platform.get(UndeliverableAddresses).trustAgain('anne@example.org'));
    await send();
    await drain();
    expect((await register())[0]).toMatchObject({ state: 'sent' });
  });

  it('refused for what they say are failed, the address being none the worse', async () => {
    postman.refuse.message = { code: 554, text: 'Looks like spam' };
    await send();
    await drain();
    expect(await register()).toMatchObject([{ state: 'failed' }]);
    expect(await inTenant(() => platform.get(UndeliverableAddresses).among(['anne@example.org']))).toEqual([]);
    postman.refuse.message = undefined;
    const [message] = await register();
    await inTenant(() => messages.sendAgain(message?.id ?? ''));
    await drain();
    expect(await register()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(postman.letters[0]?.text).toContain(LINK);
  });

  it('wait while the server is down, and go when it is up again, known by the same name', async () => {
    const { port } = postman;
    await postman.stop();
    await send();
    await drain();
    expect(await register()).toMatchObject([
      { state: 'queued', attempts: 1, lastError: expect.stringMatching(/ECONNREFUSED|closed/) as string },
    ]);
    postman = await startSmtp({ port });
    expect(await drain()).toBe(0);
    platform.clock.advance({ minutes: 2 });
    await drain();
    const [message] = await register();
    expect(message).toMatchObject({ state: 'sent', attempts: 2 });
    expect(postman.letters[0]?.messageId).toContain(message?.id);
  });

  it('are given up after a day, and shown so', async () => {
    postman.refuse.recipient = { code: 451, text: 'Try again later' };
    await send();
    const begun = platform.clock.now().getTime();
    for (let tries = 0; tries < 100 && (await register())[0]?.state !== 'failed'; tries += 1) {
      await drain();
      platform.clock.advance({ minutes: 30 });
    }
    expect((await register())[0]).toMatchObject({ state: 'failed' });
    expect(platform.clock.now().getTime() - begun).toBeGreaterThan(23 * 3_600_000);
  }, 60_000);

  it('by hundreds leave at the permitted rate, each taken up once, and let the others by', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        to: { address: `r${index}@example.org` },
        variables: VARIABLES,
        options: { unhurried: true },
      }));
    await inTenant(() => messages.sendEach(RESET, many(25)));
    await inTenant(() => messages.sendEach(RESET, many(10)));
    expect(await drain()).toBe(20);
    expect(postman.letters).toHaveLength(20);
    await send();
    await drain();
    expect(postman.letters.at(-1)?.envelopeTo).toEqual(['anne@example.org']);
    platform.clock.advance({ seconds: 61 });
    expect(await drain()).toBe(15);
    expect(postman.letters).toHaveLength(36);
  });

  it('count what left just before', async () => {
    for (let count = 0; count < 5; count += 1) await send();
    await drain();
    await inTenant(() =>
      messages.sendEach(
        RESET,
        Array.from({ length: 20 }, () => ({ to: ANNE, variables: VARIABLES, options: { unhurried: true } })),
      ),
    );
    await drain();
    expect(postman.letters).toHaveLength(20);
    platform.clock.advance({ seconds: 61 });
    await drain();
    expect(postman.letters).toHaveLength(25);
  });

  it('use the tenant’s own words when he has some, and the shipped ones again when he wants', async () => {
    const wordings = platform.get(Wordings);
    const own = { subject: 'Pour {name}', body: 'Bonjour {name},\n\nC’est ici : {link}\nAvant le {until}. <script>' };
    await inTenant(() => wordings.save('letters/reset', 'fr', own));
    await send();
    await drain();
    expect(postman.letters[0]?.subject).toMatch(/^Pour Anne/);
    expect(postman.letters[0]?.text).toContain(`\n\nC’est ici : ${LINK}\nAvant le 01/12/2026. <script>`);
    expect(postman.letters[0]?.html).toMatch(/<a href="https:\/\/saurupt\.example\.org\/nouveau[^"]*"/);
    expect(postman.letters[0]?.html).not.toContain('<script>');
    await send();
    await inTenant(() => wordings.forget('letters/reset', 'fr'));
    await drain();
    expect(postman.letters[1]?.subject).toMatch(/^Mot de passe/);
    const bad = inTenant(() => wordings.save('letters/reset', 'fr', { ...own, body: '{nom}' }));
    await expect(bad).rejects.toMatchObject({ fields: [{ field: 'body', values: { name: 'nom' } }] });
  });

  it('go by the tenant’s own server when he has one, whose key is sealed', async () => {
    const own = await startSmtp({ user: 'agence', password: 's3cret' });
    const accounts = platform.get(MailAccounts);
    await inTenant(() => accounts.save(own.url, 'contact@mosan.example.org'), 'mosan');
    const [row] = await inTenant(
      () =>
        platform
          .get(UnitOfWork)
          .read((query) => query<{ row: string }>(sql`SELECT m::text AS row FROM mail_account m`)),
      'mosan',
    );
    expect(row?.row).not.toContain('s3cret');
    await inTenant(() => messages.send(RESET, { ...ANNE, locale: 'en' }, VARIABLES), 'mosan');
    await drain();
    expect(own.letters[0]?.from).toMatchObject({ name: 'Cabinet Mosan', address: 'contact@mosan.example.org' });
    expect(own.letters[0]?.subject).toMatch(/^Password of/);
    expect(postman.letters).toHaveLength(0);
    await inTenant(() => accounts.forget(), 'mosan');
    await own.stop();
  });

  it('ask for what they declare', async () => {
    const wrong = { ...VARIABLES, password: 'x' };
    await expect(inTenant(() => messages.send(RESET, ANNE, wrong))).rejects.toThrow();
    await expect(
      inTenant(() => platform.get(MailAccounts).save('https://example.org', 'a@b.fr')),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
