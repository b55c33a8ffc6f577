import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { finished, Readable } from 'node:stream';
import { feed, startProgram } from '../staging/program.js';

/** The last word of the program. */
export type Redacted = { kind: 'read'; passwords: number } | { kind: 'unreadable'; why: string };

/** What was received is no text that can be read to its end. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** How many initial passwords a manifest gives, read in a process of its own. @throws Unreadable */
export async function countPasswords(manifest: Readable): Promise<number> {
  return apart(manifest, startProgram('passwords/redacting-process.js', ['count'], 'ignore'), (passwords) => passwords);
}

/**
 * Gives `store` the manifest without its initial passwords (PUB-60), packed, written in a process of its own: what it is given fails
 * when the manifest cannot be read to its end, so that nothing half-written is kept.
 * @throws Unreadable, what `store` throws
 */
export async function storeWithoutPasswords<T>(
  manifest: Readable,
  store: (packed: Readable) => Promise<T>,
): Promise<T> {
  const program = startProgram('passwords/redacting-process.js', ['rewrite'], 'pipe');
  return apart(manifest, program, (passwords) => {
    const whole = async function* () {
      yield* program.stdout as Readable;
      await passwords;
    };
    return store(Readable.from(whole(), { objectMode: false }));
  });
}

async function apart<T>(
  manifest: Readable,
  program: ChildProcess,
  use: (passwords: Promise<number>) => Promise<T>,
): Promise<T> {
  const broken = new Promise<never>((_, reject) => finished(manifest, (error) => error && reject(error)));
  broken.catch(() => undefined); // a manifest let go of afterwards
  const passwords = lastWord(program);
  passwords.catch(() => undefined); // told by what is used of it
  const gone = once(program, 'exit').catch(() => undefined);
  try {
    feed(manifest, program);
    return await Promise.race([use(passwords), broken]);
  } finally {
    program.kill('SIGKILL');
    await gone;
    manifest.destroy();
  }
}

async function lastWord(program: ChildProcess): Promise<number> {
  const ended = once(program, 'close').then(() => undefined); // after its last word, if it has one
  const told = await Promise.race([once(program, 'message').then(([message]) => message as Redacted), ended]);
  if (told?.kind === 'read') return told.passwords;
  if (told?.kind === 'unreadable') throw new Unreadable(told.why);
  throw new Error(`The process that erases passwords ended before its end (${program.signalCode ?? program.exitCode})`);
}
