import { load } from 'cheerio';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { ClockWork, Dispatcher } from '../../src/platform/jobs/index.js';
import { Licences, Provisioning, Tenants } from '../../src/tenants/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { staffViewer } from '../support/viewers.js';
import { asOperator, OperatorViewers } from './support/operator.js';
import { sheetOf } from './support/sheets.js';

const PAGE = '/gestion/administration/licence';

describe('licences', () => {
  const viewers = new OperatorViewers();
  let app: TestApp;
  let operator: Agent;
  let claire: Agent;
  let sourceKey: string;

  const provision = (changes: Record<string, unknown>) =>
    asOperator(() => app.get(Provisioning).provision(sheetOf(changes)));
  const issue = (domain: string, features: string[], until: string) =>
    asOperator(() => app.get(Licences).issue(domain, { features: features as never, until }));
  const paste = (key: string, by = claire) => submitForm(by, PAGE, { key }, `form[action="${PAGE}"]`);
  const features = async (domain = 'gilbert') => (await app.get(Tenants).byDomain(domain)).features;
  const read = async (agent: Agent, address = PAGE) => load((await agent.get(address)).text);
  const staffOf = async (domain: string, permissions: string[]) => {
    const { id } = await app.get(Tenants).byDomain(domain);
    const viewer = staffViewer({ permissions: new Set(permissions), name: 'Claire DURAND' });
    return viewers.agent(app, { tenantId: id, domain }, viewer);
  };
  const rowOf = ($: Awaited<ReturnType<typeof read>>, feature: string) =>
    $('tbody tr').filter((_, row) => $(row).find('th').text().startsWith(feature)).first().text().replace(/\s+/g, ' ');
  const night = async () => {
    await app.get(ClockWork).tick();
    await app.get(Dispatcher).drain();
  };
  const rows = <Row>(domain: string, statement: ReturnType<typeof sql>) =>
    app.inTenant(domain, () => app.get(UnitOfWork).read((query) => query<Row & Record<string, unknown>>(statement)));

  beforeAll(async () => {
    app = await startTestApp({ overrides: [viewers.override], now: '2026-11-22T09:00:00Z' });
    operator = viewers.console(app);
    await provision({ domain: 'gilbert', name: 'Agence Gilbert' });
    await provision({ domain: 'autre', name: 'Agence Autre' });
    const vide = await provision({ domain: 'vide', name: 'Agence Vide', features: [], sources: [{ code: 'LSC', label: 'LSC', lines: ['syndic'] }] });
    sourceKey = vide.shownOnce.find(({ what }) => what === 'source-key')?.value ?? '';
    claire = await staffOf('gilbert', ['settings.edit']);
    await app.get(ClockWork).tick();
  });
  afterAll(() => app.close());

  it('are a page of those who edit the settings: each option, its state, its end, and one field [ADM-04]', async () => {
    const $ = await read(claire);
    expect($('h1').text()).toBe('Licence');
    expect(rowOf($, 'Extranet')).toMatch(/Active.*Sans date de fin/);
    expect(rowOf($, 'Tickets')).toMatch(/Inactive.*—/);
    expect($('main textarea')).toHaveLength(1);
    expect($('label[for="f-key"]').text()).toBe('Clé de licence');
    expect((await (await staffOf('gilbert', ['portfolio.view'])).get(PAGE)).status).toBe(403);
    await paste(await issue('gilbert', ['partners'], '2027-02-28'));
    expect(rowOf(await read(claire), 'Partenaires')).toMatch(/Active.*28\/02\/2027/);
  });

  it('are issued by the operator, for one agency, and shown to be handed over', async () => {
    const sent = await submitForm(operator, '/clients/gilbert/licences', { features: ['tickets'], until: '2026-12-31' });
    expect([sent.status, sent.headers.location]).toEqual([303, '/clients/gilbert/licences']);
    const $ = await read(operator, '/clients/gilbert/licences');
    const key = $('#cle-emise').text();
    expect(key).toMatch(/^ext1\.[\w-]+\.[\w-]{86}$/);
    expect($('tbody tr').first().text()).toContain('À valider');
    expect($('tbody tr').first().find('.copy-text').text()).toBe(key);
    expect((await read(operator, '/journal'))('tbody').text()).toContain('Clé de licence émise');
    expect(await features()).not.toContain('tickets');
  });

  it('refuse a wrong form of the operator, each fault at its field', async () => {
    const wrong = async (fields: Record<string, string | string[]>) => {
      await submitForm(operator, '/clients/gilbert/licences', fields);
      const $ = await read(operator, '/clients/gilbert/licences');
      return $('.form-errors a').map((_, link) => `${$(link).attr('href')} ${$(link).text()}`).get();
    };
    expect(await wrong({})).toEqual(['#f-features Choisissez au moins une option.', '#f-until Cette date n’existe pas.']);
    expect(await wrong({ features: ['tickets'], until: '2026-11-21' })).toEqual(['#f-until Ce jour est déjà passé.']);
    expect(await wrong({ features: ['diagnostics'], until: '2027-01-01' })).toEqual([
      '#f-features L’option « Diagnostics » n’existe pas pour ce genre de client.',
    ]);
    await submitForm(operator, '/clients/vide/licences', { features: ['sepa'], until: '2027-01-01' });
    expect((await read(operator, '/clients/vide/licences'))('.form-errors').text()).toContain(
      'L’option « Prélèvement unique » demande l’option « Extranet ».',
    );
  });

  it('switch their features on at once and say so; the same key again changes nothing [ADM-05]', async () => {
    const key = await issue('gilbert', ['extranet', 'tickets'], '2026-12-31');
    const pasted = await paste(`  ${key.slice(0, 60)}\n${key.slice(60)}\n`);
    expect([pasted.status, pasted.headers.location]).toEqual([303, PAGE]);
    const $ = await read(claire);
    expect($('.notice-success').text()).toContain('Licence validée : Extranet, Tickets (jusqu’au 31/12/2026)');
    expect(rowOf($, 'Tickets')).toMatch(/Active.*31\/12\/2026/);
    expect(rowOf($, 'Extranet')).toMatch(/Active.*Sans date de fin/);
    expect(await features()).toEqual(['extranet', 'tickets', 'partners']);
    await paste(key);
    expect((await read(claire))('.notice-info').text()).toContain('Cette clé a déjà été validée');
    const entries = await rows('gilbert', sql`
      SELECT actor_name, subject_id, details FROM audit_entry WHERE action = 'licences.accept' ORDER BY id DESC LIMIT 1`);
    expect(entries).toEqual([
      { actor_name: 'Claire DURAND', subject_id: expect.stringMatching(/^L-\d{4}$/), details: { features: ['extranet', 'tickets'], until: '2026-12-31' } },
    ]);
    expect((await read(operator, '/clients/gilbert/licences'))('tbody tr').first().text()).toContain('Validée');
  });

  it('are refused with the reason at the field, and change nothing [ADM-06]', async () => {
    const before = await features();
    const said = async (key: string) => {
      await paste(key);
      const $ = await read(claire);
      expect($('title').text()).toMatch(/^Erreur : /);
      expect($('.form-errors a').attr('href')).toBe('#f-key');
      return [$('#f-key-error').text(), $('#f-key').text().trim()];
    };
    const own = await issue('gilbert', ['card_payment'], '2026-12-31');
    const ofAnother = await issue('autre', ['card_payment'], '2026-12-31');
    expect(await said('bonjour')).toEqual([expect.stringContaining('n’est pas lisible'), 'bonjour']);
    expect((await said(''))[0]).toContain('Ce champ est à remplir');
    expect((await said(ofAnother))[0]).toContain('destinée à une autre agence');
    expect((await said(`${own.slice(0, 20)}${own[20] === 'A' ? 'B' : 'A'}${own.slice(21)}`))[0]).toContain('pas été délivrée par votre hébergeur');
    app.clock.set('2027-01-01T09:00:00Z');
    expect((await said(own))[0]).toContain('sa date de fin est passée');
    app.clock.set('2026-11-22T09:00:00Z');
    const sepa = await issue('vide', ['extranet', 'sepa'], '2026-12-31');
    expect(await features()).toEqual(before);
    const vide = await staffOf('vide', ['settings.edit']);
    await paste(sepa, vide);
    expect(await features('vide')).toEqual(['extranet', 'sepa']);
    await submitForm(operator, '/clients/vide/options/sepa', {});
    await submitForm(operator, '/clients/vide/options/extranet', {});
    expect(await features('vide')).toEqual([]);
  });

  it('leave to the operator his own switches', async () => {
    await submitForm(operator, '/clients/gilbert/options/partners', {});
    expect(await features()).toEqual(['extranet', 'tickets']);
    await submitForm(operator, '/clients/gilbert/options/partners', {});
    expect(rowOf(await read(claire), 'Partenaires')).toMatch(/Active.*Sans date de fin/);
    await provision({ domain: 'gilbert', name: 'Agence Gilbert', features: ['extranet', 'partners'] });
    expect(await features()).toEqual(['extranet', 'tickets', 'partners']);
  });

  it('remind administrators 30 and 7 days before the end, once each, on the desk and by email; then the feature is off, its data kept [ADM-08]', async () => {
    const told = async () => {
      await night();
      return rows<{ title: string; subject: string }>('gilbert', sql`
        SELECT m.title, o.subject FROM system_message m
        LEFT JOIN outgoing_message o ON o.template = 'licences/ends' AND o.created_at = m.created_at ORDER BY m.created_at`);
    };
    app.clock.set('2026-11-30T09:00:00Z');
    expect(await told()).toEqual([]);
    app.clock.set('2026-12-01T09:00:00Z');
    const words = 'Votre option Tickets se termine le 31/12/2026';
    expect(await told()).toEqual([{ title: words, subject: words }]);
    app.clock.set('2026-12-02T09:00:00Z');
    expect(await told()).toHaveLength(1);
    app.clock.set('2026-12-24T09:00:00Z');
    expect(await told()).toHaveLength(2);
    app.clock.set('2026-12-31T22:55:00Z');
    await night();
    expect(await features()).toContain('tickets');
    app.clock.set('2026-12-31T23:05:00Z');
    await night();
    expect(await features()).toEqual(['extranet', 'partners']);
    expect(rowOf(await read(claire), 'Tickets')).toMatch(/Inactive.*—/);
    expect((await read(claire))('main').text()).toContain('Clés validées');
    const [kept] = await rows<{ count: number }>('gilbert', sql`SELECT count(*)::int FROM office`);
    expect(kept?.count).toBe(1);
    await night();
    expect(await rows('gilbert', sql`SELECT FROM audit_entry WHERE action = 'licences.end'`)).toHaveLength(1);
  });

  it('last as long as the longest key, and what cannot do without an ended option closes with it', async () => {
    app.clock.set('2027-01-02T09:00:00Z');
    const vide = await staffOf('vide', ['settings.edit']);
    await paste(await issue('vide', ['extranet', 'sepa'], '2027-03-31'), vide);
    await paste(await issue('vide', ['sepa'], '2027-06-30'), vide);
    await paste(await issue('vide', ['extranet'], '2027-04-30'), vide);
    app.clock.set('2027-04-01T09:00:00Z');
    await night();
    expect(await features('vide')).toEqual(['extranet', 'sepa']);
    app.clock.set('2027-05-01T09:00:00Z');
    await night();
    expect(await features('vide')).toEqual([]);
  });

  it('without the extranet: its door and the publication pages say so, the API answers 403 [ADM-07]', async () => {
    expect((await read(app.agent('vide'), '/extranet'))('h1, main').text()).toContain('L’extranet de cette agence n’est pas encore ouvert.');
    const editor = await staffOf('vide', ['settings.edit', 'publication.view', 'sources.manage']);
    for (const address of [
      '/gestion/publications',
      '/gestion/publications/1',
      '/gestion/administration/publication-internet',
      '/gestion/administration/publication-internet/sources',
      '/gestion/administration/services-systeme',
      '/GESTION/publications',
      '/gestion/administration/Publication-Internet/sources',
    ]) {
      const response = await editor.get(address);
      expect([address, response.status, load(response.text)('h1').text()]).toEqual([address, 403, 'Licence requise']);
    }
    expect((await read(editor, '/gestion/publications'))('.nothing a').attr('href')).toBe(PAGE);
    const reader = await staffOf('vide', ['publication.view']);
    expect((await read(reader, '/gestion/publications'))('.nothing a')).toHaveLength(0);
    expect((await (await staffOf('vide', [])).get('/gestion/publications')).status).toBe(403);
    expect((await read(await staffOf('vide', []), '/gestion/publications'))('h1').text()).not.toBe('Licence requise');
    const api = await app.agent('vide').get('/api/v1/publication/runs').set('Authorization', `Bearer ${sourceKey}`);
    expect([api.status, api.body.code]).toEqual([403, 'feature_off']);
    expect((await claire.get('/gestion/publications')).status).toBe(403);
    expect((await (await staffOf('gilbert', ['publication.view'])).get('/gestion/publications')).status).toBe(200);
  });
});
