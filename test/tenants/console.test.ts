import { load } from 'cheerio';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { inTenant, OperatorPanel, Provisioning, TenantActivity, Tenants } from '../../src/tenants/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { staffViewer } from '../support/viewers.js';
import { asOperator, OperatorViewers } from './support/operator.js';
import { sheetOf } from './support/sheets.js';

describe("the operator's console", () => {
  const viewers = new OperatorViewers();
  let app: TestApp;
  let operator: Agent;

  const provision = (changes: Record<string, unknown>) =>
    asOperator(() => app.get(Provisioning).provision(sheetOf(changes)));
  const page = async (address: string) => {
    const response = await operator.get(address);
    expect(response.status).toBe(200);
    return load(response.text);
  };

  beforeAll(async () => {
    app = await startTestApp({ overrides: [viewers.override] });
    app.get(OperatorPanel).contributeSwitches({
      key: 'journal-essai',
      order: 1,
      label: 'tenants:operator.health.title',
      hint: 'tenants:operator.health.title',
      read: async (query) => (await query(sql`SELECT FROM office WHERE name = 'Journal'`)).length > 0,
      write: async (query, on) => {
        await query(on ? sql`INSERT INTO office (name, position) VALUES ('Journal', 99)` : sql`DELETE FROM office WHERE name = 'Journal'`);
      },
    });
    operator = viewers.console(app);
    await provision({ domain: 'saurupt', name: 'Cabinet Saurupt' });
    await provision({ domain: 'mosan', name: 'Mosan Immobilier', lines: ['syndic'], aliases: ['meuse'] });
    await provision({ domain: 'diag', name: 'Diag Lorraine', kind: 'diagnostic_firm', lines: [], features: ['diagnostics'] });
  });
  afterAll(() => app.close());

  it('is at the apex, for the operator alone', async () => {
    const stranger = await app.agent('').get('/clients');
    expect([stranger.status, stranger.headers.location]).toEqual([303, '/connexion?retour=%2Fclients']);
    expect((await app.agent('saurupt').get('/clients')).status).toBe(404);
    const { id } = await app.get(Tenants).byDomain('saurupt');
    const staff = viewers.agent(app, { tenantId: id, domain: 'saurupt' }, staffViewer({ permissions: new Set(['settings.edit']) }));
    expect((await staff.get('/clients/saurupt')).status).toBe(404);
  });

  it('lists tenants, finds them by name without accents, by domain and by alias, and sorts them', async () => {
    const names = async (query: string) => {
      const $ = await page(`/clients${query}`);
      return $('tbody th a').map((_, link) => $(link).text()).get();
    };
    expect(await names('')).toEqual(['Cabinet Saurupt', 'Diag Lorraine', 'Mosan Immobilier']);
    expect(await names('?tri=-nom')).toEqual(['Mosan Immobilier', 'Diag Lorraine', 'Cabinet Saurupt']);
    expect(await names('?q=SAÙRUPT')).toEqual(['Cabinet Saurupt']);
    expect(await names('?q=meuse')).toEqual(['Mosan Immobilier']);
    expect(await names('?q=100%25')).toEqual([]);
    expect(await names('?etat=closed')).toEqual([]);
    expect((await page('/clients?q=personne'))('main').text()).toContain('Aucun résultat pour ces critères.');
  });

  it('shows the last run of each tenant and what fails, out of what runs told it [PUB-67]', async () => {
    const tenant = await app.get(Tenants).byDomain('mosan');
    const activity = app.get(TenantActivity);
    const run = { source: 'LSC-PARIS', receivedAt: new Date('2026-03-02T19:00:00Z'), bytes: 84_000_000 };
    await inTenant(tenant, async () => {
      await activity.recordRun({ ...run, number: 12, state: 'applying', endedAt: null });
      await activity.recordRun({ ...run, number: 12, state: 'applied', endedAt: new Date('2026-03-02T19:03:05Z') });
      await activity.recordRun({ ...run, number: 11, state: 'failed', endedAt: new Date('2026-03-01T19:00:10Z') });
      await activity.recordTargets(['chouettecopro']);
      await activity.recordStorage(5_000_000_000);
    });
    const $ = await page('/clients?etat=attention');
    expect($('tbody tr')).toHaveLength(1);
    const row = $('tbody tr').text();
    for (const words of ['Mosan Immobilier', 'Publiée', '02/03/2026 20:00', 'n° 12, source LSC-PARIS', '84\u00a0Mo', '3 min 05 s', '5\u00a0Go', 'chouettecopro']) {
      expect(row).toContain(words);
    }
    const own = await page('/clients/mosan');
    expect(own('main').text()).toMatch(/Échouée[\s\S]*01\/03|Échouée/);
    expect(own('main').text()).toContain('chouettecopro');
  });

  it('searches, sorts and pages through a thousand tenants by keyset', async () => {
    await app.get(UnitOfWork).operatorWrite(({ query }) =>
      query(sql`INSERT INTO platform.tenant (domain, name, kind, lines) SELECT 'serie-' || n, 'Serie ' || lpad(n::text, 4, '0'), 'agency', '{syndic}'
        FROM generate_series(1, 1000) AS n`),
    );
    const seen: string[] = [];
    let address: string | undefined = '/clients?q=serie&tri=nom';
    while (address) {
      const $: ReturnType<typeof load> = await page(address);
      seen.push(...$('tbody th a').map((_, link) => $(link).text()).get());
      address = $('.paging-steps a[rel="next"]').attr('href');
    }
    expect(seen).toHaveLength(1_000);
    expect(seen).toEqual([...seen].sort());
    expect((await page('/clients?q=serie 0777'))('tbody th a').text()).toBe('Serie 0777');
    expect((await page('/clients?q=serie&tri=-nom'))('tbody th a').first().text()).toBe('Serie 1000');
  });

  it('switches a feature on and off after a confirmation, at once and in both registers', async () => {
    const confirmation = await page('/clients/saurupt/options/tickets');
    expect(confirmation('h1').text()).toBe('Activer Tickets ?');
    const sent = await submitForm(operator, '/clients/saurupt/options/tickets', {});
    expect([sent.status, sent.headers.location]).toEqual([303, '/clients/saurupt']);
    expect((await app.get(Tenants).byDomain('saurupt')).features).toEqual(['extranet', 'tickets']);
    expect((await page('/clients/saurupt'))('main').text()).toContain('Tickets : option activée.');
    await submitForm(operator, '/clients/saurupt/options/tickets', {});
    expect((await app.get(Tenants).byDomain('saurupt')).features).toEqual(['extranet']);
    const entries = await app.inTenant('saurupt', () =>
      app.get(UnitOfWork).read((query) =>
        query(sql`SELECT actor_kind, actor_name, action, details FROM audit_entry WHERE action LIKE 'tenants.feature%' ORDER BY id`),
      ),
    );
    expect(entries).toEqual([
      {
        actor_kind: 'operator',
        actor_name: 'Olivier HOTE',
        action: 'tenants.feature-on',
        details: { before: { features: ['extranet'] }, after: { features: ['extranet', 'tickets'] } },
      },
      expect.objectContaining({ action: 'tenants.feature-off' }),
    ]);
    const journal = await page('/journal');
    expect(journal('tbody').text()).toContain('Option activée');
    expect(journal('tbody').text()).toContain('Olivier HOTE');
  });

  it('refuses what cannot go together, and says so', async () => {
    await provision({ domain: 'sans', name: 'Sans extranet', features: [] });
    const sent = await submitForm(operator, '/clients/sans/options/sepa', {});
    expect(sent.headers.location).toBe('/clients/sans/options/sepa');
    expect((await app.get(Tenants).byDomain('sans')).features).toEqual([]);
    expect((await operator.get('/clients/diag/options/tickets')).status).toBe(404);
    expect((await operator.get('/clients/inconnu')).status).toBe(404);
  });

  it('makes a tenant from the activation form; it answers only once validated [ADM-02]', async () => {
    const form = {
      domain: 'nouvelle',
      name: 'Agence Nouvelle',
      kind: 'agency',
      lines: ['gerance'],
      features: ['extranet'],
      timeZone: 'Pacific/Noumea',
      contactName: 'Anne Contact',
      contactEmail: 'anne@nouvelle.example',
      masterLastName: 'Nouvelle',
      masterEmail: 'direction@nouvelle.example',
    };
    const made = await submitForm(operator, '/clients/nouveau', form);
    expect([made.status, made.headers.location]).toEqual([303, '/clients/nouvelle']);
    expect((await app.agent('nouvelle').get('/icone.svg')).status).toBe(404);
    await submitForm(operator, '/clients/nouvelle/etat/active', {});
    expect((await app.agent('nouvelle').get('/icone.svg')).status).toBe(200);
    const $ = await page('/clients/nouvelle');
    expect($('main').text()).toContain('En service');
    expect($('main').text()).toContain('(Olivier HOTE)');
    expect($('main').text()).toContain('Pacific/Noumea');
  });

  it('gives a wrong form back with every error and what was typed', async () => {
    const sent = await submitForm(operator, '/clients/nouveau', { domain: 'Pas Bon', name: 'Agence X', contactEmail: 'non', masterEmail: '' });
    expect(sent.headers.location).toBe('/clients/nouveau');
    const $ = await page('/clients/nouveau');
    expect($('title').text()).toMatch(/^Erreur : /);
    const wrong = $('.form-errors a').map((_, link) => $(link).attr('href')).get();
    expect(wrong).toEqual(expect.arrayContaining(['#f-domain', '#f-contactEmail', '#f-masterEmail', '#f-contactName', '#f-masterLastName']));
    expect($('#f-name').val()).toBe('Agence X');
  });

  it('closes a tenant: none of its addresses answers, and opens it again', async () => {
    await provision({ domain: 'ferme', name: 'Fermée' });
    await submitForm(operator, '/clients/ferme/etat/closed', {});
    expect((await page('/clients/ferme'))('.notice-warning').text()).toContain('Ce client est fermé');
    expect((await app.agent('ferme').get('/icone.svg')).status).toBe(404);
    expect((await operator.get('/clients/ferme/etat/closed')).status).toBe(404);
    await submitForm(operator, '/clients/ferme/etat/active', {});
    expect((await app.agent('ferme').get('/icone.svg')).status).toBe(200);
  });

  it('gives and takes an alias; a name that is taken is refused at the field', async () => {
    const alias = (name: string) => submitForm(operator, '/clients/saurupt', { alias: name }, 'form[action$="/alias"]');
    await alias('cabinet-saurupt');
    expect((await app.agent('cabinet-saurupt').get('/icone.svg')).status).toBe(200);
    await alias('mosan');
    expect((await page('/clients/saurupt'))('#f-alias-error').text()).toContain('mosan est déjà le nom d’un client.');
    const removal = '/clients/saurupt/alias/cabinet-saurupt/retrait';
    expect((await page('/clients/saurupt'))(`a[href="${removal}"]`)).toHaveLength(1);
    expect((await page(removal))('h1').text()).toBe('Retirer cabinet-saurupt ?');
    await submitForm(operator, removal, {});
    expect((await operator.get(removal)).status).toBe(404);
    expect((await app.agent('cabinet-saurupt').get('/icone.svg')).status).toBe(404);
  });

  it('changes the name of a tenant on its very next page', async () => {
    const sent = await submitForm(operator, '/clients/mosan/identite', { name: 'Mosan & Fils' });
    expect(sent.headers.location).toBe('/clients/mosan');
    const manifest = await app.agent('mosan').get('/manifest.webmanifest');
    expect(JSON.parse(manifest.text)).toMatchObject({ name: 'Mosan & Fils' });
    const refused = await submitForm(operator, '/clients/mosan/identite', { name: ' ' });
    expect(refused.headers.location).toBe('/clients/mosan/identite');
    expect((await page('/clients/mosan/identite'))('#f-name-error').text()).toContain('Ce champ est à remplir');
  });

  it('turns a flag that a room left to the operator [PUB-05, PUB-16]', async () => {
    await submitForm(operator, '/clients/mosan', {}, 'form[action$="/reglages/journal-essai"]');
    const $ = await page('/clients/mosan');
    expect($('#reglages').text()).toContain('Désactiver');
    const post = await submitForm(operator, '/clients/mosan', {}, 'form[action$="/reglages/journal-essai"]');
    expect(post.status).toBe(303);
    expect((await page('/clients/mosan'))('#reglages').text()).toContain('Activer');
  });

  it('shows what was given up, tries it again or lets it go, and keeps who did', async () => {
    const { id } = await app.get(Tenants).byDomain('saurupt');
    const [letter] = await app.get(UnitOfWork).operatorWrite(({ query }) =>
      query<{ id: string }>(sql`
        INSERT INTO platform.job (tenant_id, kind, payload, run_at, state, attempts, max_attempts, last_error, finished_at)
        VALUES (${id}, 'identity.welcome', '{}', now(), 'dead', 5, 5, 'connect ECONNREFUSED', now()) RETURNING id`),
    );
    expect((await page('/clients/saurupt'))('.stat-danger').text()).toContain('Tâches en échec');
    const $ = await page('/taches');
    expect($('tbody tr').text()).toContain('connect ECONNREFUSED');
    const discard = $('tbody a[href$="/abandon"]').attr('href') ?? '';
    expect((await page(discard))('h1').text()).toBe('Abandonner cette tâche ?');
    await submitForm(operator, '/taches', {}, `form[action="/taches/${letter?.id}/reprise"]`);
    expect((await page('/taches'))('main').text()).toContain('Aucune tâche en échec.');
    const journal = await page('/journal');
    expect(journal('tbody tr').first().text()).toContain('Tâche reprise');
    expect((await operator.get('/taches/rien/reprise')).status).toBe(404);
  });

  it('gives the master account a new password, shown once [ADM-13]', async () => {
    const asked = await page('/clients/saurupt/actes/compte-maitre');
    expect(asked('h1').text()).toContain('Cabinet Saurupt');
    await submitForm(operator, '/clients/saurupt/actes/compte-maitre', {});
    const shown = (await page('/clients/saurupt'))('.copy-text').text();
    expect(shown).toMatch(/^\S{8,}$/);
    expect((await page('/clients/saurupt'))('.copy-text')).toHaveLength(0);
    expect((await page('/journal'))('tbody').text()).toContain('Mot de passe du compte maître remplacé');
    expect((await page('/journal'))('tbody').text()).not.toContain(shown);
  });

  it('leads each to where he belongs', async () => {
    expect((await operator.get('/')).headers.location).toBe('/clients');
    expect((await app.agent('saurupt').get('/')).headers.location).toBe('/extranet');
    expect((await app.agent('diag').get('/')).headers.location).toBe('/connexion');
  });

  it('refuses a form that is not its own', async () => {
    const forged = await operator.post('/clients/saurupt/options/tickets').type('form').send({ on: 'true' });
    expect(forged.status).toBe(403);
  });
});
