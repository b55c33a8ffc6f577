import { createHash } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { change, layGround } from '../support/factories/index.js';
import { documentRow, gilbert, invoice, manifest, minutes } from './support/manifest.js';
import { pdf, type TestFile } from './support/pdf.js';
import { PublicationWorld } from './support/world.js';

const part = 'application/offset+octet-stream';

describe('the publication API', () => {
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open();
  });
  afterAll(() => world.close());
  const breathe = () => new Promise((resolve) => setTimeout(resolve, 1_050));

  const withFiles = (files: TestFile[]) => {
    const rows = gilbert();
    rows.documents.push(...files.map((file, index) => documentRow(`F${index}-${file.sha256.slice(0, 8)}`, file)));
    return rows;
  };

  it('opens to a key of this tenant only [PUB-68]', async () => {
    const other = await layGround(world.app.database, { domain: 'autre' });
    const elsewhere = await world.app
      .agent('autre')
      .get('/api/v1/publication/runs')
      .set('Authorization', `Bearer ${world.key}`);
    await other.close();
    expect(elsewhere.status).toBe(401);
    const unknown = await world.ask('get', '/runs', 'x'.repeat(43));
    expect(unknown.status).toBe(401);
    expect(unknown.headers['www-authenticate']).toBe('Bearer');
    expect(unknown.headers['content-type']).toContain('application/problem+json');
    expect(unknown.body).toMatchObject({ status: 401, code: 'unauthorized' });
    expect((await world.ask('get', '/runs')).status).toBe(200);
  });

  it('keeps out networks that are not the source’s, and suspended sources [PUB-68]', async () => {
    const source = { id: world.ground.sourceId };
    await change(world.ground, 'publication_source', { allowed_networks: ['10.0.0.0/8'] }, source);
    expect((await world.ask('get', '/runs')).body).toMatchObject({ status: 403, code: 'network_not_allowed' });
    await change(
      world.ground,
      'publication_source',
      { allowed_networks: ['10.0.0.0/8', '127.0.0.0/8'], state: 'suspended' },
      source,
    );
    expect((await world.ask('get', '/runs')).body).toMatchObject({ status: 403, code: 'source_suspended' });
    await change(world.ground, 'publication_source', { allowed_networks: [], state: 'active' }, source);
  });

  it('takes ten requests a second of a key [PUB-81]', async () => {
    await breathe();
    const answers = await Promise.all(Array.from({ length: 14 }, () => world.ask('get', '/runs')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    await breathe();
  });

  it('takes a manifest packed with gzip, and nothing that is not XML [PUB-69]', async () => {
    const bytes = gzipSync(await manifest(world.sheet(gilbert())));
    const answer = await world.ask('post', '/runs').type('application/xml').set('Content-Encoding', 'gzip').send(bytes);
    expect(answer.status).toBe(202);
    await world.work();
    expect((await world.run(answer.body.id)).state).toBe('receiving');
    await world.ask('delete', `/runs/${answer.body.id}`);
    expect((await world.ask('post', '/runs').type('application/json').send('{}')).status).toBe(415);
  });

  it('keeps nothing of a manifest whose transfer is cut [PUB-47]', async () => {
    const bytes = await manifest(world.sheet(gilbert()));
    const { port } = world.app.nest.getHttpServer().address() as AddressInfo;
    const before = await world.sql(`SELECT FROM publication_run`);
    await new Promise<void>((resolve) => {
      const request = plainRequest({
        port,
        method: 'POST',
        path: '/api/v1/publication/runs',
        headers: {
          Host: 'gilbert.localhost',
          Authorization: `Bearer ${world.key}`,
          'Content-Type': 'application/xml',
          'Content-Length': bytes.length,
        },
      });
      request.on('error', () => resolve());
      request.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => request.destroy(), 50));
      request.on('close', () => resolve());
    });
    await breathe();
    expect(await world.sql(`SELECT FROM publication_run`)).toHaveLength(before.length);
  });

  it('resumes a file where its transfer stopped [PUB-74]', async () => {
    const large = pdf('grand fichier', 3_000_000);
    const run = await world.start(world.sheet(withFiles([large])));
    const path = `/files/${large.sha256}`;
    const send = (offset: number, bytes: Buffer) =>
      world.ask('patch', path).set('Content-Type', part).set('Upload-Offset', String(offset)).send(bytes);
    const head = async () => Number((await world.ask('head', path)).headers['upload-offset']);
    expect(await head()).toBe(0);
    const first = await send(0, large.bytes.subarray(0, 1_200_000));
    expect([first.status, first.headers['upload-offset']]).toEqual([204, '1200000']);
    expect(await head()).toBe(1_200_000);
    const wrong = await send(1_000_000, large.bytes.subarray(1_000_000));
    expect(wrong.status).toBe(409);
    expect(wrong.headers['upload-offset']).toBe('1200000');
    expect((await send(1_200_000, large.bytes.subarray(1_200_000))).status).toBe(204);
    expect((await world.run(run.id)).missing.count).toBe(2);
    expect(
      await world.sql(`SELECT bytes::int, state, media_type FROM stored_file WHERE sha256 = $1`, [large.sha256]),
    ).toEqual([{ bytes: large.bytes.length, state: 'complete', media_type: 'application/pdf' }]);
    await world.ask('delete', `/runs/${run.id}`);
  });

  it('keeps what arrived of a part that is cut, and begins again after an altered one [PUB-74] [PUB-73]', async () => {
    const large = pdf('coupé', 4_000_000);
    const run = await world.start(world.sheet(withFiles([large])));
    const { port } = world.app.nest.getHttpServer().address() as AddressInfo;
    const path = `/api/v1/publication/files/${large.sha256}`;
    const headers = {
      Host: 'gilbert.localhost',
      Authorization: `Bearer ${world.key}`,
      'Content-Type': part,
      'Upload-Offset': '0',
      'Content-Length': large.bytes.length,
    };
    await new Promise<void>((resolve) => {
      const request = plainRequest({ port, method: 'PATCH', path, headers });
      request.on('error', () => resolve());
      request.on('close', () => resolve());
      request.write(large.bytes.subarray(0, 2_500_000), () => setTimeout(() => request.destroy(), 200));
    });
    await breathe();
    const offset = Number((await world.ask('head', `/files/${large.sha256}`)).headers['upload-offset']);
    expect(offset).toBeGreaterThanOrEqual(1_000_000);
    expect(offset).toBeLessThanOrEqual(2_500_000);
    const rest = Buffer.from(large.bytes.subarray(offset));
    rest[1000] = (rest[1000] ?? 0) ^ 1;
    const send = (from: number, bytes: Buffer) =>
      world
        .ask('patch', `/files/${large.sha256}`)
        .set('Content-Type', part)
        .set('Upload-Offset', String(from))
        .send(bytes);
    expect((await send(offset, rest)).body).toMatchObject({ status: 422, code: 'digest_mismatch' });
    expect(Number((await world.ask('head', `/files/${large.sha256}`)).headers['upload-offset'])).toBe(0);
    expect((await send(0, large.bytes)).status).toBe(204);
    await world.ask('delete', `/runs/${run.id}`);
  });

  it('takes many files in one tar; a bad one does not lose the others [PUB-75]', async () => {
    const files = Array.from({ length: 40 }, (_, index) => pdf(`fichier ${index}`));
    const run = await world.start(world.sheet(withFiles(files)));
    const stranger = pdf('inconnu');
    const archive = pack();
    for (const { sha256, bytes } of files) archive.entry({ name: sha256 }, bytes);
    archive.entry({ name: stranger.sha256 }, stranger.bytes);
    archive.entry({ name: minutes.sha256 }, invoice.bytes);
    archive.entry({ name: 'readme.txt' }, 'bonjour');
    archive.entry({ name: files[0]!.sha256 }, files[0]!.bytes);
    archive.finalize();
    const bytes = await buffer(Readable.from(archive as unknown as AsyncIterable<Buffer>, { objectMode: false }));
    const answer = await world.ask('post', `/runs/${run.id}/files`).type('application/x-tar').send(bytes);
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({ stored: 40, already: 1 });
    expect(answer.body.refused.map(({ code }: { code: string }) => code).sort()).toEqual([
      'length',
      'not_a_digest',
      'not_awaited',
    ]);
    expect((await world.run(run.id)).missing.count).toBe(2);
    await world.ask('delete', `/runs/${run.id}`);
  });

  it('pages what is missing by digest, each once [PUB-72] [PUB-55]', async () => {
    const files = Array.from({ length: 5 }, (_, index) => pdf(`page ${index}`));
    const run = await world.start(world.sheet(withFiles([...files, files[0]!])));
    const seen: string[] = [];
    for (let after = ''; ;) {
      await new Promise((resolve) => setTimeout(resolve, 110));
      const { body } = await world.ask('get', `/runs/${run.id}/missing?limit=3&after=${after}`);
      seen.push(...body.files.map(({ sha256 }: TestFile) => sha256));
      if (!body.next) break;
      after = body.next;
    }
    expect(seen).toEqual([...files, minutes, invoice].map(({ sha256 }) => sha256).sort());
    await world.ask('delete', `/runs/${run.id}`);
  });

  it('simulates: all is told, nothing is done [PUB-36]', async () => {
    const sheet = world.sheet(gilbert());
    const run = await world.start(sheet, '?simulate=true');
    expect(run).toMatchObject({ state: 'simulated', counts: { documents: { listed: 2, added: 2 } } });
    expect(await world.sql(`SELECT FROM document`)).toEqual([]);
    expect((await world.ask('post', `/runs/${run.id}/commit`)).status).toBe(409);
    const real = await world.start(sheet);
    expect(real.state).toBe('receiving'); // the rehearsal has not used up its reference
    expect(real.id).not.toBe(run.id);
    await world.ask('delete', `/runs/${real.id}`);
  });

  it('waits for a change as long as it is asked to [PUB-71]', async () => {
    const { body } = await world.post(await manifest(world.sheet(gilbert())));
    const waiting = world.ask('get', `/runs/${body.id}?wait=20`).then((answer) => answer.body);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await world.work();
    expect(await waiting).toMatchObject({ state: 'receiving' });
    await world.ask('delete', `/runs/${body.id}`);
    expect((await world.ask('get', `/runs/${body.id}?wait=31`)).status).toBe(400);
  });

  it('reports as JSON and as CSV, and keeps to the source’s own runs [PUB-78] [PUB-79]', async () => {
    const rows = gilbert();
    rows.documents.push(documentRow('D99', minutes, { audiences: [{ scope: 'building', target: 'I099' }] }));
    const run = await world.publish(world.sheet(rows), [minutes, invoice]);
    await breathe();
    const csv = await world.ask('get', `/runs/${run.id}/report`).set('Accept', 'text/csv').buffer(true);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text).toMatch(/^section;severity;code;ref;line;column;message\r\ndocuments;set_aside;ROW-01;D99;\d+;;/);
    const json = await world.ask('get', `/runs/${run.id}/report`);
    expect(json.body).toMatchObject({ id: run.id, state: 'applied', problems: [{ code: 'ROW-01' }] });
    expect((await world.ask('get', `/runs?state=applied`)).body.runs).toMatchObject([{ id: run.id }]);
    expect((await world.ask('get', `/runs/${world.ground.sourceId}`)).status).toBe(404);
    expect((await world.ask('get', `/runs/nothing`)).status).toBe(404);
    expect((await world.ask('delete', `/runs/${run.id}`)).status).toBe(409);
  });

  it('keeps a log of transfers where the operator wants one [PUB-07] [PUB-08] [PUB-09] [PUB-78]', async () => {
    await breathe();
    const first = pdf('premier transfert');
    const unlogged = await world.start(world.sheet(withFiles([first])));
    await world.put(first);
    expect((await world.ask('get', `/runs/${unlogged.id}/log.xml`)).status).toBe(404);
    await world.ask('delete', `/runs/${unlogged.id}`);
    await change(world.ground, 'publication_settings', { transfer_log: true });
    const file = pdf('second transfert');
    const run = await world.start(world.sheet(withFiles([file])));
    await world.ask('put', `/files/${file.sha256}`).type('application/octet-stream').send(file.bytes.subarray(1));
    await world.put(file);
    const { text: xml, headers } = await world.ask('get', `/runs/${run.id}/log.xml`).buffer(true);
    await change(world.ground, 'publication_settings', { transfer_log: false });
    expect(headers['content-type']).toContain('application/xml');
    expect(xml.match(/<file /g)).toHaveLength(2);
    expect(xml).toContain('success="false" reason="longueur différente"');
    expect(xml).toContain(`sha256="${file.sha256}" start="2025-11-14T20:05:00+01:00"`);
    await world.ask('delete', `/runs/${run.id}`);
  });

  it('tells a sender that lost its memory what the host holds [PUB-79]', async () => {
    const { body } = await world.ask('get', '/catalog?section=documents');
    expect(body.rows.map(({ ref, sha256 }: { ref: string; sha256: string }) => [ref, sha256])).toEqual([
      ['D77', minutes.sha256],
      ['D90', invoice.sha256],
    ]);
    expect((await world.ask('get', '/catalog?section=nothing')).status).toBe(400);
  });

  it('erases initial passwords from the manifest it keeps [PUB-60]', async () => {
    const rows = gilbert();
    await breathe();
    rows.parties[0] = {
      ...rows.parties[0]!,
      credentials: { login: 'pierrep4821', initialPassword: 'Sesame-Ouvre-Toi' },
    } as never;
    const run = await world.publish(world.sheet(rows));
    expect(run.state).toBe('applied');
    const [kept] = await world.sql<{ file: string; sha: string }>(
      `SELECT manifest_file AS file, manifest_sha256 AS sha FROM publication_run WHERE id = '${run.id}'`,
    );
    expect(kept!.file).not.toBe(kept!.sha);
    const { ManifestArchive } = await import('../../src/publication/runs/manifest-archive.js');
    const read = (sha: string) =>
      world.app.inTenant('gilbert', async () => text(await world.app.get(ManifestArchive).text(sha)));
    const xml = await read(kept!.file);
    expect(xml).toContain('pierrep4821');
    expect(xml).not.toContain('Sesame-Ouvre-Toi');
    await expect(read(kept!.sha)).rejects.toThrow();
    for (const table of ['staged_credentials', 'publication_run', 'run_problem', 'run_change']) {
      expect(JSON.stringify(await world.sql(`SELECT to_jsonb(t) FROM ${table} t`))).not.toContain('Sesame');
    }
  });

  it('gives the schema of the format to anyone [PUB-63]', async () => {
    const schema = await world.app.agent('gilbert').get('/api/v1/publication/manifest-1.0.xsd');
    expect(schema.status).toBe(200);
    expect(schema.headers['content-type']).toContain('xml');
    expect(
      createHash('sha256')
        .update(schema.text ?? schema.body)
        .digest('hex'),
    ).toHaveLength(64);
    expect(String(schema.text ?? schema.body)).toContain('urn:extranet:manifest:1');
  });

  it('stops listening to an address that tries keys [PUB-68]', async () => {
    await breathe();
    const tries = [];
    for (let attempt = 0; attempt < 25; attempt += 1)
      tries.push((await world.ask('get', '/runs', 'y'.repeat(43))).status);
    expect(tries.filter((status) => status === 401).length).toBeLessThanOrEqual(20);
    expect(tries.at(-1)).toBe(429);
    expect((await world.ask('get', '/runs')).status).toBe(429);
  });
});
