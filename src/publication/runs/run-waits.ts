import { Injectable } from '@nestjs/common';
import type { Run } from './run.queries.js';

/** Told when a run begins to wait for a person's yes, in the transaction that holds it. */
export type WaitListener = (run: Run) => Promise<void>;

/** What others do when a run is held. They contribute in their module. */
@Injectable()
export class RunWaits {
  private readonly listeners: WaitListener[] = [];

  contribute(listener: WaitListener): void {
    this.listeners.push(listener);
  }

  async tell(run: Run): Promise<void> {
    for (const listener of this.listeners) await listener(run);
  }
}
