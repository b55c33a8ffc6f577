import { load } from 'cheerio';
import { ClockWork } from '../../src/platform/jobs/index.js';
import { submitForm } from '../support/form.js';
import { documentRow, gilbert, invoice, minutes } from '../publication/support/manifest.js';
import { ScheduleWorld } from './support/schedule-world.js';

describe('the log of a run', () => {
  let world: ScheduleWorld;
  beforeAll(async () => {
    world = await ScheduleWorld.open();
  });
  afterAll(() => world.close());

  const publish = () => world.world.publish(world.world.sheet(gilbert()), [minutes, invoice]);
  const logOf = (number: number) => `/gestion/publications/${number}/journal/texte`;
  const switchLog = (on: boolean) =>
    submitForm(world.operator, '/clients/gilbert', { on: String(on) }, 'form[action$="/reglages/run-log"]');

  it('is not written unless the operator wants it [PUB-06]', async () => {
    const { number } = await publish();
    expect((await world.administrator.get(logOf(number))).status).toBe(404);
    const $ = load((await world.administrator.get(`/gestion/publications/${number}/journal`)).text);
    expect($(`a[href="${logOf(number)}"]`)).toHaveLength(0);
  });

  it('says time, step, section, reference and outcome; administrators and the operator download it [PUB-06]', async () => {
    await switchLog(true);
    const rows = gilbert();
    const corrected = rows.documents.find((row) => 'title' in row)!;
    Object.assign(corrected, { title: 'Procès-verbal corrigé' });
    rows.documents.push(documentRow('PERDU', minutes, { audiences: [{ scope: 'building', target: 'I099' }] }));
    const { number } = await world.world.publish(world.world.sheet(rows), [minutes, invoice]);
    const sent = await world.administrator.get(logOf(number));
    expect([sent.status, sent.headers['content-type'], sent.headers['content-disposition']]).toEqual([
      200,
      'text/plain; charset=utf-8',
      `attachment; filename=publication-${number}.txt`,
    ]);
    const lines = sent.text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(lines[0]).toEqual(['heure', 'étape', 'partie', 'référence', 'issue']);
    expect(lines.every((fields) => fields.length === 5)).toBe(true);
    expect(lines[1]).toEqual([
      '2025-11-14T20:05:00+01:00',
      'réception',
      '-',
      '-',
      expect.stringContaining('source LSC'),
    ]);
    const of = (ref: string) => lines.find((fields) => fields[3] === ref)?.slice(1);
    expect(of(corrected.ref)).toEqual(['application', 'documents', corrected.ref, 'modifié']);
    expect(of('PERDU')?.at(-1)).toMatch(/^mis de côté ROW-01 /);
    expect(lines.at(-1)?.slice(1)).toEqual(['fin', '-', '-', 'publiée']);
    const $ = load((await world.operator.get('/clients/gilbert')).text);
    const address = $(`a[href="/clients/gilbert/publications/${number}/journal"]`).attr('href')!;
    expect((await world.operator.get(address)).text).toBe(sent.text);
    const journal = load((await world.administrator.get(`/gestion/publications/${number}/journal`)).text);
    expect(journal(`a[href="${logOf(number)}"]`)).toHaveLength(1);
    expect((await (await world.sign('administrator', undefined, { buildingIds: [] })).get(logOf(number))).status).toBe(
      403,
    );
    for (const role of ['manager', 'accountant', 'assistant'] as const)
      expect((await (await world.sign(role)).get(logOf(number))).status).toBe(403);
  });

  it('tells a refusal too [PUB-06]', async () => {
    const { number } = (await world.world.post(Buffer.from('<publication'))).body as { number: number };
    await world.world.work();
    expect((await world.administrator.get(logOf(number))).text).toMatch(/\trefusé MAN-0\d /);
  });

  it('is kept 90 days [PUB-06]', async () => {
    const { number } = await publish();
    const afterDays = async (days: number) => {
      world.world.app.clock.advance({ days });
      await world.world.app.get(ClockWork).tick();
      await world.world.work();
      return (await world.administrator.get(logOf(number))).status;
    };
    await world.world.app.get(ClockWork).tick();
    expect(await afterDays(89)).toBe(200);
    expect(await afterDays(3)).toBe(404);
    expect(
      await world.world.sql(`SELECT FROM publication_run WHERE tenant_id = $tenant AND log_file IS NOT NULL`),
    ).toEqual([]);
  });
});
