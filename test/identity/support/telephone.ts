import { Secret, TOTP } from 'otpauth';

/** The code an authenticator application shows for that key, typed or photographed, at that instant. */
export function codeOf(key: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(key.replace(/\s/g, '')) }).generate({ timestamp: at.getTime() });
}
