import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  NOBODY,
  type OperatorViewer,
  type ResidentViewer,
  type StaffViewer,
  type Viewer,
  ViewerSource,
} from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { type Sql, UnitOfWork } from '../../platform/database/index.js';
import { permissionsOf, type RoleChanges, type StaffRole } from '../domain/permissions.js';
import { operatorOf, operatorSessionSeen, sessionSeen, viewerOf } from './session-viewers.queries.js';
import { tokenHash } from './token.js';

type FoundStaff = Omit<StaffViewer, 'permissions'> & { role: StaffRole; changes: RoleChanges | null };
type FoundResident = ResidentViewer & { staff?: Omit<FoundStaff, 'sessionId'> };
type Found = (FoundStaff | FoundResident | OperatorViewer) & { stale?: boolean };

/** Seeing a client's space shows his accounts; asked again at each request [ADM-54]. */
const TO_SEE_AS = 'accounts.view';

/** Who holds a session, by one statement; that he was seen is written behind the page, at most once a minute. */
@Injectable()
export class SessionViewers extends ViewerSource implements OnApplicationShutdown {
  private readonly log = new Logger('identity');
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  async forTenant(tenantId: string, token: string, path: string): Promise<Viewer> {
    const now = this.clock.now();
    const inExtranet = path === '/extranet' || path.startsWith('/extranet/');
    const [row] = await this.work.single<{ viewer: Found | null }>(
      viewerOf(tenantId, tokenHash(token), now, inExtranet),
    );
    if (!row?.viewer) return NOBODY;
    const { stale, ...found } = row.viewer;
    if (stale) this.behind(sessionSeen(tenantId, found.sessionId, now));
    if (found.kind === 'staff') return staffViewer(found);
    return found.kind === 'resident' ? residentViewer(found) : found;
  }

  async forOperator(token: string): Promise<Viewer> {
    const now = this.clock.now();
    const [found] = await this.work.single<Found>(operatorOf(tokenHash(token), now));
    if (!found || found.kind !== 'operator') return NOBODY;
    const { stale, ...viewer } = found;
    if (stale) this.behind(operatorSessionSeen(viewer.sessionId, now));
    return viewer;
  }

  /** Resolves once all that was seen is written. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  onApplicationShutdown(): Promise<void> {
    return this.settled();
  }

  private behind(statement: Sql): void {
    const writing = this.work
      .single(statement)
      .catch((error: unknown) => this.log.error(error instanceof Error ? error.stack : String(error)))
      .finally(() => this.underWay.delete(writing));
    this.underWay.add(writing);
  }
}

function staffViewer({ changes, ...staff }: FoundStaff): StaffViewer {
  return { ...staff, permissions: permissionsOf(staff.role, changes ?? {}) };
}

/** A resident, or the client a staff member looks at: that staff member himself once he may do so no more. */
function residentViewer({ staff, ...resident }: FoundResident): ResidentViewer | StaffViewer {
  if (!staff) return resident;
  const himself = staffViewer({ ...staff, sessionId: resident.sessionId });
  return himself.permissions.has(TO_SEE_AS) ? resident : himself;
}
