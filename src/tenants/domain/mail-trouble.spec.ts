import { mailTrouble } from './mail-trouble.js';

describe('what went wrong with a mail server', () => {
  it.each([
    ['getaddrinfo ENOTFOUND smtp.nowhere.example', 'unknown-server'],
    ['connect ECONNREFUSED 127.0.0.1:25', 'refused'],
    ['Connection timeout', 'timeout'],
    ['self-signed certificate in certificate chain', 'certificate'],
    ['140:error:0A00010B:SSL routines:wrong version number', 'ciphering'],
    ['Invalid login: 535 5.7.8 Authentication credentials invalid', 'credentials'],
    ['the server is not on the public Internet', 'not-public'],
    ['Mail command failed: 553 5.7.1 sender address rejected', 'sender'],
    ["Can't send mail - all recipients were rejected: 550 no such user", 'recipient'],
    ['something else', 'other'],
  ])('%s', (error, trouble) => {
    expect(mailTrouble(error)).toBe(trouble);
  });
});
