import { createCipheriv, createHash } from 'node:crypto';
import { rc4 } from './rc4.js';
import { type PdfDictionary, PdfName } from './pdf-value.js';

/** What a user types when he types nothing (ISO 32000-1, 7.6.3.3, algorithm 2, step a). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const MD5_ROUNDS = 50;
const R6_ROUNDS = 64;

/** Whether readers open the document without asking anything: only its author's password, which restricts printing, was set. */
export function opensWithoutPassword(encryption: PdfDictionary, fileId: Buffer): boolean {
  const filter = encryption.get('Filter');
  if (!(filter instanceof PdfName) || filter.name !== 'Standard') return false;
  const revision = number(encryption, 'R');
  const user = bytes(encryption, 'U');
  if (revision >= 5) return checksOut(user, revision);
  return revision >= 2 && user.length >= 16 && checksOutOldWay(encryption, fileId, user, revision);
}

/** AES-256 (ISO 32000-2, 7.6.4.4.10): 32 bytes of digest, 8 of salt to check with, 8 of salt for the key. */
function checksOut(user: Buffer, revision: number): boolean {
  if (user.length < 48) return false;
  const salt = user.subarray(32, 40);
  const digest = createHash('sha256').update(salt).digest();
  return user.subarray(0, 32).equals(revision === 5 ? digest : hardened(digest));
}

/** ISO 32000-2, algorithm 2.B, for an empty password. */
function hardened(digest: Buffer): Buffer {
  let key = digest;
  for (let round = 0, last = 0; round < R6_ROUNDS || last > round - 32; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const encrypted = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)));
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256')
      .update(encrypted)
      .digest();
    last = encrypted[encrypted.length - 1] ?? 0;
  }
  return key.subarray(0, 32);
}

/** RC4 and AES-128 (ISO 32000-1, algorithms 2, 4 and 5). */
function checksOutOldWay(encryption: PdfDictionary, fileId: Buffer, user: Buffer, revision: number): boolean {
  const key = fileKey(encryption, fileId, revision);
  if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32));
  let expected = rc4(key, createHash('md5').update(PADDING).update(fileId).digest());
  for (let round = 1; round <= 19; round += 1) expected = rc4(Buffer.from(key.map((byte) => byte ^ round)), expected);
  return expected.equals(user.subarray(0, 16));
}

function fileKey(encryption: PdfDictionary, fileId: Buffer, revision: number): Buffer {
  const keyBytes = revision === 2 ? 5 : (number(encryption, 'Length') || 40) / 8;
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(number(encryption, 'P') | 0);
  const hash = createHash('md5')
    .update(PADDING)
    .update(bytes(encryption, 'O').subarray(0, 32))
    .update(permissions)
    .update(fileId);
  if (revision >= 4 && encryption.get('EncryptMetadata') === false) hash.update(Buffer.alloc(4, 0xff));
  let key = hash.digest();
  for (let round = 0; revision >= 3 && round < MD5_ROUNDS; round += 1) {
    key = createHash('md5').update(key.subarray(0, keyBytes)).digest();
  }
  return key.subarray(0, keyBytes);
}

function number(dictionary: PdfDictionary, name: string): number {
  const value = dictionary.get(name);
  return typeof value === 'number' ? value : 0;
}

function bytes(dictionary: PdfDictionary, name: string): Buffer {
  const value = dictionary.get(name);
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}
