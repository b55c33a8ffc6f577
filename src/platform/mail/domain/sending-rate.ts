/** Messages a minute that may leave unhurried: a sender that pours them out ends among the spam. */
export const SHARED_SERVER_PER_MINUTE = 20;
export const OWN_SERVER_PER_MINUTE = 300;
const MINUTE_MS = 60_000;

/** When the next one may leave; null for now. `recent`: instants of the last sendings, any order. */
export function mayLeaveAt(recent: Date[], perMinute: number, now: Date): Date | null {
  const inMinute = recent
    .map((at) => at.getTime())
    .filter((at) => at > now.getTime() - MINUTE_MS)
    .sort((a, b) => a - b);
  const place = inMinute[inMinute.length - perMinute];
  return place === undefined ? null : new Date(place + MINUTE_MS);
}
