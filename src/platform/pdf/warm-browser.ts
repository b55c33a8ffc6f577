import type { ChildProcess } from 'node:child_process';
import type { Browser } from 'puppeteer';

const DOCUMENTS_PER_BROWSER = 200;
const CLOSING_MS = 5_000;

interface Running {
  browser: Browser;
  served: number;
  inUse: number;
  retired: boolean;
}

/** One browser, started when first needed, replaced once it has served enough or is dead, gone when closed. */
export class WarmBrowser {
  private current: Promise<Running> | null = null;
  private readonly alive = new Set<Running>();
  private closed = false;

  constructor(private readonly launch: () => Promise<Browser>) {}

  async with<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
    const running = await this.take();
    try {
      return await work(running.browser);
    } finally {
      running.inUse -= 1;
      if (running.retired && running.inUse === 0) await this.end(running);
    }
  }

  /** Leaves no process behind. */
  async close(): Promise<void> {
    this.closed = true;
    await this.current?.catch(() => undefined);
    await Promise.all([...this.alive].map((running) => this.end(running)));
  }

  /** It answers no more: the next document gets another. */
  async kill(browser: Browser): Promise<void> {
    const running = [...this.alive].find((one) => one.browser === browser);
    if (running) await this.end(running);
  }

  private async take(): Promise<Running> {
    if (this.closed) throw new Error('The browser is closed');
    this.current ??= this.start();
    const running = await this.current;
    if (running.retired) return this.take();
    running.served += 1;
    running.inUse += 1;
    if (running.served >= DOCUMENTS_PER_BROWSER) this.retire(running);
    return running;
  }

  private start(): Promise<Running> {
    const starting = this.launch().then((browser) => {
      const running = { browser, served: 0, inUse: 0, retired: false };
      this.alive.add(running);
      browser.once('disconnected', () => void this.end(running));
      return running;
    });
    starting.catch(() => (this.current = null));
    return starting;
  }

  private retire(running: Running): void {
    if (!running.retired) this.current = null;
    running.retired = true;
  }

  private async end(running: Running): Promise<void> {
    this.retire(running);
    if (!this.alive.delete(running)) return;
    const process = running.browser.process();
    const closing = running.browser.close().catch(() => undefined);
    const late = new Promise((resolve) => setTimeout(resolve, CLOSING_MS).unref());
    await Promise.race([closing, late]);
    if (process) await ended(process);
  }
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exit = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGKILL');
  await exit;
}
