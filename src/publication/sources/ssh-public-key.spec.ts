import fc from 'fast-check';
import ssh2 from 'ssh2';
import { ed25519Pair } from './ed25519-pair.js';
import { readSshPublicKey } from './ssh-public-key.js';

const made = (kind: 'rsa' | 'ecdsa' | 'ed25519', bits?: number) =>
  kind === 'ed25519'
    ? ed25519Pair('lsc@nancy')
    : ssh2.utils.generateKeyPairSync(kind as 'rsa', { bits: bits as number, comment: 'lsc@nancy' });
/** Made once by ssh-keygen, which gave that fingerprint. */
const LINE = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl claire@lsc';

describe('public keys of senders', () => {
  it('are lines of OpenSSH, known by their fingerprint', () => {
    expect(readSshPublicKey(`  ${LINE}\n`)).toMatchObject({
      algorithm: 'ssh-ed25519',
      fingerprint: 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU',
      comment: 'claire@lsc',
    });
    for (const pair of [made('ed25519'), made('ecdsa', 256), made('ecdsa', 521), made('rsa', 3_072)])
      expect(readSshPublicKey(pair.public)).toMatchObject({ comment: 'lsc@nancy' });
  });

  it('are refused with the reason: private, too short, of another kind, none', () => {
    expect(readSshPublicKey(made('ed25519').private)).toBe('private');
    expect(readSshPublicKey(made('rsa', 2_048).public)).toBe('size');
    expect(readSshPublicKey('ssh-dss AAAAB3NzaC1kc3MAAACBAP1/U4EddRIpUt9KnC7s5Of2EbdSPO9EAMMeP4C2USZp x')).toBe(
      'algorithm',
    );
    expect(readSshPublicKey('sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIA x')).toBe(
      'algorithm',
    );
    for (const wrong of [
      '',
      'bonjour',
      'ssh-ed25519',
      'ssh-ed25519 AAAA',
      `${LINE}\n${LINE}`,
      `restrict ${LINE}`,
      'ssh-rsa AAAAC3NzaC1lZDI1NTE5',
    ])
      expect(readSshPublicKey(wrong)).toBe('none');
  });

  it('never make it fall over, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.base64String(), (text, base64) => {
        for (const line of [text, `ssh-ed25519 ${base64}`, `ssh-rsa ${base64}`, `ecdsa-sha2-nistp256 ${base64} x`])
          expect(typeof readSshPublicKey(line)).toBe('string');
      }),
    );
  });
});
