import fc from 'fast-check';
import { blobKey, partialKey, quarantineKey } from './storage-keys.js';

const TENANT = '0193a1b2-0000-7000-8000-000000000001';
const SHA = 'ab'.repeat(32);

describe('storage keys', () => {
  it('put the tenant in every key', () => {
    expect(blobKey(TENANT, SHA)).toBe(`${TENANT}/ab/${SHA}`);
    expect(quarantineKey(TENANT, SHA)).toBe(`.quarantine/${TENANT}/${SHA}`);
    expect(partialKey(TENANT, 'run-12_a')).toBe(`.partial/${TENANT}/run-12_a`);
  });

  it('never let a name climb out of its folder', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        for (const key of [() => blobKey(TENANT, name), () => blobKey(name, SHA), () => partialKey(TENANT, name)]) {
          try {
            expect(key().split('/')).toHaveLength(3);
            expect(key()).not.toContain('..');
          } catch (error) {
            expect((error as Error).message).toMatch(/UUID|hexadecimal|letters/);
          }
        }
      }),
    );
  });
});
