import { IANAZone } from 'luxon';

const QUARTER_MS = 15 * 60_000;
const KEPT_QUARTERS = 20_000;

interface Zone {
  iana: IANAZone;
  offsets: Map<number, number>;
}

const zones = new Map<string, Zone>();

/**
 * Milliseconds to add to an instant to read the wall clock of a zone. Asking Intl is slow, and clocks change on a quarter of an hour
 * only: one answer serves the whole quarter. @throws RangeError on a zone nobody knows
 */
export function zoneOffset(epochMs: number, timeZone: string): number {
  const zone = zones.get(timeZone) ?? open(timeZone);
  const quarter = Math.floor(epochMs / QUARTER_MS);
  const known = zone.offsets.get(quarter);
  if (known !== undefined) return known;
  if (zone.offsets.size >= KEPT_QUARTERS) zone.offsets.clear();
  const offset = zone.iana.offset(quarter * QUARTER_MS) * 60_000;
  zone.offsets.set(quarter, offset);
  return offset;
}

function open(timeZone: string): Zone {
  if (!IANAZone.isValidZone(timeZone)) throw new RangeError(`Unknown time zone: ${timeZone}`);
  const zone = { iana: IANAZone.create(timeZone), offsets: new Map<number, number>() };
  zones.set(timeZone, zone);
  return zone;
}
