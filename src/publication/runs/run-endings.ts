import { Injectable } from '@nestjs/common';
import type { Run } from './run.queries.js';

/** Told once a run has ended, whatever its end, in the tenant's context; may be told twice. */
export type EndingListener = (run: Run) => Promise<void>;

/** In this order: what the end brings about (notifications, deliveries), then what is said of it (reports). */
const PHASES = ['effects', 'reports'] as const;
export type EndingPhase = (typeof PHASES)[number];

/** What other rooms do when a run ends. They contribute in their module. */
@Injectable()
export class RunEndings {
  private readonly listeners: Record<EndingPhase, EndingListener[]> = { effects: [], reports: [] };

  contribute(phase: EndingPhase, listener: EndingListener): void {
    this.listeners[phase].push(listener);
  }

  async tell(run: Run): Promise<void> {
    for (const phase of PHASES) for (const listener of this.listeners[phase]) await listener(run);
  }
}
