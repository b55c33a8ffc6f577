import ssh2 from 'ssh2';
import { ed25519Pair } from '../sources/ed25519-pair.js';
import { isHeld } from './sign-in.js';

function made(kind: 'rsa' | 'ed25519', bits = 3_072) {
  const pair = kind === 'rsa' ? ssh2.utils.generateKeyPairSync('rsa', { bits }) : ed25519Pair();
  const [key] = [ssh2.utils.parseKey(pair.private)].flat();
  if (!key || key instanceof Error) throw new Error('no key');
  return { key, asked: { key: { algo: key.type, data: key.getPublicSSH() } } };
}
const blob = Buffer.from('what both ends know of this very connection');

describe('a public key', () => {
  it('is held by who signs with it', () => {
    const { key, asked } = made('ed25519');
    expect(isHeld({ ...asked, blob, signature: key.sign(blob) })).toBe(true);
    expect(isHeld({ ...asked, blob: Buffer.from('another connection'), signature: key.sign(blob) })).toBe(false);
    expect(isHeld({ ...asked, blob, signature: made('ed25519').key.sign(blob) })).toBe(false);
    expect(isHeld({ ...asked, blob, signature: Buffer.alloc(0) })).toBe(false);
  });

  it('of RSA signs with SHA-2, never with SHA-1', () => {
    const { key, asked } = made('rsa');
    for (const hashAlgo of ['sha256', 'sha512'])
      expect(isHeld({ ...asked, blob, signature: key.sign(blob, hashAlgo), hashAlgo })).toBe(true);
    expect(isHeld({ ...asked, blob, signature: key.sign(blob, 'sha1') })).toBe(false);
    expect(isHeld({ ...asked, blob, signature: key.sign(blob, 'sha1'), hashAlgo: 'sha1' })).toBe(false);
  });

  it('is none when it is too short, or nothing that is one', () => {
    expect(isHeld(made('rsa', 2_048).asked)).toBe(false);
    expect(isHeld({ key: { algo: 'ssh-ed25519', data: Buffer.from('noise') } })).toBe(false);
    expect(isHeld({ key: { algo: 'ssh-dss', data: made('ed25519').asked.key.data } })).toBe(false);
  });
});
