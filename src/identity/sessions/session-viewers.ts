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
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { permissionsOf, type RoleChanges, type StaffRole } from '../domain/permissions.js';
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
      sql`SELECT app.viewer_of(${tenantId}, ${tokenHash(token)}, ${now}, ${inExtranet}) AS viewer`,
    );
    if (!row?.viewer) return NOBODY;
    const { stale, ...found } = row.viewer;
    if (stale) this.behind(sql`SELECT app.touch_session(${tenantId}, ${found.sessionId}, ${now})`);
    if (found.kind === 'staff') return staffViewer(found);
    return found.kind === 'resident' ? residentViewer(found) : found;
  }

  async forOperator(token: string): Promise<Viewer> {
    const now = this.clock.now();
    const [found] = await this.work.single<Found>(sql`
      SELECT 'operator' AS kind, s.id AS "sessionId", o.id AS "operatorId", o.name, NULL AS locale, false AS "mustChangePassword",
        s.seen_at < ${now}::timestamptz - interval '1 minute' AS stale
      FROM platform.operator_session s JOIN platform.operator o ON o.id = s.operator_id
      WHERE s.token_hash = ${tokenHash(token)} AND s.ends_at > ${now} AND o.disabled_at IS NULL
        AND s.seen_at + make_interval(mins => s.idle_minutes) > ${now}`);
    if (!found || found.kind !== 'operator') return NOBODY;
    const { stale, ...viewer } = found;
    if (stale)
      this.behind(
        sql`UPDATE platform.operator_session SET seen_at = ${now} WHERE id = ${viewer.sessionId} AND seen_at < ${now}`,
      );
    return viewer;
  }

  /** Resolves once all that was seen is written. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  onApplicationShutdown(): Promise<void> {
    return this.settled();
  }

  private behind(statement: ReturnType<typeof sql>): void {
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
