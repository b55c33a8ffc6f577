import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { StaffAccounts } from '../../src/identity/index.js';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { TenantFolders } from '../../src/provisioning/index.js';
import { AgencyProfiles, Offices, parseSheet, Provisioning, settingsSchema, Tenants, WrongSheet } from '../../src/tenants/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { rawSheet, sheetOf } from './support/sheets.js';
import { asOperator } from './support/operator.js';

const FULL = {
  domain: 'complete',
  name: 'Agence Complète',
  aliases: ['complete-immo'],
  colour: '#7a1f3d',
  phone: '03 83 00 00 00',
  offices: [
    { name: 'Nancy', addressLines: ['1 place Stanislas'], postalCode: 54000, city: 'Nancy', latitude: 48.6936, longitude: 6.1834, visibleToResidents: true },
    { name: 'Toul', city: 'Toul', visibleToResidents: false },
  ],
  profile: { managerName: 'Jeanne Gérant', siret: '732 829 320 00074', ape: '6832A', guaranteeAmount: 110000, legalNotice: 'Mentions.' },
  staff: [
    { login: 'claire.durand', firstName: 'Claire', lastName: 'DURAND', role: 'manager', lines: ['syndic'], offices: ['Nancy'], demo: 'personal' },
  ],
  sources: [{ code: 'LSC', label: 'LSC Nancy', lines: ['gerance', 'syndic'], autoCommit: true }],
  settings: { publication: { sendExpenses: true, domainValidated: true }, extranet: { extranetOpen: true }, syndic: { showEmptyBinders: true } },
};

describe('provisioning a tenant', () => {
  let app: TestApp;
  const provision = (changes: Record<string, unknown>) => asOperator(() => app.get(Provisioning).provision(sheetOf(changes)));
  const rows = <Row>(domain: string, statement: ReturnType<typeof sql>) =>
    app.inTenant(domain, () => app.get(UnitOfWork).read((query) => query<Row>(statement)));

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('makes everything a new agency starts with [ADM-02, ADM-12, GED-06]', async () => {
    const { tenant, shownOnce } = await provision(FULL);
    expect(tenant).toMatchObject({ domain: 'complete', state: 'active', lines: ['gerance', 'syndic'], colour: '#7a1f3d' });
    expect(shownOnce).toEqual([
      { what: 'source-key', of: 'LSC', value: expect.stringMatching(/^[\w-]{43}$/) },
      { what: 'master-password', of: 'pagesimmo', value: expect.any(String) },
    ]);
    const binders = await rows('complete', sql`SELECT line, count(*)::int AS n FROM binder GROUP BY line ORDER BY line`);
    expect(binders).toEqual([{ line: 'gerance', n: 16 }, { line: 'syndic', n: 21 }]);
    expect(await rows('complete', sql`SELECT code, kind FROM publication_source ORDER BY code`)).toEqual([
      { code: 'DESK', kind: 'desk' },
      { code: 'LSC', kind: 'machine' },
    ]);
    expect(await rows('complete', sql`SELECT send_expenses, domain_validated_at IS NOT NULL AS validated FROM publication_settings`)).toEqual([
      { send_expenses: true, validated: true },
    ]);
    expect(await rows('complete', sql`SELECT line, extranet_open, show_empty_binders FROM extranet_settings ORDER BY line`)).toEqual([
      { line: 'gerance', extranet_open: true, show_empty_binders: false },
      { line: 'syndic', extranet_open: true, show_empty_binders: true },
    ]);
    expect((await app.agent('complete-immo').get('/icone.svg')).status).toBe(200);
  });

  it('has offices and a profile; residents see the visible ones [ADM-32, ADM-33, ADM-35, ADM-36, ADM-37]', async () => {
    await app.inTenant('complete', async () => {
      expect((await app.get(Offices).list()).map(({ name }) => name)).toEqual(['Nancy', 'Toul']);
      expect(await app.get(Offices).list('visible')).toMatchObject([{ name: 'Nancy', postalCode: '54000', latitude: 48.6936 }]);
      expect(await app.get(AgencyProfiles).read()).toMatchObject({ siret: '73282932000074', guaranteeAmount: 11_000_000, capital: null });
    });
  });

  it('has its staff with their roles, and one master account [ADM-11, ADM-13]', async () => {
    await app.inTenant('complete', async () => {
      const staff = await app.get(StaffAccounts).list();
      expect(staff.map(({ login, role, lines }) => ({ login, role, lines }))).toEqual([
        { login: 'pagesimmo', role: 'master', lines: [] },
        { login: 'claire.durand', role: 'manager', lines: ['syndic'] },
      ]);
    });
  });

  it('updates and never doubles when run again', async () => {
    const counts = sql`SELECT (SELECT count(*) FROM binder) AS binders, (SELECT count(*) FROM office) AS offices,
      (SELECT count(*) FROM staff_member) AS staff, (SELECT count(*) FROM publication_source) AS sources`;
    const [before] = await rows('complete', counts);
    const [{ audited: entries } = { audited: 0 }] = await rows<{ audited: number }>('complete', sql`SELECT count(*) AS audited FROM audit_entry`);
    const same = await provision(FULL);
    expect(same.shownOnce).toEqual([]);
    expect(await rows('complete', counts)).toEqual([before]);
    expect(await rows('complete', sql`SELECT count(*) AS audited FROM audit_entry`)).toEqual([{ audited: entries }]);
    await provision({ ...FULL, name: 'Agence Renommée', offices: [{ ...FULL.offices[1], visibleToResidents: true }, FULL.offices[0]] });
    expect(await rows('complete', counts)).toEqual([before]);
    await app.inTenant('complete', async () => {
      expect((await app.get(Offices).list('visible')).map(({ name }) => name)).toEqual(['Toul', 'Nancy']);
    });
    expect((await app.get(Tenants).byDomain('complete')).name).toBe('Agence Renommée');
  });

  it('sets every setting a sheet may name, in the column of that name', async () => {
    const { publication, extranet } = settingsSchema.shape;
    const namesOf = (schema: typeof publication | typeof extranet) => Object.keys(schema.unwrap().shape);
    const on = (names: string[]) => Object.fromEntries(names.map((name) => [name, true]));
    await provision({
      domain: 'reglee',
      settings: {
        publication: { ...on(namesOf(publication)), initialPasswordDays: 45 },
        extranet: { ...on(namesOf(extranet)), balanceSign: 'debit_minus_credit' },
      },
    });
    const [one] = await rows<Record<string, unknown>>('reglee', sql`SELECT * FROM publication_settings`);
    expect(one).toMatchObject({ send_102_funds: true, run_log: true, initial_password_days: 45 });
    const both = await rows('reglee', sql`SELECT landlord_sees_lessee_documents AS sees, balance_sign AS sign FROM extranet_settings`);
    expect(both).toEqual(Array(2).fill({ sees: true, sign: 'debit_minus_credit' }));
  });

  it('gives a line added later its binders and settings [GED-06]', async () => {
    await provision({ domain: 'croissante', lines: ['syndic'] });
    expect(await rows('croissante', sql`SELECT DISTINCT line FROM binder`)).toEqual([{ line: 'syndic' }]);
    await asOperator(() => app.get(Provisioning).changeIdentity('croissante', { lines: ['gerance', 'syndic'] }));
    expect(await rows('croissante', sql`SELECT count(*)::int AS n FROM binder WHERE line = 'gerance'`)).toEqual([{ n: 16 }]);
    expect(await rows('croissante', sql`SELECT lines FROM publication_source WHERE kind = 'desk'`)).toEqual([{ lines: ['gerance', 'syndic'] }]);
  });

  it('is all or nothing', async () => {
    await expect(provision({ domain: 'ratee', aliases: ['complete'] })).rejects.toThrow('alias-taken');
    await expect(app.get(Tenants).byDomain('ratee')).rejects.toThrow();
  });

  it('makes a diagnostic firm without an agency’s lines', async () => {
    await provision({ domain: 'cabinet', kind: 'diagnostic_firm', lines: [], features: ['diagnostics'] });
    expect(await rows('cabinet', sql`SELECT count(*)::int AS n FROM binder`)).toEqual([{ n: 0 }]);
    await expect(provision({ domain: 'cabinet', kind: 'agency' })).rejects.toThrow('tenants:error.kind');
  });

  it('takes a logo from its folder and serves it as a picture, nothing else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tenant-'));
    const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>';
    await writeFile(join(folder, 'tenant.yaml'), stringify(rawSheet({ domain: 'logo', logo: 'logo.svg' })));
    await writeFile(join(folder, 'logo.svg'), logo);
    await asOperator(() => app.get(TenantFolders).provision(folder));
    const { logoFile } = await app.get(Tenants).byDomain('logo');
    const served = await app.agent('logo').get(`/logo/${logoFile}`).buffer();
    expect([served.status, served.headers['content-type']]).toEqual([200, 'image/png']);
    expect((served.body as Buffer).subarray(1, 4).toString()).toBe('PNG');
    expect(served.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(served.headers['cache-control']).toContain('immutable');
    expect((await app.agent('complete').get(`/logo/${logoFile}`)).status).toBe(404);
    expect((await app.agent('logo').get(`/logo/${'0'.repeat(64)}`)).status).toBe(404);

    await writeFile(join(folder, 'logo.svg'), logo.replace('<circle', '<script/><circle'));
    await expect(asOperator(() => app.get(TenantFolders).provision(folder))).rejects.toThrow('logo-type');
  });

  it('names everything that is wrong in a sheet at once, with its line', () => {
    const text = stringify(
      rawSheet({
        domain: 'PAS BON',
        features: ['sepa'],
        colour: 'rouge',
        offices: [{ name: 'Nancy', latitude: 48 }, { name: 'Nancy' }],
        staff: [{ login: 'x', lastName: 'Y', role: 'chef', offices: ['Metz'] }],
        profile: { siret: '123' },
        surprise: true,
      }),
    );
    const wrong = problemsOf(text);
    expect(wrong.map(({ path }) => path.join('.')).sort()).toEqual([
      '',
      'colour',
      'domain',
      'features.0',
      'offices.0.longitude',
      'offices.1.name',
      'profile.siret',
      'staff.0.login',
      'staff.0.offices.0',
      'staff.0.role',
    ]);
    const colourLine = text.split('\n').findIndex((line) => line.startsWith('colour')) + 1;
    expect(wrong.find(({ path }) => path[0] === 'colour')?.line).toBe(colourLine);
  });

  it('names the place where a sheet is no YAML', () => {
    expect(problemsOf('domain: essai\nname: [')[0]?.line).toBe(2);
  });
});

function problemsOf(text: string) {
  try {
    parseSheet(text, 'tenant.yaml');
  } catch (error) {
    if (error instanceof WrongSheet) return error.problems;
    throw error;
  }
  throw new Error('the sheet was accepted');
}
