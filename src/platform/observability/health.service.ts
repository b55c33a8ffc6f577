import { Injectable } from '@nestjs/common';

export interface Readiness {
  /** Whether requests may be sent here: what is vital works. The rest only shows among the checks. */
  ready: boolean;
  /** Name of each thing the process leans on: `ok`, or what is wrong. */
  checks: Record<string, string>;
}

const PATIENCE_MS = 2_000;

/** Whether this process can do its work now. Each room that leans on something outside adds its own check. */
@Injectable()
export class HealthService {
  private readonly checks = new Map<string, () => Promise<void>>();
  private readonly vital = new Set<string>();

  /**
   * `check` fails when the thing cannot be used; it has two seconds. Vital is what no page can do without: were the others vital too,
   * one Redis down would take every web process away.
   */
  register(name: string, check: () => Promise<void>, { vital = false } = {}): void {
    this.checks.set(name, check);
    if (vital) this.vital.add(name);
  }

  async readiness(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await verdict(check)] as const),
    );
    const failed = results.filter(([name, result]) => this.vital.has(name) && result !== 'ok');
    return { ready: failed.length === 0, checks: Object.fromEntries(results) };
  }
}

async function verdict(check: () => Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, 'no answer')));
  const result = check().then(
    () => 'ok',
    (error: Error) => error.message || 'failed',
  );
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}
