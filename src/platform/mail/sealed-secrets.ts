import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps from who reads the database what only a message, or a mail server, may be told. Bound to the tenant: elsewhere it does not open. */
@Injectable()
export class SealedSecrets {
  private readonly key: Buffer;

  constructor({ env }: Config) {
    if (!env.APP_SECRET) throw new Error('APP_SECRET: required');
    this.key = Buffer.from(hkdfSync('sha256', env.APP_SECRET, 'extranet', 'messages', 32));
  }

  seal(value: unknown, tenantId: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, iv).setAAD(Buffer.from(tenantId));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** @throws when it was sealed with another secret, for another tenant, or altered */
  open<T>(sealed: Buffer, tenantId: string): T {
    const decipher = createDecipheriv(CIPHER, this.key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(tenantId)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return JSON.parse(
      decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8'),
    ) as T;
  }
}
