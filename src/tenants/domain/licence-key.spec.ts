import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { featureEnds, type Licence, readLicenceKey, writeLicenceKey } from './licence-key.js';

const operator = generateKeyPairSync('ed25519');
const licence: Licence = { id: 'L-0042', domain: 'gilbert', features: ['extranet', 'tickets'], until: '2026-12-31' };
const key = writeLicenceKey(licence, operator.privateKey);
const at = { domain: 'gilbert', today: '2026-11-21', publicKey: operator.publicKey };

describe('a licence key [ADM-05]', () => {
  it('opens its features for its domain until its last day', () => {
    expect(readLicenceKey(key, at)).toEqual({ valid: true, licence });
    expect(readLicenceKey(` ${key.slice(0, 50)}\n${key.slice(50)} `, at)).toEqual({ valid: true, licence });
    expect(readLicenceKey(key, { ...at, today: '2026-12-31' }).valid).toBe(true);
  });

  it('opens nothing of another domain, past its end, malformed or signed by another [ADM-06]', () => {
    const stranger = generateKeyPairSync('ed25519');
    expect(readLicenceKey(key, { ...at, domain: 'autre' })).toEqual({ valid: false, reason: 'other_domain' });
    expect(readLicenceKey(key, { ...at, today: '2027-01-01' })).toEqual({ valid: false, reason: 'expired' });
    expect(readLicenceKey(writeLicenceKey(licence, stranger.privateKey), at)).toEqual({ valid: false, reason: 'signature' });
    for (const wrong of ['', 'ext1', key.replace('ext1', 'ext2'), `${key}A`]) {
      expect(readLicenceKey(wrong, at)).toEqual({ valid: false, reason: 'malformed' });
    }
  });

  it('is worth nothing once any of its characters is changed [ADM-06]', () => {
    // The last character carries spare bits that say nothing.
    fc.assert(
      fc.property(fc.integer({ min: 5, max: key.length - 2 }), fc.constantFrom('A', 'z', '7', '-'), (index, character) => {
        fc.pre(key[index] !== character && key[index] !== '.');
        return !readLicenceKey(key.slice(0, index) + character + key.slice(index + 1), at).valid;
      }),
    );
  });

  it('counts the latest end of each feature', () => {
    const longer: Licence = { ...licence, id: 'L-0043', features: ['tickets'], until: '2027-06-30' };
    expect(featureEnds([longer, licence])).toEqual(
      new Map([
        ['tickets', '2027-06-30'],
        ['extranet', '2026-12-31'],
      ]),
    );
  });
});
