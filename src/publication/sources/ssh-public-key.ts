import { createHash, createPublicKey } from 'node:crypto';
import ssh2 from 'ssh2';

export const SSH_ALGORITHMS = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
] as const;
const RSA_BITS = { least: 3_072, most: 16_384 };
const LONGEST_LINE = 4_096;

export interface SshPublicKey {
  algorithm: (typeof SSH_ALGORITHMS)[number];
  /** As SSH sends it. */
  blob: Buffer;
  /** `SHA256:…`, as ssh-keygen shows it. */
  fingerprint: string;
  /** What its owner wrote after it, often a name and a machine. */
  comment: string;
}

/** Why a line cannot be registered: no key at all, a private one, another algorithm, or a RSA key too short or too long. */
export type SshKeyFault = 'none' | 'private' | 'algorithm' | 'size';

/** Reads the one line of a `.pub` file or of `authorized_keys`, without options. */
export function readSshPublicKey(typed: string): SshPublicKey | SshKeyFault {
  const line = typed.trim();
  if (/PRIVATE KEY/.test(line)) return 'private';
  if (line.length > LONGEST_LINE || /[\r\n]/.test(line)) return 'none';
  const [said = ''] = line.split(/\s+/);
  const algorithm = SSH_ALGORITHMS.find((one) => one === said);
  if (!algorithm) return /^(ssh|ecdsa|sk)-\S+\s+AAAA/.test(line) ? 'algorithm' : 'none';
  const key = parse(line);
  if (!key || key.isPrivateKey() || key.type !== algorithm) return 'none';
  if (algorithm === 'ssh-rsa' && !isLongEnough(key.getPublicPEM())) return 'size';
  const blob = key.getPublicSSH();
  return { algorithm, blob, fingerprint: sshFingerprint(blob), comment: key.comment?.trim() ?? '' };
}

export function sshFingerprint(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

function parse(line: string): ssh2.ParsedKey | null {
  try {
    const [key] = [ssh2.utils.parseKey(line)].flat();
    return !key || key instanceof Error ? null : key;
  } catch {
    return null;
  }
}

function isLongEnough(pem: string): boolean {
  const bits = createPublicKey(pem).asymmetricKeyDetails?.modulusLength ?? 0;
  return bits >= RSA_BITS.least && bits <= RSA_BITS.most;
}
