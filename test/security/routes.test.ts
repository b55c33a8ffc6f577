import { Audit } from '../../src/platform/audit/index.js';
import { NOBODY, type ResidentViewer, type StaffViewer, type Viewer } from '../../src/platform/auth/index.js';
import { type RouteDeclaration, RouteDeclarations } from '../../src/platform/http/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { type Gilbert, layGilbert } from '../support/factories/index.js';
import { residentViewer, TestViewers } from '../support/viewers.js';
import { addressOf, describeAccess, describeRoute, reviewedRoutes } from './route-access.js';

type Persona =
  | 'nobody'
  | 'co-owner'
  | 'provisional resident'
  | 'landlord'
  | 'weak staff'
  | 'provisional staff'
  | 'second factor due'
  | 'able staff';

const staff = (change: Partial<StaffViewer>): StaffViewer => ({
  kind: 'staff',
  sessionId: '00000000-0000-7000-8000-0000000000aa',
  staffId: '00000000-0000-7000-8000-0000000000ab',
  name: 'Claire Essai',
  locale: null,
  mustChangePassword: false,
  secondFactorPending: false,
  unreadMessages: 0,
  role: 'manager',
  master: false,
  permissions: new Set(),
  lines: ['gerance', 'syndic'],
  buildingIds: null,
  ...change,
});

/** Every permission any route asks for. */
const permissionsOf = (routes: RouteDeclaration[]) =>
  new Set(
    routes.flatMap(({ access }) => (access?.audience === 'staff' && access.permission ? [access.permission] : [])),
  );

describe('every route × every persona', () => {
  let app: TestApp;
  let gilbert: Gilbert;
  let routes: RouteDeclaration[];
  const viewers = new TestViewers();
  const agents = {} as Record<Persona, Agent>;

  beforeAll(async () => {
    app = await startTestApp({ overrides: [viewers.override] });
    gilbert = await layGilbert(app, viewers);
    routes = app.get(RouteDeclarations).all();
    const { pierre, paul } = gilbert;
    const personas: Record<Persona, Viewer> = {
      nobody: NOBODY,
      'co-owner': residentViewer(pierre.party.id, ['co_owner']),
      'provisional resident': {
        ...residentViewer(pierre.party.id, ['co_owner']),
        mustChangePassword: true,
      } satisfies ResidentViewer,
      landlord: residentViewer(paul.party.id, ['landlord']),
      'weak staff': staff({ permissions: new Set(['nothing.at-all']) }),
      'provisional staff': staff({ mustChangePassword: true, permissions: permissionsOf(routes) }),
      'second factor due': staff({ secondFactorPending: true, permissions: permissionsOf(routes) }),
      'able staff': staff({ permissions: permissionsOf(routes), master: true }),
    };
    for (const [persona, viewer] of Object.entries(personas)) {
      agents[persona as Persona] =
        viewer.kind === 'nobody' ? app.agent(gilbert.domain) : viewers.agent(app, gilbert, viewer);
    }
  });
  afterAll(async () => {
    await gilbert?.close();
    await app?.close();
  });

  const visit = async (persona: Persona, route: RouteDeclaration) => {
    const address = addressOf(route);
    const agent = agents[persona];
    const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head';
    const response = await agent[method](address).set('Accept', 'text/html');
    return {
      status: response.status,
      location: String(response.headers.location ?? ''),
      address: `${persona}: ${route.method} ${address}`,
    };
  };
  const ofAudience = (audience: string) => routes.filter(({ access }) => access?.audience === audience);
  const isLimited = ({ access }: RouteDeclaration) =>
    (access?.audience === 'staff' || access?.audience === 'resident') && access.whileLimited;

  it('has a reviewed line for each door, and no line without its door', () => {
    const now = Object.fromEntries(routes.map((route) => [describeRoute(route), describeAccess(route)]).sort());
    expect(now).toEqual(Object.fromEntries([...reviewedRoutes()].sort()));
  });

  it('sends strangers to the right door', async () => {
    for (const route of [...ofAudience('staff'), ...ofAudience('resident')]) {
      const { status, location, address } = await visit('nobody', route);
      const door = route.access?.audience === 'staff' ? '/connexion' : '/extranet';
      expect([address, status, location.split('?')[0]]).toEqual([address, 303, door]);
    }
  });

  it('shows residents nothing of the staff and staff nothing of the residents [RES-48]', async () => {
    for (const route of ofAudience('staff')) {
      for (const persona of ['co-owner', 'landlord', 'provisional resident'] as const) {
        expect(await visit(persona, route)).toMatchObject({ status: 404 });
      }
    }
    for (const route of ofAudience('resident')) expect(await visit('able staff', route)).toMatchObject({ status: 404 });
  });

  it('keeps what someone signed in was refused [RES-48]', async () => {
    await visit(
      'landlord',
      ofAudience('staff').find(({ method }) => method === 'GET')!,
    );
    await app.get(Audit).settled();
    const [kept] = await gilbert.sql(
      `SELECT actor_kind, details->>'status' AS status FROM audit_entry WHERE action = 'access.refused' AND actor_kind = 'resident' LIMIT 1`,
    );
    expect(kept).toEqual({ actor_kind: 'resident', status: '404' });
  });

  it('refuses a role that lacks the permission', async () => {
    for (const route of ofAudience('staff')) {
      if (route.access?.audience !== 'staff' || !route.access.permission) continue;
      expect(await visit('weak staff', route)).toMatchObject({ status: 403 });
    }
  });

  it('leads an unfinished sign-in to its end, whatever the address [RES-13] [ADM-17] [ADM-22]', async () => {
    for (const route of ofAudience('resident').filter((one) => !isLimited(one))) {
      expect(await visit('provisional resident', route)).toMatchObject({
        status: 303,
        location: '/extranet/premiere-connexion',
      });
    }
    for (const route of ofAudience('staff').filter((one) => !isLimited(one))) {
      for (const persona of ['provisional staff', 'second factor due'] as const) {
        const { status, location, address } = await visit(persona, route);
        expect([address, status, location.startsWith('/connexion/')]).toEqual([address, 303, true]);
      }
    }
  });

  it('has no door of the operator nor of the measurements on a tenant’s host', async () => {
    for (const route of [...ofAudience('operator'), ...ofAudience('infrastructure')]) {
      for (const persona of ['nobody', 'co-owner', 'able staff'] as const) {
        const { status, address } = await visit(persona, route);
        expect([address, status]).toEqual([address, 404]);
      }
    }
  });

  it('asks programs for their key', async () => {
    for (const route of ofAudience('machine')) {
      const { status, address } = await visit('nobody', route);
      expect([address, [401, 404].includes(status)]).toEqual([address, true]);
    }
  });

  it('takes no form without its token from those who may come in', async () => {
    const posts = routes.filter(({ method }) => method === 'POST');
    for (const route of posts) {
      const persona =
        route.access?.audience === 'resident' ? 'co-owner' : route.access?.audience === 'staff' ? 'able staff' : null;
      if (!persona || isLimited(route)) continue;
      expect(await visit(persona, route)).toMatchObject({ status: 403 });
    }
  });

  it('fails nowhere: every page answers those who may come in, if only that there is nothing', async () => {
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      for (const persona of ['nobody', 'co-owner', 'landlord', 'able staff'] as const) {
        const { status, address } = await visit(persona, route);
        expect([address, status < 500]).toEqual([address, true]);
      }
    }
  });
});
