const PATIENCE_MS = 20_000;
/** A terminal and the process that started this one both hand on the same Ctrl-C: that is one wish, not two. */
const SAME_WISH_MS = 2_000;

/**
 * Stops in the reverse order of the start, once, on the first signal or when the parent process is gone; another signal later,
 * or too long a wait, ends the process.
 */
export function stopOnce(steps: (() => Promise<unknown>)[]) {
  let stopping: Promise<void> | undefined;
  let since = 0;
  const now = () => {
    stopping ??= (async () => {
      for (const step of steps) await step();
    })();
    return stopping;
  };
  const end = () => {
    if (stopping) {
      if (Date.now() - since > SAME_WISH_MS) process.exit(1);
      return;
    }
    since = Date.now();
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    now().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (process.channel) process.on('disconnect', end);
  return { now, first: (step: () => Promise<unknown>) => void steps.unshift(step) };
}
