import type { Socket } from 'node:net';

/** Bytes of requests that wait beyond which nothing more is read from the client, and those at which it is read again. */
const WAITING_BYTES = { most: 4 * 1_024 ** 2, low: 1_024 ** 2 };
/** What a request weighs besides what it carries. */
const REQUEST_BYTES = 128;

interface Waiting {
  bytes: number;
  work: () => Promise<void>;
}

/** The requests of a connection, done one after another in the order they came; a client that runs ahead is made to wait. */
export class RequestLine {
  private readonly waiting: Waiting[] = [];
  private bytes = 0;
  private busy = false;
  private running = Promise.resolve();
  private closed = false;

  constructor(
    private readonly socket: Pick<Socket, 'pause' | 'resume'>,
    /** What no request should meet: those behind it are done all the same. */
    private readonly unexpected: (error: unknown) => void,
  ) {}

  add(payload: number, work: () => Promise<void>): void {
    if (this.closed) return;
    const bytes = payload + REQUEST_BYTES;
    this.waiting.push({ bytes, work });
    this.bytes += bytes;
    if (this.bytes > WAITING_BYTES.most) this.socket.pause();
    if (!this.busy) this.running = this.run();
  }

  /** What has not begun is left; resolves once what has is done. */
  async close(): Promise<void> {
    this.closed = true;
    this.waiting.length = 0;
    await this.running;
  }

  private async run(): Promise<void> {
    this.busy = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      await next.work().catch(this.unexpected);
      this.bytes -= next.bytes;
      if (this.bytes < WAITING_BYTES.low) this.socket.resume();
    }
    this.busy = false;
  }
}
