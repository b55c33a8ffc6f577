import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { PROJECT_ROOT } from '../../platform/project-root.js';

/** A small heap of its own: what a manifest leaves behind is collected early, and never weighs on a process that serves pages. */
const FLAGS = ['--enable-source-maps', '--max-semi-space-size=8', '--max-old-space-size=128'];

/**
 * Starts one of our programs beside the process that serves: no database, no secret, no environment. The file that was built is run,
 * whether this one was or not.
 * @param file below dist/publication
 */
export function startProgram(file: string, args: readonly string[], output: 'ignore' | 'pipe'): ChildProcess {
  const stdio: StdioOptions = ['pipe', output, 'inherit', 'ipc'];
  return fork(join(PROJECT_ROOT, 'dist/publication', file), args, {
    execArgv: FLAGS,
    env: {},
    serialization: 'advanced',
    stdio,
  });
}

/** Not a pipeline: a manifest that breaks off must not end what the program is given, which would take it for a short one. */
export function feed(manifest: Readable, program: ChildProcess): void {
  const into = program.stdin as Writable;
  into.on('error', () => undefined); // a program that has ended: its end says enough
  manifest.pipe(into);
}
