import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { Dispatcher } from '../../src/platform/jobs/index.js';
import { Messages, MessagesModule } from '../../src/platform/mail/index.js';
import { CODE, LettersModule } from './support/letters.js';
import { type Platform, startPlatform } from './support/platform.js';

describe('SMS by a gateway', () => {
  let platform: Platform;
  let status = 200;
  const received: { request: IncomingMessage; body: unknown }[] = [];
  const gateway = createServer((request, response) => {
    void json(request).then((body) => {
      received.push({ request, body });
      response.writeHead(status).end('noted');
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    const { port } = gateway.address() as AddressInfo;
    const env = { SMS_URL: `http://127.0.0.1:${port}/messages`, SMS_TOKEN: 'token-of-the-host' };
    platform = await startPlatform({
      env,
      modules: () => [LettersModule, MessagesModule],
      now: '2026-11-21T20:00:00Z',
    });
  });
  afterAll(async () => {
    await platform.close();
    gateway.closeAllConnections();
    await new Promise((resolve) => gateway.close(resolve));
  });
  beforeEach(() => (received.length = 0));

  const send = async (answer: number) => {
    status = answer;
    await platform.inTenant('saurupt', () =>
      platform.get(Messages).send(CODE, { address: '+33612345678' }, { code: '4711' }),
    );
    await platform.get(Dispatcher).drain();
    const [message] = await platform.inTenant('saurupt', () => platform.get(Messages).register());
    return message;
  };

  it('is one sentence, sent once under a name of its own', async () => {
    const message = await send(202);
    expect(message).toMatchObject({ channel: 'sms', state: 'sent' });
    expect(received[0]?.body).toEqual({ reference: message?.id, to: '+33612345678', text: 'Agence Saurupt : 4711' });
    expect(received[0]?.request.headers).toMatchObject({
      authorization: 'Bearer token-of-the-host',
      'idempotency-key': message?.id,
    });
  });

  it('refused for its number has failed; refused for anything else waits', async () => {
    expect(await send(422)).toMatchObject({ state: 'failed', lastError: '422 noted' });
    expect(await send(503)).toMatchObject({ state: 'queued', lastError: '503 noted' });
    expect(await send(401)).toMatchObject({ state: 'queued' });
  });
});
