import { load } from 'cheerio';
import ssh2 from 'ssh2';
import { ed25519Pair } from '../../src/publication/sources/ed25519-pair.js';
import type { Agent } from '../support/app.js';
import { change, insert, layGround } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { press, StaffDesk, textOf } from './support/staff-desk.js';

const SOURCE = '/gestion/administration/publication-internet/sources/LSC';
const KEYS = `${SOURCE}/cles-ssh`;
const pair = ed25519Pair('lsc@nancy');

describe('SSH keys of a source, as administrators keep them', () => {
  let desk: StaffDesk;
  let administrator: Agent;
  beforeAll(async () => {
    desk = await StaffDesk.open([], { SFTP_PORT: '2222', SFTP_PUBLIC_PORT: '22' });
    administrator = await desk.sign('administrator');
    await change(desk.world.ground, 'publication_source', { drop_folder: true }, { id: desk.world.ground.sourceId });
  });
  afterAll(() => desk.close());

  const add = (fields: Record<string, string>) =>
    submitForm(administrator, KEYS, { publicKey: pair.public, keyLabel: '', ...fields });
  const shown = async () => textOf((await administrator.get(SOURCE)).text);
  const remaining = () =>
    desk.world.sql<{ id: string; label: string }>(
      'SELECT id, label FROM publication_source_ssh_key WHERE tenant_id = $tenant',
    );

  it('come after what a sender must know to come in', async () => {
    const text = await shown();
    expect(text).toContain('gilbert.localhost');
    expect(text).toContain('gilbert.LSC');
    expect(text).toMatch(/Port\s*22\b/);
    expect(text).toContain('Aucune clé SSH');
  });

  it('are added by their line, named by its comment or by a label, listed with their fingerprint', async () => {
    const sent = await add({});
    expect([sent.status, sent.headers.location]).toEqual([303, `${SOURCE}#cles-ssh`]);
    const text = await shown();
    expect(text).toContain('lsc@nancy ssh-ed25519 SHA256:');
    expect(text).toContain('ajoutée par Claire DURAND le 14/11/2025 20:05 · jamais utilisée');
    const [audit] = await desk.world.sql<{ details: { label: string; fingerprint: string } }>(
      `SELECT details FROM audit_entry WHERE tenant_id = $tenant AND action = 'publication-source.add-ssh-key'`,
    );
    expect(audit?.details).toEqual({ label: 'lsc@nancy', fingerprint: expect.stringMatching(/^SHA256:/) });
  });

  it.each([
    [{ publicKey: pair.public }, 'Cette clé est déjà celle de la source.'],
    [{ publicKey: 'bonjour' }, 'Collez la ligne entière'],
    [{ publicKey: '' }, 'Collez la ligne entière'],
    [{ publicKey: ssh2.utils.generateKeyPairSync('rsa', { bits: 2_048 }).public }, 'Cette clé RSA est trop courte'],
    [{ publicKey: ed25519Pair().public }, 'Donnez un libellé'],
  ])('are refused in words, what was typed coming back: %#', async (fields, sentence) => {
    const sent = await add({ keyLabel: '', ...fields });
    expect([sent.status, sent.headers.location]).toEqual([303, KEYS]);
    const $ = load((await administrator.get(KEYS)).text);
    expect(textOf($.html())).toContain(sentence);
    expect($('title').text()).toMatch(/^Erreur/);
    expect($('#f-publicKey').text().trim()).toBe(fields.publicKey.trim());
    expect(await remaining()).toHaveLength(1);
  });

  it('that were pasted by mistake with their secret are not shown again', async () => {
    await add({ publicKey: pair.private });
    const html = (await administrator.get(KEYS)).text;
    expect(textOf(html)).toContain('C’est une clé privée');
    expect(html).not.toContain('BEGIN OPENSSH');
    const kept = await desk.world.sql(
      `SELECT FROM audit_entry WHERE tenant_id = $tenant AND details::text LIKE '%BEGIN%'`,
    );
    expect(kept).toHaveLength(0);
  });

  it('are ten at most', async () => {
    for (let number = 1; number < 10; number += 1)
      await add({ publicKey: ed25519Pair().public, keyLabel: `Poste ${number}` });
    expect(await remaining()).toHaveLength(10);
    await add({ publicKey: ed25519Pair().public, keyLabel: 'Un de trop' });
    expect(textOf((await administrator.get(KEYS)).text)).toContain('10 clés au plus');
  });

  it('are removed, which is written down', async () => {
    const [first] = await remaining();
    await press(administrator, SOURCE, `/${first?.id}/suppression`);
    expect(await remaining()).toHaveLength(9);
    const acts = await desk.world.sql(
      `SELECT FROM audit_entry WHERE tenant_id = $tenant AND action = 'publication-source.remove-ssh-key'`,
    );
    expect(acts).toHaveLength(1);
  });

  it('belong to their source: no other, no other agency, nobody who may not', async () => {
    const [key] = await remaining();
    await insert(desk.world.ground, 'publication_source', {
      code: 'OTHER',
      label: 'Autre',
      kind: 'machine',
      lines: ['syndic'],
    });
    const other = SOURCE.replace('LSC', 'OTHER');
    const remove = async (agent: Agent, source: string, id = key?.id) => {
      const token = load((await agent.get(SOURCE)).text)('input[name="_csrf"]').val();
      return (await agent.post(`${source}/cles-ssh/${id}/suppression`).type('form').send({ _csrf: token })).status;
    };
    expect(await remove(administrator, other)).toBe(404);
    expect(await remove(administrator, SOURCE, 'nothing')).toBe(404);
    expect(await remove(administrator, SOURCE.replace('LSC', 'DESK'))).toBe(404);
    const mosan = await layGround(desk.world.app.database, { domain: 'mosan' });
    desk.world.forgetTenants();
    const stranger = desk.agentOf(mosan, 'administrator');
    expect(await remove(stranger, SOURCE)).toBe(404);
    const accountant = await desk.sign('accountant');
    expect((await accountant.get(KEYS)).status).toBe(403);
    expect((await administrator.get(SOURCE.replace('LSC', 'DESK') + '/cles-ssh')).status).toBe(404);
    expect(await remaining()).toHaveLength(9);
    await mosan.close();
  });

  it('wait behind the box of the drop folder; without SFTP the page says so', async () => {
    await change(desk.world.ground, 'publication_source', { drop_folder: false }, { id: desk.world.ground.sourceId });
    expect(await shown()).toContain('Cochez « Accepter les envois par dossier de dépôt »');
    await change(desk.world.ground, 'publication_source', { drop_folder: true }, { id: desk.world.ground.sourceId });
    const shut = await StaffDesk.open();
    await change(shut.world.ground, 'publication_source', { drop_folder: true }, { id: shut.world.ground.sourceId });
    const page = textOf((await (await shut.sign('administrator')).get(SOURCE)).text);
    expect(page).toContain('Le SFTP n’est pas ouvert sur cet hébergement');
    await shut.close();
  });
});
