import { randomUUID } from 'node:crypto';
import { DeskRuns } from '../../src/publication/index.js';
import { change, insert } from '../support/factories/index.js';
import { gilbert, invoice, minutes } from './support/manifest.js';
import { PublicationWorld } from './support/world.js';

describe('correspondence of the desk', () => {
  let world: PublicationWorld;
  const templateId = randomUUID();
  const letterId = randomUUID();
  let binderId: string;
  beforeAll(async () => {
    world = await PublicationWorld.open();
    await change(world.ground, 'publication_settings', { domain_validated_at: new Date() });
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
    const [binder] = await world.sql<{ id: string }>(`SELECT binder_id AS id FROM binder_listing WHERE ref = 'B-PV'`);
    const [account] = await world.sql<{ id: string }>(`SELECT id FROM account WHERE ref = '450PIERREP'`);
    binderId = binder!.id;
    const template = { id: templateId, name: 'Courrier', line: 'syndic', publication_months: 12 };
    await insert(world.ground, 'correspondence_template', template);
    await insert(world.ground, 'correspondence', {
      id: letterId,
      number: 1,
      line: 'syndic',
      template_id: templateId,
      subject: 'Devis de ravalement',
      processed_on: '2025-11-10',
    });
    await world.sql(
      `INSERT INTO correspondence_recipient (tenant_id, correspondence_id, scope, target_id)
       VALUES ($tenant, '${letterId}', 'account', '${account!.id}')`,
    );
    await world.sql(
      `INSERT INTO correspondence_attachment (tenant_id, correspondence_id, position, name, sha256, bytes, media_type)
       VALUES ($tenant, '${letterId}', 1, 'devis.pdf', '${minutes.sha256}', ${minutes.bytes.length}, '${minutes.media}')`,
    );
  });
  afterAll(() => world.close());

  const letter = (changes: Record<string, unknown>) =>
    change(world.ground, 'correspondence', changes, { id: letterId });
  const publish = async () => {
    world.app.clock.advance({ minutes: 1 });
    const run = await world.app.inTenant('gilbert', () => world.app.get(DeskRuns).start({ trigger: 'schedule' }));
    await world.work();
    const [ended] = await world.sql<{ state: string; added: number; withdrawn: number }>(
      `SELECT r.state, c.added, c.withdrawn FROM publication_run r LEFT JOIN run_count c ON c.run_id = r.id AND c.section = 'documents'
       WHERE r.id = '${run.id}'`,
    );
    return ended;
  };
  const read = async () =>
    (
      await world.sql<{ ref: string }>(
        `SELECT d.ref FROM document d JOIN publication_source s ON s.id = d.source_id AND s.kind = 'desk'
         WHERE d.tenant_id = $tenant AND d.publication_state = 'published'`,
      )
    ).map(({ ref }) => ref);

  it('waits for its template to have a binder and for a day of publication, acceptance 11 [PUB-44]', async () => {
    expect(await publish()).toMatchObject({ state: 'applied', added: 0 });
    await change(world.ground, 'correspondence_template', { binder_id: binderId }, { id: templateId });
    expect(await publish()).toMatchObject({ state: 'applied', added: 0 });
    await letter({ publication_on: '2025-11-14' });
    expect(await publish()).toMatchObject({ state: 'applied', added: 1, withdrawn: 0 });
    expect(await read()).toEqual(['1/1']);
  });

  it('that is taken down stays until the next run, which says one withdrawn, acceptance 12', async () => {
    await letter({ publication_on: null, former_publication_on: '2025-11-14' });
    expect(await read()).toEqual(['1/1']);
    expect(await publish()).toMatchObject({ state: 'applied', added: 0, withdrawn: 1 });
    expect(await read()).toEqual([]);
    expect(await publish()).toMatchObject({ state: 'applied', added: 0, withdrawn: 0 });
  });
});

describe('a shipped binder that a template files in', () => {
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open();
  });
  afterAll(() => world.close());

  it('is kept when a program first lists its own', async () => {
    const path = (title: string) =>
      `tenant_id = $tenant AND line = 'syndic' AND path[array_length(path, 1)] = '${title}'`;
    const [binder] = await world.sql<{ id: string }>(`SELECT id FROM binder WHERE ${path('Assurances')}`);
    await insert(world.ground, 'correspondence_template', {
      name: 'Attestation',
      line: 'syndic',
      binder_id: binder!.id,
    });
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
    const active = async (title: string) =>
      (await world.sql<{ active: boolean }>(`SELECT active FROM binder WHERE ${path(title)}`))[0]?.active;
    expect([await active('Assurances'), await active('Fiche synthétique')]).toEqual([true, false]);
  });
});
