import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface Postman {
  url: string;
  port: number;
  letters: (Email & { raw: string; envelopeTo: string[] })[];
  /** What the server answers from now on: to a recipient, or to a whole message. */
  refuse: { recipient?: { code: number; text: string }; message?: { code: number; text: string } };
  stop(): Promise<void>;
}

/** A real mail server for one test; `port` to come back where it was. */
export async function startSmtp(options: { port?: number; user?: string; password?: string } = {}): Promise<Postman> {
  const letters: Postman['letters'] = [];
  const refuse: Postman['refuse'] = {};
  const error = ({ code, text }: { code: number; text: string }) =>
    Object.assign(new Error(text), { responseCode: code });
  const server = new SMTPServer({
    authOptional: options.user === undefined,
    allowInsecureAuth: true,
    closeTimeout: 100,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) => {
      if (username === options.user && password === options.password) done(null, { user: username });
      else done(error({ code: 535, text: 'Authentication failed' }));
    },
    onRcptTo: (_address, _session, done) => done(refuse.recipient ? error(refuse.recipient) : null),
    onData: (stream, session, done) => {
      void buffer(stream).then(async (raw) => {
        if (refuse.message) return done(error(refuse.message));
        const envelopeTo = session.envelope.rcptTo.map((recipient) => recipient.address);
        letters.push({ ...(await PostalMime.parse(raw)), raw: raw.toString(), envelopeTo });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const credentials = options.user ? `${options.user}:${options.password ?? ''}@` : '';
  return {
    url: `smtp://${credentials}127.0.0.1:${port}`,
    port,
    letters,
    refuse,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
