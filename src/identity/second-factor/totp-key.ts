import { Secret, TOTP } from 'otpauth';
import { toDataURL } from 'qrcode';

/** What an authenticator application is told, in the three ways it can be told. */
export interface Enrolment {
  /** PNG of the code to photograph, as a `data:` address. */
  image: string;
  /** The same secret to type, by groups of four. */
  key: string;
  /** The same as an `otpauth:` address, which opens the application of this very telephone. */
  address: string;
}

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
const IMAGE_PIXELS = 220;

/** A secret shared with an application (TOTP, RFC 6238: SHA-1, six digits, half a minute). */
export class TotpKey {
  private constructor(private readonly secret: Secret) {}

  static make(): TotpKey {
    return new TotpKey(new Secret({ size: SECRET_BYTES }));
  }

  static of(base32: string): TotpKey {
    return new TotpKey(Secret.fromBase32(base32));
  }

  get base32(): string {
    return this.secret.base32;
  }

  /** `issuer`, `label`: the words the application lists it under. */
  async enrolment(issuer: string, label: string): Promise<Enrolment> {
    const address = this.totp({ issuer, label }).toString();
    const image = await toDataURL(address, { margin: 1, width: IMAGE_PIXELS });
    return { image, address, key: this.base32.match(/.{1,4}/g)?.join(' ') ?? this.base32 };
  }

  /**
   * The half minute, counted from 1970, that the code is of: the present one, one before or one after. Null when the code is wrong, or is
   * not later than `lastStep`, the last that served.
   */
  stepOf(code: string, now: Date, lastStep: number | null): number | null {
    const timestamp = now.getTime();
    const delta = this.totp({}).validate({ token: code.replace(/\s/g, ''), timestamp, window: 1 });
    if (delta === null) return null;
    const step = Math.floor(timestamp / 1_000 / PERIOD_SECONDS) + delta;
    return step > (lastStep ?? 0) ? step : null;
  }

  private totp(names: { issuer?: string; label?: string }): TOTP {
    return new TOTP({ ...names, secret: this.secret, period: PERIOD_SECONDS });
  }
}
