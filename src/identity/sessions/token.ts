import { createHash, randomBytes } from 'node:crypto';

export interface Token {
  /** 32 random bytes as base64url: what the browser or the letter holds. */
  token: string;
  /** What the database keeps. */
  hash: Buffer;
}

export function newToken(): Token {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: tokenHash(token) };
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
