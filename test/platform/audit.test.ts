import { Audit, type AuditRow, listEntries } from '../../src/platform/audit/index.js';
import { context, runInContext } from '../../src/platform/context/index.js';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { TenantDirectory } from '../../src/platform/tenancy/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { insertTenant } from '../support/tenant.js';
import { staffViewer } from '../support/viewers.js';

describe('the audit register', () => {
  let app: TestApp;
  let audit: Audit;
  let work: UnitOfWork;

  beforeAll(async () => {
    app = await startTestApp({ env: { DATABASE_POOL_SIZE: '1' } });
    audit = app.get(Audit);
    work = app.get(UnitOfWork);
    await insertTenant(app, { domain: 'premier' });
    await insertTenant(app, { domain: 'second' });
  });
  afterAll(() => app.close());

  const entries = (domain: string) =>
    app.inTenant(domain, () => work.read((query) => query<AuditRow>(listEntries({ most: 50 }))));
  const asClaire = <T>(act: () => Promise<T>) =>
    app.inTenant('premier', () =>
      runInContext(
        { ...context(), viewer: staffViewer({ staffId: 'claire' }), address: '192.0.2.7', requestId: 'request-1' },
        act,
      ),
    );

  it('keeps who, what, to what, from where, in the transaction of the act [PUB-10, ADM-86]', async () => {
    await asClaire(() =>
      work.write(async () => {
        await audit.record({
          action: 'documents.withdraw',
          subject: { kind: 'document', id: 'd1' },
          details: { reason: 'doublon', password: 'x' },
        });
      }),
    );
    const [entry] = await entries('premier');
    expect(entry).toMatchObject({
      actorKind: 'staff',
      actorName: 'Claire DURAND',
      action: 'documents.withdraw',
      subjectKind: 'document',
      subjectId: 'd1',
      details: { reason: 'doublon', password: '•••' },
      address: '192.0.2.7',
    });
  });

  it('leaves no entry of an act that was rolled back', async () => {
    const failing = asClaire(() =>
      work.write(async () => {
        await audit.record({ action: 'never.happened' });
        throw new Error('rolled back');
      }),
    );
    await expect(failing).rejects.toThrow('rolled back');
    expect((await entries('premier')).map(({ action }) => action)).not.toContain('never.happened');
  });

  it('keeps a refusal though the transaction fails, with a pool of one connection [RES-48]', async () => {
    const failing = asClaire(() =>
      work.write(async () => {
        audit.refused({ action: 'documents.open', subject: { kind: 'document', id: 'foreign' } });
        throw new Error('refused');
      }),
    );
    await expect(failing).rejects.toThrow('refused');
    await audit.settled();
    const [entry] = await entries('premier');
    expect(entry).toMatchObject({ action: 'documents.open', subjectId: 'foreign', details: { refused: true } });
  });

  it('writes what machines do under their own name', async () => {
    await app.inTenant('premier', () =>
      audit.record({ action: 'publication.start', actor: { kind: 'machine', id: 'source-1', name: 'LSC' } }),
    );
    expect((await entries('premier'))[0]).toMatchObject({ actorKind: 'machine', actorName: 'LSC' });
  });

  it('is read by its own tenant alone', async () => {
    expect(await entries('second')).toEqual([]);
  });

  it('cannot be changed or emptied by the application', async () => {
    const change = (statement: ReturnType<typeof sql>) =>
      app.inTenant('premier', () => work.write(({ query }) => query(statement)));
    await expect(change(sql`UPDATE audit_entry SET action = 'other'`)).rejects.toThrow('permission denied');
    await expect(change(sql`DELETE FROM audit_entry`)).rejects.toThrow('permission denied');
  });

  it("keeps the operator's acts in his register too", async () => {
    const tenant = await app.get(TenantDirectory).byLabel('premier');
    const viewer = {
      kind: 'operator' as const,
      operatorId: 'op-1',
      name: 'Opérateur',
      sessionId: '',
      locale: null,
      mustChangePassword: false,
    };
    await runInContext({ tenant, viewer }, () =>
      audit.record({ action: 'tenants.feature-on', details: { feature: 'tickets' } }),
    );
    await runInContext({ viewer }, () => audit.record({ action: 'operators.add' }));
    await expect(runInContext({}, () => audit.record({ action: 'stranger.act' }))).rejects.toThrow("the operator's");
    const kept = await work.operatorRead((query) =>
      query<{ action: string; own: boolean }>(
        sql`SELECT action, tenant_id = ${tenant?.id} AS own FROM platform.operator_audit ORDER BY id`,
      ),
    );
    expect(kept).toEqual([
      { action: 'tenants.feature-on', own: true },
      { action: 'operators.add', own: null },
    ]);
    expect((await entries('premier'))[0]).toMatchObject({ actorKind: 'operator', action: 'tenants.feature-on' });
  });
});
