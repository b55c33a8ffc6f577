import { create } from 'content-disposition';

/**
 * The header `Content-Disposition` (RFC 6266) that gives a download its name.
 * @param filename in any alphabet; programs that read ASCII only are given it without its accents
 */
export function savedAs(filename: string, type: 'inline' | 'attachment' = 'attachment'): string {
  return create(filename, { type, fallback: withoutAccents(filename) });
}

function withoutAccents(filename: string): string {
  return filename
    .normalize('NFKD')
    .replace(/œ/g, 'oe')
    .replace(/Œ/g, 'OE')
    .replace(/[’‘]/g, "'")
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_');
}
