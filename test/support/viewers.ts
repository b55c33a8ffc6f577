import { randomBytes, randomUUID } from 'node:crypto';
import {
  NOBODY,
  type ResidentViewer,
  type SpaceKind,
  type StaffViewer,
  type Viewer,
  ViewerSource,
} from '../../src/platform/auth/index.js';
import type { Agent, TestApp } from './app.js';

/** Stands in for sign-in where a test is about what comes after it: viewers by the token of a session cookie, per tenant. */
export class TestViewers extends ViewerSource {
  private readonly known = new Map<string, Viewer>();

  /** For `startTestApp({ overrides: [viewers.override] })`. */
  readonly override = { provide: ViewerSource, useValue: this as ViewerSource };

  forTenant(tenantId: string, token: string): Promise<Viewer> {
    return Promise.resolve(this.known.get(`${tenantId} ${token}`) ?? NOBODY);
  }

  forOperator(): Promise<Viewer> {
    return Promise.resolve(NOBODY);
  }

  /** A browser of the tenant's host in which that person is signed in. */
  agent(app: TestApp, tenant: { tenantId: string; domain: string }, viewer: Viewer): Agent {
    const token = randomBytes(32).toString('base64url');
    this.known.set(`${tenant.tenantId} ${token}`, viewer);
    return app.agent(tenant.domain).set('Cookie', `session=${token}`);
  }
}

export function residentViewer(
  partyId: string,
  spaces: SpaceKind[],
  given: Partial<ResidentViewer> = {},
): ResidentViewer {
  const session = { sessionId: randomUUID(), name: 'Pierre PROPRIETAIRE', locale: null, mustChangePassword: false };
  return { kind: 'resident', ...session, loginId: randomUUID(), partyId, spaces, seenBy: null, ...given };
}

export function staffViewer(given: Partial<StaffViewer> = {}): StaffViewer {
  const session = { sessionId: randomUUID(), name: 'Claire DURAND', locale: null, mustChangePassword: false };
  const rights = {
    role: 'administrator',
    master: false,
    permissions: new Set<string>(),
    lines: ['gerance' as const, 'syndic' as const],
  };
  return {
    kind: 'staff',
    ...session,
    staffId: randomUUID(),
    ...rights,
    buildingIds: null,
    secondFactorPending: false,
    unreadMessages: 0,
    ...given,
  };
}
