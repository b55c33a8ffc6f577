import { setTimeout as pause } from 'node:timers/promises';
import { gilbert, invoice, manifest, minutes } from './support/manifest.js';
import { PublicationWorld } from './support/world.js';

describe('manifests that are refused', () => {
  let world: PublicationWorld;
  let published: string;
  beforeAll(async () => {
    world = await PublicationWorld.open();
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
    published = await world.snapshot();
  });
  afterAll(() => world.close());
  afterEach(async () => expect(await world.snapshot()).toBe(published));

  const refusal = async (bytes: Buffer) => {
    const answer = await world.post(bytes);
    if (answer.status === 422) return { state: 'refused', problems: [answer.body as { code: string; line: number }] };
    await world.work();
    return world.run((answer.body as { id: string }).id);
  };
  const changed = async (from: string | RegExp, to: string) => {
    const xml = (await manifest(world.sheet(gilbert()))).toString();
    const other = xml.replace(from, to);
    expect(other).not.toBe(xml);
    return Buffer.from(other);
  };

  it('when it is cut, wherever [PUB-47]', async () => {
    for (const share of [0.1, 0.7, 0.99]) {
      const whole = await manifest(world.sheet(gilbert()));
      const run = await refusal(whole.subarray(0, Math.floor(whole.length * share)));
      expect(run.state).toBe('refused');
      expect(['MAN-01', 'MAN-03']).toContain(run.problems[0]?.code);
      expect(run.problems[0]?.line).toBeGreaterThan(0);
    }
  });

  it.each([
    ['an attribute is misspelt', 'documentDate=', 'dokumentDate=', 'MAN-05'],
    ['totals lie', /documents="2"(?=[^<]*\/>\s*<\/publication>)/, 'documents="3"', 'MAN-08'],
    ['a document type is declared', /<publication/, '<!DOCTYPE publication><publication', 'MAN-02'],
    ['a quote is missing', 'lastName="MARTIN"', 'lastName="MARTIN', 'MAN-01'],
    ['a reference comes twice', 'ref="D90"', 'ref="D77"', 'MAN-07'],
    ['the version is another', 'version="1.0" source', 'version="2.0" source', 'MAN-04'],
    ['an entity is wrong', 'code="S001"', '', 'MAN-06'],
  ])('when %s: %s → %s is %s [PUB-39] [PUB-47]', async (_name, from, to, code) => {
    const run = await refusal(await changed(from, to));
    expect(run).toMatchObject({ state: 'refused', problems: [{ code }] });
  });

  it('when it is not later than the last one applied, giving both dates [PUB-52]', async () => {
    const stale = { ...world.sheet(gilbert()), generatedAt: '2025-11-14T18:01:00Z' };
    const answer = await world.post(await manifest(stale));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'MAN-11', runId: expect.any(String) });
    expect(answer.body.detail).toContain('périmé : celui du 14/11/2025 à 19:01 est déjà appliqué.');
  });

  it('when it is of another source or of a line that is not the source’s [PUB-42]', async () => {
    const other = await world.post(await manifest(world.sheet(gilbert(), { source: 'LSC-LYON' })));
    expect(other.body).toMatchObject({ status: 422, code: 'MAN-09' });
  });

  it('when its reference has been used for other bytes; the same bytes find their run again [PUB-51] [PUB-70]', async () => {
    const sheet = world.sheet(gilbert());
    const bytes = await manifest(sheet);
    const first = await world.post(bytes);
    const again = await world.post(bytes);
    expect([first.status, again.status]).toEqual([202, 200]);
    expect(again.body.id).toBe(first.body.id);
    const other = await world.post(await manifest({ ...sheet, rows: { parties: gilbert().parties } }));
    expect(other.body).toMatchObject({ status: 409, code: 'MAN-10', runId: first.body.id });
    expect((await world.ask('delete', `/runs/${first.body.id}`)).status).toBe(204);
  });

  it('while a run of the source is open, unless it is to be replaced [PUB-54] [PUB-70]', async () => {
    const open = await world.start(world.sheet(gilbert()));
    const second = await manifest(world.sheet(gilbert()));
    const refused = await world.post(second);
    expect(refused.body).toMatchObject({ status: 409, code: 'run_open', runId: open.id });
    const replacing = await world.post(second, '?replace=true');
    expect(replacing.status).toBe(202);
    expect((await world.run(open.id)).state).toBe('abandoned');
    await world.work();
    await world.ask('delete', `/runs/${replacing.body.id}`);
    await pause(100);
    expect((await world.run(replacing.body.id)).state).toBe('abandoned');
  });

  it('when the feature is off, with its own code [ADM-07]', async () => {
    const features = (list: string) =>
      world.sql(`UPDATE platform.tenant SET features = '{${list}}' WHERE id = $tenant`);
    await features('');
    world.forgetTenants();
    const answer = await world.post(await manifest(world.sheet(gilbert())));
    await features('extranet');
    world.forgetTenants();
    expect(answer.body).toMatchObject({ status: 403, code: 'feature_off' });
  });
});
