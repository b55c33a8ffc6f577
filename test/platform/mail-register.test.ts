import { Dispatcher, Jobs } from '../../src/platform/jobs/index.js';
import { Messages, MessagesModule } from '../../src/platform/mail/index.js';
import { FORGET_MESSAGE_SECRETS } from '../../src/platform/mail/forget-secrets.job.js';
import { isPublicAddress } from '../../src/platform/mail/public-host.js';
import { LettersModule, RESET } from './support/letters.js';
import { type Platform, startPlatform } from './support/platform.js';

const VARIABLES = {
  name: 'Anne',
  until: new Date('2026-12-01T12:00:00Z'),
  link: 'https://saurupt.example.org/nouveau-mot-de-passe/Zm9v-bGEtYmVsbGU',
};
const ANNE = { address: 'anne@example.org', name: 'Anne Dupont' };

describe('messages without a mail server', () => {
  let platform: Platform;
  beforeAll(
    async () =>
      (platform = await startPlatform({ modules: () => [LettersModule, MessagesModule], now: '2026-11-21T20:00:00Z' })),
  );
  afterAll(() => platform.close());

  it('are kept in the register, which is the mailbox, until a month has gone by', async () => {
    const messages = platform.get(Messages);
    const inTenant = <T>(work: () => Promise<T>) => platform.inTenant('saurupt', work);
    await inTenant(() => messages.send(RESET, ANNE, VARIABLES, { concerns: { kind: 'party', id: '7' } }));
    await platform.get(Dispatcher).drain();
    const [kept] = await inTenant(() => messages.register({ concerns: { kind: 'party', id: '7' } }));
    expect(kept).toMatchObject({ state: 'kept' });
    const read = () => inTenant(() => messages.readAsRecipient(kept?.id ?? ''));
    expect((await read()).html).toContain('Zm9v');
    expect((await inTenant(() => messages.read(kept?.id ?? ''))).html).not.toContain('Zm9v');
    platform.clock.advance({ days: 32 });
    await platform.get(Jobs).later(FORGET_MESSAGE_SECRETS, {});
    await platform.get(Dispatcher).drain();
    expect((await read()).html).not.toContain('Zm9v');
  });

  it('can be seen beforehand, with believable values', async () => {
    const preview = await platform.inTenant('saurupt', () => platform.get(Messages).preview(RESET, 'en'));
    expect(preview.subject).toBe('Password of Anne');
    expect(preview.html).toContain('Agence Saurupt');
  });
});

describe('a tenant’s mail server', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.1',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '0.0.0.0',
    'nonsense',
  ])('is never at %s, inside the host’s network', (address) => expect(isPublicAddress(address)).toBe(false));
  it('is on the public Internet', () => expect(isPublicAddress('193.252.22.73')).toBe(true));
});
