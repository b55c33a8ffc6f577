import { KeyRing } from '../../src/cli/key-ring.js';
import { DEMO_PASSWORD } from '../../src/provisioning/index.js';
import type { Agent } from '../support/app.js';
import { type DemoApp, startDemoApp } from '../support/demo-app.js';
import { submitForm } from '../support/form.js';
import { crawl, idsIn, patternOf } from './crawl.js';

const RESIDENTS = ['anne.martin', 'bernard.vautrin', 'karim.benali', 'lea.roux', 'monique.henry', 'paul.dupont'];
const SPACES = ['coproprietaire', 'proprietaire', 'locataire'];
const LINES = ['gerance', 'syndic'];
/** Pages of one kind are walked that many times, for the time it takes; every identifier is asked for apart. */
const PER_PATTERN = 3;

describe('what belongs to an agency, asked for by others', () => {
  let app: DemoApp;
  const reached = new Map<string, Set<string>>();
  const residents = new Map<string, Agent>();
  const strangers = new Map<string, Agent>();
  let ours: Set<string>;
  let tenants: Record<string, string>;

  const signIn = async (domain: string, login: string, door: string): Promise<Agent> => {
    const agent = app.agent(domain);
    const answer = await submitForm(agent, door, { login, password: DEMO_PASSWORD });
    if (answer.status !== 303) throw new Error(`${login} could not sign in: ${answer.status}`);
    return agent;
  };
  /** The same browser on another host, its cookies sent by hand. */
  const carriedOver = async (domain: string, login: string, door: string): Promise<Agent> => {
    const there = app.agent('saurupt');
    const answer = await submitForm(there, door, { login, password: DEMO_PASSWORD });
    const cookies = (answer.headers['set-cookie'] as unknown as string[]).map((cookie) => cookie.split(';')[0]);
    return app.agent(domain).set('Cookie', cookies.join('; '));
  };

  beforeAll(async () => {
    app = await startDemoApp();
    tenants = Object.fromEntries(
      (await app.rows<{ domain: string; id: string }>('SELECT domain, id FROM platform.tenant')).map(
        ({ domain, id }) => [domain, id],
      ),
    );
    ours = new Set([...(await idsOf(tenants.saurupt!)), tenants.saurupt!]);
    for (const login of RESIDENTS) {
      residents.set(login, await signIn('saurupt', login, '/extranet'));
      reached.set(login, await crawlWhole(residents.get(login)!));
    }
    reached.set(
      'claire.husson',
      await crawl(await signIn('saurupt', 'claire.husson', '/connexion'), ['/agence'], PER_PATTERN),
    );
    strangers.set('staff of mosan', await signIn('mosan', 'veronique.oudin', '/connexion'));
    strangers.set('co-owner of mosan', await signIn('mosan', 'helene.petitjean', '/extranet'));
    strangers.set('landlord of mosan', await signIn('mosan', 'odile.humbert', '/extranet'));
    strangers.set('lessee of mosan', await signIn('mosan', 'mehdi.haddad', '/extranet'));
  }, 240_000);
  afterAll(() => app?.close());

  /** With several buildings a resident chooses which to see: all of them are walked. */
  async function crawlWhole(agent: Agent): Promise<Set<string>> {
    const starts = ['/extranet', ...SPACES.map((space) => `/extranet/${space}`)];
    const whole = await crawl(agent, starts);
    const choices = [...whole].filter((address) => address.includes('/selection?'));
    for (const choice of new Map(choices.map((address) => [address.split('&')[0], address])).values()) {
      await agent.get(choice);
      for (const address of await crawl(agent, starts.concat(choice.split('/selection')[0]!), 1)) whole.add(address);
    }
    return whole;
  }

  /** Every identifier and digest in any row of that tenant, and in no row of another. */
  async function idsOf(tenantId: string): Promise<string[]> {
    const columns = await app.rows<{ table: string; column: string }>(`
      SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
        JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name IN ('id', 'sha256')
         AND EXISTS (SELECT FROM information_schema.columns t WHERE t.table_schema = 'public' AND t.table_name = c.table_name AND t.column_name = 'tenant_id')`);
    const found = columns.map(async ({ table, column }) => {
      const own = `SELECT ${column}::text AS id FROM ${table} WHERE tenant_id = $1 EXCEPT SELECT ${column}::text FROM ${table} WHERE tenant_id <> $1`;
      return (await app.rows<{ id: string }>(own, [tenantId])).map(({ id }) => id);
    });
    return (await Promise.all(found)).flat();
  }

  const named = (address: string) => idsIn(address.split('?')[0]!).some((id) => ours.has(id));
  /** Staff are asked 404 of residents' pages by every route × every persona, and the reverse: here each asks for what they have too. */
  const forPublicOf = (who: string) =>
    everywhere().filter((address) => !address.startsWith(who.startsWith('staff') ? '/extranet' : '/agence'));
  const everywhere = () => [...new Set([...reached.values()].flatMap((addresses) => [...addresses]))];
  /** What of the agency's an answer gives away that the question did not hold. */
  const leaks = ({ text = '' }: { text?: string }, asked: string) => [
    ...idsIn(text).filter((id) => ours.has(id) && !asked.includes(id)),
    ...(text.match(/saurupt/gi) ?? []),
  ];

  it('has plenty to ask for: pages, documents, archives, extracts, records, of every kind of account', () => {
    const patterns = new Set(everywhere().map(patternOf));
    for (const space of SPACES) {
      for (const page of ['document/*', 'document/*/telecharger', 'compte', 'documents', 'contacts'])
        expect(patterns).toContain(`/extranet/${space}/${page}`);
    }
    for (const page of [
      'syndic/portefeuille/coproprietaires/*',
      'gerance/portefeuille/proprietaires/*/compte',
      'syndic/portefeuille/immeubles/*',
    ]) {
      expect(patterns).toContain(`/agence/${page}`);
    }
    expect([...patterns].some((pattern) => pattern.includes('/archive/'))).toBe(true);
    expect([...patterns].some((pattern) => pattern.includes('/compte/releve.pdf'))).toBe(true);
    expect(everywhere().filter(named).length).toBeGreaterThan(300);
  });

  it('answers another agency’s people 404 at each address that leads to it, and shows nothing of it at the others, acceptance 44 [RES-48]', async () => {
    for (const [who, agent] of strangers) {
      const wrong: string[] = [];
      for (const address of forPublicOf(who)) {
        const answer = await agent.get(address);
        const { status } = answer;
        if (named(address) ? status !== 404 : status >= 500) wrong.push(`${status} ${address}`);
        else if (leaks(answer, address).length > 0) wrong.push(`${leaks(answer, address)[0]} at ${address}`);
      }
      expect([who, wrong]).toEqual([who, []]);
    }
  }, 240_000);

  it('takes a session of another host, or none, for nobody’s: the door or 404 [RES-48]', async () => {
    const nobodies: [string, Agent][] = [
      ['nobody', app.agent('mosan')],
      ['nobody at home', app.agent('saurupt')],
      ['staff of the other host', await carriedOver('mosan', 'claire.husson', '/connexion')],
      ['resident of the other host', await carriedOver('mosan', 'anne.martin', '/extranet')],
    ];
    const guarded = everywhere().filter((address) => /^\/(extranet\/(?!contacts)|agence)/.test(address));
    for (const [who, agent] of nobodies) {
      const wrong: string[] = [];
      for (const address of guarded) {
        const { status, headers } = await agent.get(address);
        const door = address.startsWith('/agence') ? '/connexion' : '/extranet';
        const toTheDoor = status === 303 && String(headers.location).split('?')[0] === door;
        if (!toTheDoor && status !== 404) wrong.push(`${status} ${headers.location ?? ''} ${address}`);
      }
      expect([who, wrong]).toEqual([who, []]);
    }
  }, 240_000);

  it('gives no document by its identifier to the other agency, published or not [RES-48]', async () => {
    const documents = await app.rows<{ id: string }>('SELECT id FROM document WHERE tenant_id = $1', [tenants.saurupt]);
    expect(documents.length).toBeGreaterThan(100);
    for (const [who, agent] of strangers) {
      const addresses = documents.flatMap(({ id }) =>
        who.startsWith('staff')
          ? LINES.map((line) => `/agence/${line}/documents/document/${id}`)
          : SPACES.map((space) => `/extranet/${space}/document/${id}`),
      );
      const wrong: string[] = [];
      for (const address of addresses) if ((await agent.get(address)).status !== 404) wrong.push(address);
      expect([who, wrong]).toEqual([who, []]);
    }
  }, 240_000);

  it('has no stored file at any address of the other agency, nor for its programs [RES-48]', async () => {
    const files = await app.rows<{ sha256: string }>(
      'SELECT sha256 FROM stored_file WHERE tenant_id = $1 EXCEPT SELECT sha256 FROM stored_file WHERE tenant_id <> $1',
      [tenants.saurupt],
    );
    expect(files.length).toBeGreaterThan(50);
    const keys = KeyRing.of(app.config);
    const theirs = `Bearer ${await keys.find('mosan', 'LSC-TOUL')}`;
    const nobody = app.agent('mosan');
    const asked = async (sha256: string) => [
      (await nobody.get(`/logo/${sha256}`)).status,
      (await nobody.head(`/api/v1/publication/files/${sha256}`).set('Authorization', theirs)).status,
    ];
    const unknown = await asked('0'.repeat(64));
    expect([unknown[0], (unknown[1] ?? 0) >= 400]).toEqual([404, true]);
    for (const { sha256 } of files) expect([sha256, ...(await asked(sha256))]).toEqual([sha256, ...unknown]);
    const [run] = await app.rows<{ id: string }>('SELECT id FROM publication_run WHERE tenant_id = $1', [
      tenants.saurupt,
    ]);
    for (const path of ['', '/missing', '/report']) {
      expect((await nobody.get(`/api/v1/publication/runs/${run!.id}${path}`).set('Authorization', theirs)).status).toBe(
        404,
      );
    }
    const key = `Bearer ${await keys.find('saurupt', 'LSC-NANCY')}`;
    expect((await nobody.get(`/api/v1/publication/runs/${run!.id}`).set('Authorization', key)).status).toBe(401);
    expect(
      (await app.agent('saurupt').get(`/api/v1/publication/runs/${run!.id}`).set('Authorization', key)).status,
    ).toBe(200);
  });

  it('answers 404 to another resident of the same agency, in whichever of his spaces, acceptance 44 [RES-48]', async () => {
    const accounts = await app.rows<{ login: string; id: string }>(
      'SELECT l.login, a.id FROM account a JOIN resident_login l USING (tenant_id, party_id)',
    );
    const idsOfReader = (reader: string) =>
      new Set([
        ...[...reached.get(reader)!].flatMap(idsIn),
        ...accounts.filter(({ login }) => login === reader).map(({ id }) => id),
      ]);
    for (const [login, agent] of residents) {
      const own = idsOfReader(login);
      const wrong: string[] = [];
      const others = everywhere().filter(
        (address) => address.startsWith('/extranet/') && idsIn(address).some((id) => !own.has(id)),
      );
      expect([login, others.length > 20]).toEqual([login, true]);
      const held = SPACES.filter((space) => reached.get(login)!.has(`/extranet/${space}/documents`));
      for (const address of others) {
        for (const space of held) {
          const asked = address.replace(/^\/extranet\/(coproprietaire|proprietaire|locataire)/, `/extranet/${space}`);
          const { status } = await agent.get(asked);
          if (status !== 404) wrong.push(`${status} ${asked}`);
        }
      }
      expect([login, wrong]).toEqual([login, []]);
    }
  }, 240_000);

  it('shows residents nothing of the desk [RES-48]', async () => {
    const desk = [...reached.get('claire.husson')!].filter((address) => address.startsWith('/agence'));
    const anne = residents.get('anne.martin')!;
    for (const address of new Map(desk.map((one) => [patternOf(one), one])).values()) {
      expect([address, (await anne.get(address)).status]).toEqual([address, 404]);
    }
  });
});
