export type Command = 'abandon' | 'commit' | 'commit-partial';

export type Dropped =
  | { kind: 'manifest'; runRef: string; ending: '.xml' | '.xml.gz' }
  | { kind: 'command'; runRef: string; command: Command };

/** A runRef as the format has it, as far as it can be a file's name: no `/`, and no first dot, which hides files. */
const RUN_REF = /^[A-Za-z0-9_:-][A-Za-z0-9._:-]{0,63}$/;
const ENDINGS = ['.xml.gz', '.xml'] as const;
const COMMANDS: readonly Command[] = ['abandon', 'commit-partial', 'commit'];

/** What a name in `in/` says; null for `.part` and whatever else is not for us (PUB-82, PUB-85). */
export function parseDropped(name: string): Dropped | null {
  for (const ending of ENDINGS) {
    const runRef = before(name, ending);
    if (runRef) return { kind: 'manifest', runRef, ending };
  }
  for (const command of COMMANDS) {
    const runRef = before(name, `.${command}`);
    if (runRef) return { kind: 'command', runRef, command };
  }
  return null;
}

export const isRunRef = (name: string): boolean => RUN_REF.test(name);

function before(name: string, ending: string): string | null {
  const runRef = name.endsWith(ending) ? name.slice(0, -ending.length) : '';
  return isRunRef(runRef) ? runRef : null;
}
