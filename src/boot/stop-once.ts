const PATIENCE_MS = 20_000;

/**
 * Stops in the reverse order of the start, once, on the first signal or when the parent process is gone; a second signal, or too long
 * a wait, ends the process.
 */
export function stopOnce(steps: (() => Promise<unknown>)[]) {
  let stopping: Promise<void> | undefined;
  const now = () => {
    stopping ??= (async () => {
      for (const step of steps) await step();
    })();
    return stopping;
  };
  const end = () => {
    if (stopping) process.exit(1);
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
