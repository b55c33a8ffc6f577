import { meaningOf } from './smtp-failure.js';

describe('meaningOf a refusal', () => {
  it.each([
    [{ responseCode: 550, command: 'RCPT TO' }, 'address'],
    [{ responseCode: 552, command: 'RCPT TO' }, 'message'],
    [{ responseCode: 554, command: 'DATA' }, 'message'],
    [{ responseCode: 535, command: 'AUTH PLAIN' }, 'later'],
    [{ responseCode: 553, command: 'MAIL FROM' }, 'later'],
    [{ responseCode: 450, command: 'RCPT TO' }, 'later'],
    [{ code: 'ECONNECTION', command: 'CONN' }, 'later'],
    [{ code: 'EENVELOPE' }, 'address'],
  ])('%j means %s', (failure, meaning) => expect(meaningOf(failure)).toBe(meaning));
});
