import fc from 'fast-check';
import { mayKeepPassword, SECURITIES, smtpServerOf, type SmtpServer, smtpUrl } from './smtp-address.js';

const server: fc.Arbitrary<SmtpServer> = fc.record({
  host: fc.domain(),
  port: fc.integer({ min: 1, max: 65_535 }),
  security: fc.constantFrom(...SECURITIES),
  user: fc.string({ minLength: 1, unit: 'grapheme' }),
});

describe('the address of a mail server', () => {
  it('holds all that was typed, whatever the characters', () => {
    fc.assert(
      fc.property(server, fc.string({ unit: 'grapheme' }), (typed, password) => {
        const read = smtpServerOf(smtpUrl(typed, password));
        return JSON.stringify(read) === JSON.stringify({ ...typed, host: typed.host.toLowerCase(), password });
      }),
    );
  });

  it('says how it is ciphered, and nothing of a sign-in there is not', () => {
    const typed: SmtpServer = { host: 'smtp.example.org', port: 587, security: 'starttls', user: '' };
    expect(smtpUrl(typed, '')).toBe('smtp://smtp.example.org:587?requireTLS=true');
    expect(smtpUrl({ ...typed, security: 'tls', port: 465, user: 'a@b' }, 'p:w')).toBe('smtps://a%40b:p%3Aw@smtp.example.org:465');
  });

  it('keeps a password for the same server and account only', () => {
    fc.assert(fc.property(server, server, (one, other) => mayKeepPassword(one, other) === (JSON.stringify(one) === JSON.stringify(other))));
  });
});
