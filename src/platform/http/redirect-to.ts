/** Thrown where a page cannot be shown now: the answer is a redirect (303). */
export class RedirectTo extends Error {
  constructor(readonly address: string) {
    super(`see ${address}`);
  }
}

/** An address of this site or the fallback: never another host, never a scheme, never a control character. */
export function localAddress(candidate: unknown, fallback: string): string {
  if (typeof candidate !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(candidate)) return fallback;
  return candidate;
}
