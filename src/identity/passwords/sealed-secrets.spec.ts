import fc from 'fast-check';
import { loadConfig } from '../../platform/config/index.js';
import { SealedSecrets } from './sealed-secrets.js';

const secrets = new SealedSecrets(loadConfig({ APP_SECRET: 'a secret for tests, never for a real host' }));

describe('sealed secrets', () => {
  it('open for the use and the owner they were sealed for, and for no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sealed = secrets.seal('initial-password', text, 'tenant/party');
        expect(secrets.open('initial-password', sealed, 'tenant/party')).toBe(text);
        expect(secrets.open('initial-password', sealed, 'tenant/other')).toBeNull();
        expect(secrets.open('totp', sealed, 'tenant/party')).toBeNull();
      }),
    );
  });

  it('do not open once a single bit is changed, or cut', () => {
    const sealed = secrets.seal('initial-password', 'h7Kd2mPq9x', 'tenant/party');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
        const altered = Buffer.from(sealed);
        altered[at] = (altered[at] ?? 0) ^ (1 << bit);
        expect(secrets.open('initial-password', altered, 'tenant/party')).toBeNull();
        expect(secrets.open('initial-password', sealed.subarray(0, at), 'tenant/party')).toBeNull();
      }),
    );
  });

  it('have digests of their own per use and owner', () => {
    const digest = (use: 'credentials' | 'recovery-code', owner: string) =>
      secrets.digest(use, 'same', owner).toString('hex');
    expect(new Set([digest('credentials', 'a'), digest('credentials', 'b'), digest('recovery-code', 'a')]).size).toBe(
      3,
    );
  });
});
