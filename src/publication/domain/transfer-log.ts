import { DateTime } from 'luxon';
import { escaped } from '../manifest/writing/tags.js';

export interface Transfer {
  ref: string;
  filename: string;
  sha256: string;
  bytes: number;
  start: Date;
  end: Date;
  /** Null when it succeeded. */
  reason: string | null;
}

/** `transferts.xml` (PUB-08): one element per file, times with the offset of the agency's zone. */
export function transferLogXml(runNumber: number, transfers: readonly Transfer[], timeZone: string): string {
  const at = (instant: Date) =>
    DateTime.fromJSDate(instant, { zone: timeZone }).toISO({ suppressMilliseconds: true }) ?? '';
  const lines = transfers.map(({ ref, filename, sha256, bytes, start, end, reason }) => {
    const attributes: [string, string][] = [
      ['from', `${ref}/${filename}`],
      ['to', `/in/files/${sha256}`],
      ['bytes', String(bytes)],
      ['sha256', sha256],
      ['start', at(start)],
      ['end', at(end)],
      ['success', String(reason === null)],
      ...(reason === null ? [] : [['reason', reason] as [string, string]]),
    ];
    return `  <file ${attributes.map(([name, value]) => `${name}="${escaped(value)}"`).join(' ')}/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<transfers run="${runNumber}">\n${lines.join('\n')}\n</transfers>\n`;
}
