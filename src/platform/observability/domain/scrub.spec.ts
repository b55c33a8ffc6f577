import fc from 'fast-check';
import { scrubFields, scrubText } from './scrub.js';

describe('scrubText', () => {
  it.each([
    ['no mailbox pierre.proprietaire+sci@example.org here', 'no mailbox [email] here'],
    ['IBAN FR76 3000 6000 0112 3456 7890 189 refused', 'IBAN [iban] refused'],
    ['IBAN FR7630006000011234567890189 refused', 'IBAN [iban] refused'],
    ['call 06 12 34 56 78 or +33612345678', 'call [phone] or [phone]'],
    ['smtps://agence:s3cret@mail.example.org:465', 'smtps://[…]@mail.example.org:465'],
    ['Authorization: Bearer abcdef0123456789', 'Authorization: Bearer […]'],
  ])('hides what is personal or secret in "%s"', (text, scrubbed) => expect(scrubText(text)).toBe(scrubbed));

  it.each([
    '0193a1b2-0000-7000-8000-000000000001',
    '{"time":1763755200000,"ms":0.612345678}',
    '2026-11-21T20:00:00.000Z',
    'GET /agence/:line 200',
  ])('leaves "%s" as it is', (text) => expect(scrubText(text)).toBe(text));

  it('lets no address through, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.emailAddress(),
        fc.string(),
        (address, around) => !scrubText(`${around} ${address} ${around}`).includes(` ${address} `),
      ),
    );
  });
});

describe('scrubFields', () => {
  it('hides secrets and personal fields at any depth, keeps the rest', () => {
    const fields = {
      kind: 'staff',
      session: { token: 'abc', tries: 2 },
      people: [{ lastName: 'Dupont', id: 7 }],
      temporaryPassword: 'x',
    };
    expect(scrubFields(fields)).toEqual({
      kind: 'staff',
      session: { token: '[…]', tries: 2 },
      people: [{ lastName: '[…]', id: 7 }],
      temporaryPassword: '[…]',
    });
  });
});
