import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { FEATURES, type Feature } from './features.js';

const payloadSchema = z.strictObject({
  id: z.string().regex(/^L-\d{4,10}$/),
  domain: z.string(),
  features: z.array(z.enum(FEATURES)).min(1),
  /** Last day of validity. */
  until: z.iso.date(),
});

export type Licence = z.infer<typeof payloadSchema>;

export type LicenceReading =
  | { valid: true; licence: Licence }
  | { valid: false; reason: 'malformed' | 'signature' | 'other_domain' | 'expired' };

const FORM = /^ext1\.([A-Za-z0-9_-]{1,4000})\.([A-Za-z0-9_-]{86})$/;

/** Writes `ext1.<payload>.<signature>` with the operator's private Ed25519 key. */
export function writeLicenceKey(licence: Licence, privateKey: KeyObject): string {
  const payload = Buffer.from(JSON.stringify(payloadSchema.parse(licence))).toString('base64url');
  return `ext1.${payload}.${sign(null, Buffer.from(payload), privateKey).toString('base64url')}`;
}

/** What a pasted key is worth for that domain on that day (`YYYY-MM-DD`); blanks and line ends around and inside do not count. */
export function readLicenceKey(text: string, at: { domain: string; today: string; publicKey: KeyObject }): LicenceReading {
  const [, payload, signature] = FORM.exec(text.replace(/\s/g, '')) ?? [];
  if (!payload || !signature) return { valid: false, reason: 'malformed' };
  if (!verify(null, Buffer.from(payload), at.publicKey, Buffer.from(signature, 'base64url'))) return { valid: false, reason: 'signature' };
  const licence = payloadSchema.safeParse(parsed(payload)).data;
  if (!licence) return { valid: false, reason: 'malformed' };
  if (licence.domain !== at.domain) return { valid: false, reason: 'other_domain' };
  return licence.until < at.today ? { valid: false, reason: 'expired' } : { valid: true, licence };
}

/** Which of the licences given so far still open a feature: the latest end wins. */
export function featureEnds(licences: readonly Licence[]): Map<Feature, string> {
  const ends = new Map<Feature, string>();
  for (const { features, until } of licences) {
    for (const feature of features) if (until > (ends.get(feature) ?? '')) ends.set(feature, until);
  }
  return ends;
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
