// The process of redact-apart.ts: a manifest comes in by the standard input; to rewrite it, it goes out packed by the standard output.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DEFAULT_LIMITS } from '../manifest/reading/limits.js';
import { textSource } from '../manifest/reading/text-source.js';
import type { Redacted } from './redact-apart.js';
import { withoutPasswords } from './without-passwords.js';

async function redact(isRewriting: boolean): Promise<Redacted> {
  let passwords = 0;
  const text = withoutPasswords(textSource(process.stdin, DEFAULT_LIMITS).pieces, () => (passwords += 1));
  try {
    if (isRewriting) await pipeline(Readable.from(text, { objectMode: false }), createGzip(), process.stdout);
    else for await (const _ of text) void _;
    return { kind: 'read', passwords };
  } catch (error) {
    return { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) };
  }
}

// Whoever asked is gone, or has been told.
process.on('disconnect', () => process.exit());
const told = await redact(process.argv[2] === 'rewrite');
process.send?.(told, undefined, {}, () => process.connected && process.disconnect());
