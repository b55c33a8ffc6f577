import { createHash, randomBytes } from 'node:crypto';

export interface SourceKey {
  /** Shown once to who creates it, kept nowhere. */
  key: string;
  hash: Buffer;
  /** Its first characters, by which people recognise it. */
  prefix: string;
}

const SECRET_BYTES = 32;
const PREFIX_LENGTH = 8;
const KEY = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits: too many to be guessed, so a plain digest of it can be kept and looked up. */
export function makeSourceKey(): SourceKey {
  const key = randomBytes(SECRET_BYTES).toString('base64url');
  return { key, hash: hashSourceKey(key), prefix: key.slice(0, PREFIX_LENGTH) };
}

export function hashSourceKey(key: string): Buffer {
  return createHash('sha256').update(`publication source ${key}`).digest();
}

export const couldBeSourceKey = (text: string): boolean => KEY.test(text);

/** The key of an `Authorization: Bearer …` header, or null when there is none that could be one. */
export function bearerKey(authorization: string | undefined): string | null {
  const [scheme = '', key = '', more] = (authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' && more === undefined && couldBeSourceKey(key) ? key : null;
}
