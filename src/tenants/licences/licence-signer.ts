import { Injectable } from '@nestjs/common';
import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Config } from '../../platform/config/index.js';
import { type Licence, type LicenceReading, readLicenceKey, writeLicenceKey } from '../domain/licence-key.js';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs licence keys and checks them, with the host's own pair: LICENCE_PRIVATE_KEY, or one made of APP_SECRET. */
@Injectable()
export class LicenceSigner {
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;

  constructor({ env }: Config) {
    this.privateKey = env.LICENCE_PRIVATE_KEY ? createPrivateKey(env.LICENCE_PRIVATE_KEY) : madeOf(env.APP_SECRET);
    this.publicKey = createPublicKey(this.privateKey);
  }

  sign(licence: Licence): string {
    return writeLicenceKey(licence, this.privateKey);
  }

  read(text: string, at: { domain: string; today: string }): LicenceReading {
    return readLicenceKey(text, { ...at, publicKey: this.publicKey });
  }
}

function madeOf(secret: string | undefined): KeyObject {
  if (!secret) throw new Error('APP_SECRET: required');
  const seed = Buffer.from(hkdfSync('sha256', secret, 'extranet', 'licences', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
}
