import { Injectable } from '@nestjs/common';

/** What was done to a document between two runs. */
export interface WithdrawalNews {
  documentId: string;
  act: 'withdrawn' | 'lifted';
}

/** Told in the transaction that withdraws, or lifts: to send something out, write a job. */
export type WithdrawalListener = (news: WithdrawalNews) => Promise<void>;

/** What other rooms do when a document is withdrawn at once: partners are told. They contribute in their module. */
@Injectable()
export class WithdrawalListeners {
  private readonly listeners: WithdrawalListener[] = [];

  contribute(listener: WithdrawalListener): void {
    this.listeners.push(listener);
  }

  async tell(news: WithdrawalNews): Promise<void> {
    for (const listener of this.listeners) await listener(news);
  }
}
