import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import type { Agent } from '../support/app.js';
import { layGround } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { gilbert } from '../publication/support/manifest.js';
import { press, StaffDesk, textOf } from './support/staff-desk.js';

const SOURCES = '/gestion/administration/publication-internet/sources';

describe('sources, as administrators keep them', () => {
  let desk: StaffDesk;
  let administrator: Agent;
  beforeAll(async () => {
    desk = await StaffDesk.open();
    administrator = await desk.sign('administrator');
  });
  afterAll(() => desk.close());

  const add = (fields: Record<string, string | string[]>) =>
    submitForm(administrator, `${SOURCES}/nouvelle`, {
      label: 'LSC Metz',
      reference: 'lsc-metz',
      lines: ['syndic'],
      networks: '',
      ...fields,
    });
  const keyShown = async (address: string) => load((await administrator.get(address)).text)('#cle').text();
  const opens = async (key: string) => (await desk.world.ask('get', '/runs', key)).status;

  it('are given keys by who works for the whole of their lines only: a key publishes for all of them', async () => {
    const [building] = await desk.world.sql<{ id: string }>(
      'SELECT id FROM building WHERE tenant_id = $tenant LIMIT 1',
    );
    const limited = await desk.sign('administrator', { buildingIds: [building?.id ?? randomUUID()] });
    const ofOneLine = await desk.sign('administrator', { lines: ['gerance'] });
    const wished = { label: 'Mine', reference: 'mine', networks: '' };
    for (const agent of [limited, ofOneLine]) {
      const made = await submitForm(agent, `${SOURCES}/nouvelle`, { ...wished, lines: ['syndic'] });
      const renewed = await press(agent, `${SOURCES}/LSC`, `${SOURCES}/LSC/cle`);
      expect([made.status, renewed.status]).toEqual([403, 403]);
    }
    expect(await desk.world.sql(`SELECT FROM publication_source WHERE tenant_id = $tenant AND code = 'MINE'`)).toEqual(
      [],
    );
  });

  it('are listed with their kind, lines, key and last manifest [PUB-61]', async () => {
    await desk.world.publish(desk.world.sheet({ parties: gilbert().parties }));
    const $ = load((await administrator.get(SOURCES)).text);
    const rows = $('tbody tr')
      .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
      .get();
    expect(rows[0]).toMatch(/^DESK Gestion Agence Gérance, Syndic — jamais — Active$/);
    expect(rows[1]).toMatch(/^LSC LSC Logiciel Gérance, Syndic \S{8}… 14\/11\/2025 20:05 — Active$/);
    expect(
      $('tbody a')
        .map((_, link) => $(link).text())
        .get(),
    ).toContain('LSC');
  });

  it('are added with a key that is shown once and opens the API [PUB-61]', async () => {
    const sent = await add({});
    expect([sent.status, sent.headers.location]).toEqual([303, `${SOURCES}/LSC-METZ`]);
    const key = await keyShown(`${SOURCES}/LSC-METZ`);
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(await keyShown(`${SOURCES}/LSC-METZ`)).toBe('');
    expect((await administrator.get(`${SOURCES}/LSC-METZ`)).text).toContain(`${key.slice(0, 8)}…`);
    expect(await opens(key)).toBe(200);
    const [audit] = await desk.world.sql<{ details: string }>(
      `SELECT details::text FROM audit_entry WHERE tenant_id = $tenant AND action = 'publication-source.add'`,
    );
    expect(audit?.details).not.toContain(key);
  });

  it.each([
    [{ reference: 'lsc-metz' }, 'reference', 'Ce code est déjà celui d’une source.'],
    [{ reference: 'desk' }, 'reference', 'Ce code est déjà celui d’une source.'],
    [{ reference: 'LSC METZ' }, 'reference', 'Lettres, chiffres et tirets'],
    [{ reference: 'A1', label: ' ' }, 'label', 'Donnez un libellé'],
    [{ reference: 'A1', networks: '10.0.0.0/8\nchez nous' }, 'networks', 'Un réseau n’est pas lisible.'],
    [
      { reference: 'A1', networks: Array.from({ length: 21 }, (_, n) => `192.0.2.${n}`).join('\n') },
      'networks',
      '20 réseaux au plus.',
    ],
  ])('refuse %j at its field, and bring back what was typed [PUB-61]', async (fields, field, sentence) => {
    const sent = await add(fields);
    expect(sent.headers.location).toBe(`${SOURCES}/nouvelle`);
    const $ = load((await administrator.get(`${SOURCES}/nouvelle`)).text);
    expect($(`#f-${field}-error`).text()).toContain(sentence);
    expect($('input[name="reference"]').val()).toBe(fields.reference);
    expect($('input[name="lines"][value="syndic"]').attr('checked')).toBeDefined();
  });

  it('want a line at least [PUB-61]', async () => {
    const page = await administrator.get(`${SOURCES}/nouvelle`);
    const _csrf = load(page.text)('main input[name="_csrf"]').val() as string;
    await administrator
      .post(`${SOURCES}/nouvelle`)
      .type('form')
      .send({ reference: 'A2', label: 'A2', networks: '', _csrf });
    expect(textOf((await administrator.get(`${SOURCES}/nouvelle`)).text, '#f-lines-error')).toContain(
      'Choisissez au moins un métier.',
    );
  });

  it('change their label, lines, networks and ways; outside its networks a source is refused [PUB-61] [PUB-68]', async () => {
    await add({ reference: 'CHANGE' });
    const key = await keyShown(`${SOURCES}/CHANGE`);
    expect(await opens(key)).toBe(200);
    const sent = await submitForm(
      administrator,
      `${SOURCES}/CHANGE`,
      { label: 'Autre', lines: ['gerance', 'syndic'], networks: '192.0.2.9/24', autoCommit: 'on', dropFolder: 'on' },
      `main form[action="${SOURCES}/CHANGE"]`,
    );
    expect(sent.headers.location).toBe(`${SOURCES}/CHANGE`);
    const [row] = await desk.world.sql(
      `SELECT label, lines, allowed_networks::text[] AS networks, auto_commit, drop_folder FROM publication_source WHERE tenant_id = $tenant AND code = 'CHANGE'`,
    );
    expect(row).toEqual({
      label: 'Autre',
      lines: ['gerance', 'syndic'],
      networks: ['192.0.2.0/24'],
      auto_commit: true,
      drop_folder: true,
    });
    expect(
      load((await administrator.get(`${SOURCES}/CHANGE`)).text)('textarea')
        .text()
        .trim(),
    ).toBe('192.0.2.0/24');
    expect(await opens(key)).toBe(403);
  });

  it('renew their key: the former one works 24 hours more [PUB-61]', async () => {
    await add({ reference: 'RENEW' });
    const former = await keyShown(`${SOURCES}/RENEW`);
    await press(administrator, `${SOURCES}/RENEW`, '/cle');
    const page = load((await administrator.get(`${SOURCES}/RENEW`)).text);
    const key = page('#cle').text();
    expect(key).not.toBe(former);
    expect(textOf(page.html())).toContain('La clé précédente fonctionne encore jusqu’au 15 novembre 2025 à 20:05');
    expect([await opens(key), await opens(former)]).toEqual([200, 200]);
    desk.world.app.clock.advance({ hours: 25 });
    expect([await opens(key), await opens(former)]).toEqual([200, 401]);
    expect(textOf((await administrator.get(`${SOURCES}/RENEW`)).text)).not.toContain('La clé précédente');
    desk.world.app.clock.advance({ hours: -25 });
  });

  it('are suspended and resumed [PUB-61]', async () => {
    await add({ reference: 'PAUSE' });
    const key = await keyShown(`${SOURCES}/PAUSE`);
    await press(administrator, `${SOURCES}/PAUSE`, '/suspension');
    expect(textOf((await administrator.get(`${SOURCES}/PAUSE`)).text)).toContain(
      'Suspendue, une source ne peut plus rien envoyer',
    );
    expect(await opens(key)).toBe(403);
    await press(administrator, `${SOURCES}/PAUSE`, '/reprise');
    expect(await opens(key)).toBe(200);
    const acts = await desk.world.sql<{ action: string }>(
      `SELECT action FROM audit_entry WHERE tenant_id = $tenant AND subject_id = 'PAUSE' ORDER BY id`,
    );
    expect(acts.map(({ action }) => action)).toEqual([
      'publication-source.add',
      'publication-source.suspend',
      'publication-source.resume',
    ]);
  });

  it('never include the agency’s own desk, those of another agency, or none', async () => {
    for (const code of ['DESK', 'NOBODY', 'lsc'])
      expect((await administrator.get(`${SOURCES}/${code}`)).status).toBe(404);
    const other = await layGround(desk.world.app.database, { domain: 'mosan' });
    const stranger = desk.agentOf(other, 'administrator');
    expect((await stranger.get(`${SOURCES}/LSC-METZ`)).status).toBe(404);
    expect(load((await stranger.get(SOURCES)).text)('tbody tr')).toHaveLength(2);
    await other.sql(`DELETE FROM publication_source WHERE tenant_id = $1 AND kind = 'machine'`, [other.tenantId]);
    expect(textOf((await stranger.get(SOURCES)).text)).toContain(
      'Aucune source externe : vos données viennent de /gestion.',
    );
    await other.close();
  });

  it('are for those who manage them', async () => {
    for (const role of ['manager', 'accountant', 'assistant'] as const) {
      const agent = await desk.sign(role);
      for (const path of ['', '/nouvelle', '/LSC']) expect((await agent.get(`${SOURCES}${path}`)).status).toBe(403);
    }
  });
});
