import { randomInt } from 'node:crypto';
import { bareCode, recoveryCodes } from './recovery-codes.js';

describe('recovery codes', () => {
  it('are ten, all different, read without mistake [ADM-22]', () => {
    const codes = recoveryCodes(randomInt);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[2-9a-hjkmnp-z]{5}-[2-9a-hjkmnp-z]{5}$/);
  });

  it('are recognised however they are typed', () => expect(bareCode(' ABcde 23456')).toBe(bareCode('abcde-23456')));
});
