import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { type ResidentViewer, type StaffViewer } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { Forbidden, NotFound } from '../../platform/errors/index.js';
import { localAddress } from '../../platform/http/index.js';

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
      const begun = await query(sql`
        UPDATE session SET seen_party_id = ${partyId}, seen_return = ${localAddress(returnTo, '/agence')}
        WHERE id = ${sessionId} AND app.spaces_of(${partyId}) <> '{}'
          AND EXISTS (SELECT FROM resident_login l WHERE l.party_id = ${partyId}) RETURNING id`);
      if (begun.length === 0) throw new NotFound();
      await this.audit.record({ action: 'resident.see-as', subject: { kind: 'party', id: partyId } });
    });
    return '/extranet';
  }

  /** Ends. @returns the page to come back to; without a view under way, the staff's home */
  async stop(): Promise<string> {
    const { viewer } = context();
    const sessionId = viewer.kind === 'staff' || isSeen(viewer) ? viewer.sessionId : null;
    if (!sessionId) throw new Forbidden();
    const [ended] = await this.work.write(({ query }) =>
      query<{ returnTo: string | null }>(sql`
        WITH seen AS (SELECT seen_return FROM session WHERE id = ${sessionId})
        UPDATE session SET seen_party_id = NULL, seen_return = NULL WHERE id = ${sessionId}
        RETURNING (SELECT seen_return FROM seen) AS "returnTo"`),
    );
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
