import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { createHash } from 'node:crypto';
import type { Agent } from '../support/app.js';
import { change, layGround } from '../support/factories/index.js';
import { FileStore } from '../../src/platform/files/index.js';
import { gilbert, invoice, manifest, minutes, type Rows } from '../publication/support/manifest.js';
import { pdf } from '../publication/support/pdf.js';
import { press, RUNS, StaffDesk, textOf, upload, withDocuments, zip } from './support/staff-desk.js';

describe('manifests that a person sends', () => {
  let desk: StaffDesk;
  let manager: Agent;
  beforeEach(async () => {
    desk = await StaffDesk.open();
    manager = await desk.sign('manager');
  });
  afterEach(() => desk.close());

  const xml = async (rows: Rows = gilbert()) => ({
    bytes: await manifest(desk.world.sheet(rows)),
    name: 'bordereau.xml',
  });
  const archive = async (files: Parameters<typeof zip>[0]) => ({ bytes: await zip(files), name: 'fichiers.zip' });
  const send = (act: 'importer' | 'verifier', files: Record<string, { bytes: Buffer; name: string }>, source = 'LSC') =>
    upload(manager, `${RUNS}/${act}`, { source }, files);
  /** Work is done until nothing is due: an import looks again every second at a run that is being checked. */
  const work = async () => {
    for (let round = 0; round < 4; round += 1) {
      await desk.world.work();
      desk.world.app.clock.advance({ seconds: 2 });
    }
    await desk.world.work();
  };
  const state = async (address: string) => {
    const [run] = await desk.world.sql<{ state: string }>(
      `SELECT state FROM publication_run WHERE tenant_id = $tenant AND number = ${address.split('/').at(-1)}`,
    );
    return run?.state;
  };
  const isKept = (bytes: Buffer) =>
    desk.world.app.inTenant('gilbert', ({ id }) =>
      desk.world.app.get(FileStore).has(id, createHash('sha256').update(bytes).digest('hex')),
    );
  const published = async () =>
    (await desk.world.sql(`SELECT FROM document WHERE tenant_id = $tenant AND publication_state = 'published'`)).length;

  it('are checked without anything being published, then imported all the same [PUB-63] [PUB-36]', async () => {
    const file = await xml();
    const checked = await send('verifier', { manifest: file });
    expect(checked.status).toBe(303);
    await work();
    const address = checked.headers.location ?? '';
    expect(await state(address)).toBe('simulated');
    const text = textOf((await manager.get(address)).text);
    expect(text).toContain('Vérification Terminée');
    expect(
      load((await manager.get(address)).text)('tfoot td')
        .eq(1)
        .text()
        .trim(),
    ).not.toBe('0');
    expect(await published()).toBe(0);
    expect(textOf((await manager.get(`${address}/ajoutes`)).text)).toContain('PV AG du 12/06/2025');

    const imported = await send('importer', { manifest: file, archive: await archive({ a: minutes, b: invoice }) });
    await work();
    expect(await state(imported.headers.location ?? '')).toBe('applied');
    expect(await published()).toBe(2);
  });

  it('are imported with a ZIP of files, recognised by their content or by their digest [PUB-64]', async () => {
    const files = {
      'factures/2025/facture 118.pdf': invoice,
      [`${minutes.sha256}.pdf`]: minutes,
      'lisez-moi.txt': Buffer.from('rien'),
      'autre.pdf': pdf('autre'),
    };
    const sent = await send('importer', {
      manifest: { ...(await xml()), bytes: gzipSync((await xml()).bytes), name: 'bordereau.xml.gz' },
      archive: await archive(files),
    });
    const address = sent.headers.location ?? '';
    expect((await manager.get(address)).headers.refresh).toBe('3');
    await work();
    expect(await state(address)).toBe('applied');
    const [run] = await desk.world.sql<{ trigger: string; started_by: string | null }>(
      `SELECT trigger, started_by FROM publication_run WHERE tenant_id = $tenant`,
    );
    expect(run?.trigger).toBe('manual');
    expect(textOf((await manager.get(address)).text)).toContain('par Claire DURAND');
    expect(await published()).toBe(2);
    await desk.world.app.inTenant('gilbert', async ({ id }) => {
      const store = desk.world.app.get(FileStore);
      expect(await store.has(id, minutes.sha256)).toBe(true);
    });
  });

  it('go through the same guard as those of a program [PUB-64] [PUB-89]', async () => {
    await desk.world.publish(desk.world.sheet(withDocuments(100)), [minutes, invoice]);
    const sent = await send('importer', { manifest: await xml(withDocuments(10)) });
    await work();
    expect(await state(sent.headers.location ?? '')).toBe('awaiting_approval');
    expect(await published()).toBe(102);
  });

  it('wait for the files that are missing, which a second ZIP brings [PUB-64]', async () => {
    const sent = await send('importer', { manifest: await xml(), archive: await archive({ 'pv.pdf': minutes }) });
    await work();
    const address = sent.headers.location ?? '';
    expect(await state(address)).toBe('receiving');
    expect(textOf((await manager.get(address)).text)).toMatch(/Il manque 1 fichier.*D90\.pdf/s);
    const completed = await upload(manager, address, {}, { archive: await archive({ 'f.pdf': invoice }) });
    expect([completed.status, completed.headers.location]).toEqual([303, address]);
    await work();
    expect(await state(address)).toBe('applied');
  });

  it.each([
    ['is none', Buffer.from('no zip')],
    ['is empty', Buffer.alloc(0)],
  ])('become a run that says so when their ZIP %s, and takes another [PUB-64]', async (_, bytes) => {
    const sent = await send('importer', { manifest: await xml(), archive: { bytes, name: 'a.zip' } });
    const address = sent.headers.location ?? '';
    expect(textOf((await manager.get(address)).text, '.notices')).toContain('Le ZIP n’a pas pu être lu');
    await work();
    expect(textOf((await manager.get(address)).text)).toContain('Il manque 2 fichiers');
    for (const [files, sentence] of [
      [{}, 'Choisissez un fichier ZIP'],
      [{ archive: { bytes, name: 'a.zip' } }, 'n’est pas un ZIP lisible'],
    ] as const) {
      expect((await upload(manager, address, { none: '' }, files)).headers.location).toBe(address);
      expect(textOf((await manager.get(address)).text, '#f-archive-error')).toContain(sentence);
    }
    expect(await isKept(bytes)).toBe(false);
    await upload(manager, address, {}, { archive: await archive({ a: minutes, b: invoice }) });
    await work();
    expect(await state(address)).toBe('applied');
  });

  it('leave no ZIP behind, whatever becomes of them', async () => {
    const wanted = await archive({ 'pv.pdf': minutes });
    const foreign = await archive({ 'autre.pdf': pdf('autre') });
    await send('importer', { archive: wanted });
    expect(await isKept(wanted.bytes)).toBe(false);
    const file = await xml();
    const sent = await send('importer', { manifest: file, archive: foreign });
    await work();
    expect(await isKept(foreign.bytes)).toBe(false);
    await send('importer', { manifest: file, archive: wanted });
    await work();
    expect(await isKept(wanted.bytes)).toBe(false);
    expect(textOf((await manager.get(sent.headers.location ?? '')).text)).toContain('Il manque 1 fichier');
  });

  it('are kept when somebody sends the manifest again in place of the ZIP [PUB-64]', async () => {
    const file = await xml();
    const sent = await send('importer', { manifest: file, archive: await archive({ 'pv.pdf': minutes }) });
    await work();
    const address = sent.headers.location ?? '';
    await upload(manager, address, {}, { archive: file });
    expect(await isKept(file.bytes)).toBe(true);
    await upload(manager, address, {}, { archive: await archive({ 'f.pdf': invoice }) });
    await work();
    expect(await state(address)).toBe('applied');
    expect((await manager.get(`${address}/bordereau`)).status).toBe(200);
  });

  it('destroy nothing that is published when it is sent in the place of the manifest or of the ZIP', async () => {
    await send('importer', { manifest: await xml(), archive: await archive({ 'pv.pdf': minutes, 'f.pdf': invoice }) });
    await work();
    const document = { bytes: minutes.bytes, name: 'pv.pdf' };
    await send('importer', { manifest: document });
    await work();
    await send('importer', { manifest: await xml(), archive: document });
    await work();
    expect(await isKept(minutes.bytes)).toBe(true);
  });

  it('are published without the missing files, or abandoned, if a person says so [PUB-64]', async () => {
    const sent = await send('importer', { manifest: await xml(), archive: await archive({ 'pv.pdf': minutes }) });
    await work();
    const address = sent.headers.location ?? '';
    await press(manager, address, '/sans-fichiers');
    await work();
    expect(await state(address)).toBe('applied');
    expect(await published()).toBe(1);
    expect(textOf((await manager.get(`${address}/mis-de-cote`)).text)).toContain('ROW-05');

    const rows = gilbert();
    rows.documents[1] = { ...rows.documents[1]!, sha256: 'b'.repeat(64) } as (typeof rows.documents)[number];
    const second = (await send('importer', { manifest: await xml(rows) })).headers.location ?? '';
    await work();
    expect(await state(second)).toBe('receiving');
    await press(manager, second, '/abandon');
    expect(await state(second)).toBe('abandoned');
    expect(await published()).toBe(1);
  });

  it('are found again when they were sent before [PUB-51]', async () => {
    const file = await xml();
    const first = await send('importer', { manifest: file, archive: await archive({ a: minutes, b: invoice }) });
    await work();
    const again = await send('importer', { manifest: file });
    expect(again.headers.location).toBe(first.headers.location);
    expect(textOf((await manager.get(again.headers.location ?? '')).text, '.notices')).toContain(
      'Ce bordereau avait déjà été reçu',
    );
  });

  it('show where they are wrong when they are refused [PUB-63]', async () => {
    const sent = await send('verifier', {
      manifest: { bytes: Buffer.from('<?xml version="1.0"?><publication>'), name: 'x.xml' },
    });
    expect(await state(sent.headers.location ?? '')).toBe('refused');
    expect(textOf((await manager.get(sent.headers.location ?? '')).text)).toMatch(/MAN-0\d/);
    const cut = (await xml()).bytes;
    const truncated = await send('verifier', {
      manifest: { bytes: cut.subarray(0, Math.floor(cut.length * 0.7)), name: 'x.xml' },
    });
    await work();
    expect(await state(truncated.headers.location ?? '')).toBe('refused');
  });

  it('bring the form back with a sentence when something of it is missing or wrong', async () => {
    const back = async (sent: { status: number; headers: Record<string, string> }, page: string, field: string) => {
      expect([sent.status, sent.headers.location]).toEqual([303, page]);
      return textOf((await manager.get(page)).text, `#f-${field}-error`);
    };
    const file = await xml();
    const page = `${RUNS}/importer`;
    expect(await back(await send('importer', {}), page, 'manifest')).toContain('Choisissez un bordereau.');
    expect(await back(await send('importer', { manifest: file }, ''), page, 'source')).toContain(
      'Choisissez une source.',
    );
    expect(await back(await send('importer', { manifest: file }, 'DESK'), page, 'source')).toContain(
      'Choisissez une source.',
    );
    await send('importer', { manifest: file });
    const open = await send('importer', { manifest: await xml() });
    expect(open.headers.location).toBe(page);
    expect(textOf((await manager.get(page)).text, '.form-errors')).toContain('est déjà en cours : attendez sa fin.');
  });

  it('need an active machine source [PUB-64]', async () => {
    await change(desk.world.ground, 'publication_source', { state: 'suspended' }, { id: desk.world.ground.sourceId });
    expect(textOf((await manager.get(`${RUNS}/importer`)).text)).toContain(
      'Aucune source active ne peut envoyer de bordereau.',
    );
  });

  it('are for those who run publications, with a token of their own', async () => {
    const assistant = await desk.sign('assistant');
    for (const path of ['/importer', '/verifier']) expect((await assistant.get(`${RUNS}${path}`)).status).toBe(403);
    const forged = await manager
      .post(`${RUNS}/importer`)
      .field('source', 'LSC')
      .attach('manifest', (await xml()).bytes, 'x.xml');
    expect(forged.status).toBe(403);
    const other = await layGround(desk.world.app.database, { domain: 'mosan' });
    const stranger = desk.agentOf(other, 'administrator');
    const sent = await send('importer', { manifest: await xml() });
    await work();
    const token = load((await stranger.get(`${RUNS}/importer`)).text)('main form[enctype]')
      .attr('action')
      ?.split('?')[1];
    expect(
      (
        await stranger
          .post(`${sent.headers.location}/fichiers?${token}`)
          .attach('archive', await zip({ a: minutes }), 'a.zip')
      ).status,
    ).toBe(404);
    await other.close();
  });
});
