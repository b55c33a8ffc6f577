import { setTimeout as pause } from 'node:timers/promises';
import type { AuthContext, PublicKeyAuthContext } from 'ssh2';
import ssh2 from 'ssh2';
import { readSshPublicKey } from '../sources/ssh-public-key.js';
import type { Admission, Gatekeeper, Sender } from './gatekeeper.service.js';
import type { SftpMetrics } from './sftp-metrics.js';

/** A refusal is never said sooner, whatever it rests on: how long it takes tells nothing. */
const REFUSAL_MS = 400;
const ATTEMPTS = 10;
const METHODS = ['publickey', 'password'] as const;

export interface SignInParts {
  gatekeeper: Gatekeeper;
  metrics: SftpMetrics;
  address: string;
  /** Who signed in. */
  welcome: (sender: Sender) => void;
  /** Too many attempts on one connection. */
  giveUp: () => void;
}

/** The attempts of one connection to sign in. */
export class SignIn {
  private attempts = 0;

  constructor(private readonly parts: SignInParts) {}

  async decide(attempt: AuthContext): Promise<void> {
    if (attempt.method === 'none') return attempt.reject([...METHODS]);
    this.attempts += 1;
    if (this.attempts > ATTEMPTS) return this.parts.giveUp();
    const since = Date.now();
    const admission = await this.admission(attempt);
    if (admission && 'sender' in admission) {
      if (isProof(attempt)) this.parts.welcome(admission.sender);
      return attempt.accept();
    }
    if (isProof(attempt)) this.parts.metrics.refused(admission?.refusal ?? 'credentials');
    await pause(Math.max(0, REFUSAL_MS - (Date.now() - since)));
    attempt.reject([...METHODS]);
  }

  private async admission(attempt: AuthContext): Promise<Admission | null> {
    const { gatekeeper, address } = this.parts;
    if (attempt.method === 'password') return gatekeeper.byPassword(attempt.username, attempt.password, address);
    if (attempt.method !== 'publickey' || !isHeld(attempt)) return null;
    return gatekeeper.byPublicKey(attempt.username, attempt.key.data, address, isProof(attempt));
  }
}

/** A public key without a signature is a question only. */
const isProof = (attempt: AuthContext): boolean => attempt.method !== 'publickey' || attempt.signature !== undefined;

/** A key of a kind we take and, where there is a signature, one made by it; RSA with SHA-2 only. */
export function isHeld({
  key,
  blob,
  signature,
  hashAlgo,
}: Pick<PublicKeyAuthContext, 'key' | 'blob' | 'signature' | 'hashAlgo'>): boolean {
  const known = readSshPublicKey(`${key.algo} ${key.data.toString('base64')}`);
  if (typeof known === 'string') return false;
  if (!signature) return true;
  if (!blob || (known.algorithm === 'ssh-rsa' && hashAlgo !== 'sha256' && hashAlgo !== 'sha512')) return false;
  const [parsed] = [ssh2.utils.parseKey(key.data)].flat();
  return !!parsed && !(parsed instanceof Error) && parsed.verify(blob, signature, hashAlgo) === true;
}
