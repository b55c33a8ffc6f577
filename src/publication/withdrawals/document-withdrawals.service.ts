import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { WithdrawalListeners } from './withdrawal-listeners.js';

/** What a document becomes once its withdrawal is lifted: a run must list it again, unless no run ever publishes it. */
export type Lifted = 'pending' | 'published';

/**
 * "Retirer immédiatement", "Lever le retrait" (PUB-34). From the commit on nobody reads it: every reader asks for published documents
 * only. A run leaves a withdrawn document as it is, whatever its manifest says. The caller has checked that this person may act on it.
 */
@Injectable()
export class DocumentWithdrawals {
  constructor(
    private readonly work: UnitOfWork,
    private readonly listeners: WithdrawalListeners,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** One that waits to be published again may be, too. @returns false, having done nothing, when it is neither any more */
  async withdraw(documentId: string, staffId: string, reason: string): Promise<boolean> {
    return this.work.write(async ({ query }) => {
      const [document] = await query<{ title: string; ref: string | null }>(sql`
        UPDATE document SET publication_state = 'blocked', state_changed_at = ${this.clock.now()}, state_changed_by = ${staffId},
          state_reason = ${reason}
        WHERE id = ${documentId} AND publication_state IN ('published', 'pending') RETURNING title, ref`);
      if (!document) return false;
      await this.audit.record({
        action: 'documents.withdraw_now',
        subject: { kind: 'document', id: documentId },
        details: { ...document, reason },
      });
      await this.listeners.tell({ documentId, act: 'withdrawn' });
      return true;
    });
  }

  /** @returns what the document is now; null, having done nothing, when it is not withdrawn any more */
  async lift(documentId: string, staffId: string): Promise<Lifted | null> {
    return this.work.write(async ({ query }) => {
      const [document] = await query<{ title: string; ref: string | null; state: Lifted }>(sql`
        UPDATE document SET publication_state = CASE WHEN source_id IS NULL THEN 'published' ELSE 'pending' END,
          state_changed_at = ${this.clock.now()}, state_changed_by = ${staffId}, state_reason = NULL
        WHERE id = ${documentId} AND publication_state = 'blocked' RETURNING title, ref, publication_state AS state`);
      if (!document) return null;
      await this.audit.record({
        action: 'documents.lift_withdrawal',
        subject: { kind: 'document', id: documentId },
        details: { ...document },
      });
      await this.listeners.tell({ documentId, act: 'lifted' });
      return document.state;
    });
  }
}
