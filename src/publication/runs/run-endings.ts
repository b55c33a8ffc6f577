import { Injectable } from '@nestjs/common';
import type { Run } from './run.queries.js';

/** Told once a run has ended, whatever its end, in the tenant's context; may be told twice. */
export type EndingListener = (run: Run) => Promise<void>;

/** What other rooms do when a run ends: reports, notifications, deliveries, compliance. They contribute in their module. */
@Injectable()
export class RunEndings {
  private readonly listeners: EndingListener[] = [];

  contribute(listener: EndingListener): void {
    this.listeners.push(listener);
  }

  async tell(run: Run): Promise<void> {
    for (const listener of this.listeners) await listener(run);
  }
}
