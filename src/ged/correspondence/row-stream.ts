import { once } from 'node:events';
import { PassThrough } from 'node:stream';

/**
 * What `produce` gives to `push`, one after another, to one reader: the producer waits for the reader, and ends early when the reader
 * leaves. Lets a transaction stay open behind a `for await`.
 */
export async function* streamed<Batch>(
  produce: (push: (batch: Batch) => Promise<boolean>) => Promise<void>,
): AsyncGenerator<Batch> {
  const channel = new PassThrough({ objectMode: true, highWaterMark: 1 });
  const push = async (batch: Batch) => {
    if (!channel.destroyed && !channel.write(batch))
      await Promise.race([once(channel, 'drain'), once(channel, 'close')]);
    return !channel.destroyed;
  };
  const producing = produce(push).then(
    () => void channel.end(),
    (error: Error) => void channel.destroy(error),
  );
  try {
    for await (const batch of channel) yield batch as Batch;
  } finally {
    channel.destroy();
    await producing;
  }
}
