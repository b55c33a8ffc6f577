import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Config } from '../../platform/config/index.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Each use has a key of its own, derived from APP_SECRET. */
export type SecretUse =
  'initial-password' | 'proposal' | 'totp' | 'recovery-code' | 'credentials' | 'notification-refusal';

/** What must be read again is sealed (AES-256-GCM), what must only be recognised is digested (HMAC-SHA-256). */
@Injectable()
export class SealedSecrets {
  private readonly keys = new Map<SecretUse, Buffer>();

  constructor(private readonly config: Config) {}

  /** `owner` (tenant and row) is sealed in: the bytes copied to another row do not open. */
  seal(use: SecretUse, text: string, owner: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key(use), iv).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** Null when it was not sealed here, for that use and that owner. */
  open(use: SecretUse, sealed: Buffer, owner: string): string | null {
    if (sealed.length < IV_BYTES + TAG_BYTES) return null;
    const decipher = createDecipheriv(CIPHER, this.key(use), sealed.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return null;
    }
  }

  digest(use: SecretUse, text: string, owner: string): Buffer {
    return createHmac('sha256', this.key(use)).update(owner).update('\0').update(text.normalize('NFC')).digest();
  }

  private key(use: SecretUse): Buffer {
    const known = this.keys.get(use);
    if (known) return known;
    const { APP_SECRET } = this.config.env;
    if (!APP_SECRET) throw new Error('APP_SECRET: required');
    const key = Buffer.from(hkdfSync('sha256', APP_SECRET, 'extranet', `identity:${use}`, 32));
    this.keys.set(use, key);
    return key;
  }
}
