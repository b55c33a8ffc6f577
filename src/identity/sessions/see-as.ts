import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { type ResidentViewer, type StaffViewer } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Forbidden, NotFound } from '../../platform/errors/index.js';
import { localAddress } from '../../platform/http/index.js';
import { beginSeeing, endSeeing } from './session.queries.js';

/**
 * "Voir l'espace comme ce client" [ADM-54]. While it lasts, the staff session is that client, read-only, under `/extranet`, and itself
 * everywhere else. Called in a request of the staff member.
 */
@Injectable()
export class SeeAs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /**
   * Begins; written in the audit log. `returnTo`: the page to come back to. The caller has checked that this staff member may see the client.
   * @returns the address to go to @throws NotFound when the client has no published account
   */
  async start(partyId: string, returnTo: string): Promise<string> {
    const { sessionId } = staffViewer();
    await this.work.write(async ({ query }) => {
      const begun = await query(beginSeeing(sessionId, partyId, localAddress(returnTo, '/agence')));
      if (begun.length === 0) throw new NotFound();
      await this.audit.record({ action: 'resident.see-as', subject: { kind: 'party', id: partyId } });
    });
    return '/extranet';
  }

  /** Ends. @returns the page to come back to; without a view under way, the staff's home @throws Forbidden to who is not of the staff */
  async stop(): Promise<string> {
    const { viewer } = context();
    const sessionId = viewer.kind === 'staff' || isSeen(viewer) ? viewer.sessionId : null;
    if (!sessionId) throw new Forbidden();
    const [ended] = await this.work.write(({ query }) => query<{ returnTo: string | null }>(endSeeing(sessionId)));
    return ended?.returnTo ?? '/agence';
  }
}

function staffViewer(): StaffViewer {
  const { viewer } = context();
  if (viewer.kind !== 'staff') throw new Forbidden();
  return viewer;
}

function isSeen(viewer: { kind: string }): viewer is ResidentViewer {
  return viewer.kind === 'resident' && (viewer as ResidentViewer).seenBy !== null;
}
