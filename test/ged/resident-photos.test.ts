import { Readable } from 'node:stream';
import { load } from 'cheerio';
import sharp from 'sharp';
import { ClockWork, Dispatcher } from '../../src/platform/jobs/index.js';
import { FileStore } from '../../src/platform/files/index.js';
import { drawCopy } from '../../src/ged/photos/draw-copy.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import {
  aBuilding,
  anAccount,
  change,
  type Gilbert,
  layGilbert,
  layGround,
  type Row,
} from '../support/factories/index.js';
import { residentViewer, TestViewers } from '../support/viewers.js';
import { aPhoto, picture } from './a-photo.js';

const HOME = '/extranet/coproprietaire';
const PHOTOS = `${HOME}/photos`;

describe('"Mes photos"', () => {
  const viewers = new TestViewers();
  let app: TestApp;
  let gilbert: Gilbert;
  let anne: Agent;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    gilbert = await layGilbert(app, viewers);
    anne = gilbert.agent(gilbert.anne);
  });
  afterEach(() => gilbert.close());

  const visit = async (address: string, agent = anne) => {
    const answer = await agent.get(address);
    return { status: answer.status, $: load(answer.text ?? '') };
  };
  const namesIn = ($: ReturnType<typeof load>) =>
    $('.photo-name')
      .map((_, name) => $(name).text())
      .get();
  const bytesOf = async (address: string, agent = anne) => {
    const { status, headers, body } = await agent
      .get(address)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    return { status, headers, body: body as Buffer };
  };
  const statuses = async (agent: Agent, { id }: Row, space = HOME) =>
    Promise.all(
      ['', '/vignette', '/grande'].map(async (end) => (await agent.get(`${space}/photos/${id}${end}`)).status),
    );

  it('shows those of each building of his, in the order given then the latest first, each enlarged on its own page [RES-34]', async () => {
    const tilleuls = await aBuilding(gilbert, { name: 'Les Tilleuls' });
    await anAccount(gilbert, { party_id: gilbert.anne.party.id, building_id: tilleuls.id });
    await aPhoto(app, gilbert, tilleuls, { title: 'Chaufferie' });
    await aPhoto(app, gilbert, gilbert.residence, { title: 'Hall', taken_on: '2024-05-01' });
    const front = await aPhoto(app, gilbert, gilbert.residence, { title: 'Façade', taken_on: '2025-05-01' });
    await aPhoto(app, gilbert, gilbert.residence, { position: -1 });
    await aPhoto(app, gilbert, await aBuilding(gilbert, { name: 'Ailleurs' }), { title: 'D’ailleurs' });
    const { $ } = await visit(PHOTOS);
    expect($('h1').text()).toBe('Mes photos');
    expect(
      $('h2')
        .map((_, heading) => $(heading).text().trim())
        .get(),
    ).toEqual(['Les Tilleuls 1 photo', 'Résidence Gilbert 3 photos']);
    expect(namesIn($)).toEqual(['Chaufferie', 'Photo – Résidence Gilbert', 'Façade', 'Hall']);
    expect($(`a[href="${PHOTOS}/${front.id}"] img`).attr('src')).toBe(`${PHOTOS}/${front.id}/vignette`);

    const open = await visit(`${PHOTOS}/${front.id}`);
    expect(open.$('h1').text()).toBe('Façade');
    expect(open.$('.enlarged').text()).toContain('Photo 2 sur 3');
    expect(open.$('.enlarged').text()).toContain('1er mai 2025');
    expect(open.$('.enlarged img').attr('alt')).toBe('Façade');
    const next = open.$('.enlarged a[rel=next]').attr('href');
    expect((await visit(String(next))).$('h1').text()).toBe('Hall');
    expect(open.$('.enlarged a[rel=prev]').length).toBe(1);
    expect(open.$('.enlarged a[rel=up]').attr('href')).toBe(PHOTOS);
  });

  it('serves upright copies that say nothing of place, date or camera, and never the original [RES-34]', async () => {
    const original = await picture({ width: 4_000, height: 2_000 });
    expect((await sharp(original).metadata()).exif?.includes('Fairphone')).toBe(true);
    const photo = await aPhoto(app, gilbert, gilbert.residence, { content: original });
    const sizes = { vignette: [480, 360], grande: [960, 1_920] };
    for (const [name, [width, height]] of Object.entries(sizes)) {
      const { status, headers, body } = await bytesOf(`${PHOTOS}/${photo.id}/${name}`);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('image/webp');
      expect(headers['cache-control']).toContain('private');
      const found = await sharp(body).metadata();
      expect([found.width, found.height]).toEqual([width, height]);
      expect([found.exif, found.xmp, found.iptc, found.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      for (const secret of ['GPS', 'Fairphone', 'Martin']) expect(body.includes(secret)).toBe(false);
    }
    expect(await gilbert.sql('SELECT size FROM photo_copy WHERE sha256 = $1', [photo.sha256])).toHaveLength(2);
  });

  it('shows one of a lot to who holds the lot, one of the building to all who have an account there, nothing to others [RES-48]', async () => {
    const ofLot = await aPhoto(app, gilbert, gilbert.residence, {
      title: 'Dégât des eaux',
      lot_id: gilbert.anne.lot.id,
    });
    const ofAll = await aPhoto(app, gilbert, gilbert.residence, { title: 'Hall' });
    expect(namesIn((await visit(PHOTOS)).$).sort()).toEqual(['Dégât des eaux', 'Hall']);
    expect((await visit(PHOTOS)).$('.photo-note').text()).toContain('Lot 8');
    expect(await statuses(anne, ofLot)).toEqual([200, 200, 200]);
    const pierre = gilbert.agent(gilbert.pierre);
    expect(namesIn((await visit(PHOTOS, pierre)).$)).toEqual(['Hall']);
    expect(await statuses(pierre, ofLot)).toEqual([404, 404, 404]);
    expect(await statuses(pierre, ofAll)).toEqual([200, 200, 200]);
    const karim = gilbert.agent(gilbert.karim);
    expect(await statuses(karim, ofAll, '/extranet/locataire')).toEqual([404, 404, 404]);
    expect(await statuses(karim, ofAll)).toEqual([404, 404, 404]);
    const flat = await aPhoto(app, gilbert, gilbert.clos, { lot_id: gilbert.flat.id });
    expect(await statuses(karim, flat, '/extranet/locataire')).toEqual([200, 200, 200]);

    const other = await layGround(app.database);
    const stranger = viewers.agent(app, other, residentViewer(gilbert.anne.party.id, ['co_owner'], { name: 'Anne' }));
    expect(await statuses(stranger, ofAll)).toEqual([404, 404, 404]);
    expect((await app.agent(gilbert.domain).get(`${PHOTOS}/${ofAll.id}/vignette`)).headers.location).toContain(
      '/extranet?retour=',
    );
    await other.close();
  });

  it('no longer shows what is withdrawn, at once [RES-48]', async () => {
    const photo = await aPhoto(app, gilbert, gilbert.residence);
    expect(await statuses(anne, photo)).toEqual([200, 200, 200]);
    for (const state of ['withdrawn', 'blocked', 'pending', 'binned']) {
      await change(gilbert, 'photo', { publication_state: state }, { id: photo.id });
      expect(await statuses(anne, photo)).toEqual([404, 404, 404]);
    }
    for (const id of ['x', '%00', gilbert.residence.id]) expect((await anne.get(`${PHOTOS}/${id}`)).status).toBe(404);
  });

  it('has its tile once there are photos, and nothing at all while the agency shows none [ADM-72]', async () => {
    const tile = async () => (await visit(HOME)).$(`.tile[href="${PHOTOS}"]`);
    expect((await tile()).length).toBe(0);
    expect((await visit(PHOTOS)).$('.nothing-sentence').text()).toBe('Aucune photo.');
    const photo = await aPhoto(app, gilbert, gilbert.residence);
    expect((await tile()).text()).toContain('1 photo');
    await change(gilbert, 'extranet_settings', { show_photos: false });
    expect((await tile()).length).toBe(0);
    expect((await visit(HOME)).$(`a[href="${PHOTOS}"]`).length).toBe(0);
    expect((await visit(PHOTOS)).status).toBe(404);
    expect(await statuses(anne, photo)).toEqual([404, 404, 404]);
  });

  it('pages what is long', async () => {
    const content = await picture();
    for (let index = 0; index < 53; index += 1)
      await aPhoto(app, gilbert, gilbert.residence, { title: `Photo ${index}`, position: index, content });
    const first = await visit(PHOTOS);
    expect(namesIn(first.$)).toHaveLength(50);
    expect(first.$('h2').text()).toContain('53 photos');
    expect(namesIn((await visit(String(first.$('.paging a[rel=next]').attr('href')))).$)).toEqual([
      'Photo 50',
      'Photo 51',
      'Photo 52',
    ]);
  });

  it('says so of a file that cannot be read', async () => {
    const whole = await picture({ width: 2_000, height: 2_000 });
    const photo = await aPhoto(app, gilbert, gilbert.residence, { content: whole.subarray(0, whole.length / 2) });
    expect(await statuses(anne, photo)).toEqual([200, 404, 404]);
    expect((await visit(`${PHOTOS}/${photo.id}`)).$('.nothing-sentence').text()).toBe(
      'Cette photo ne peut pas être affichée.',
    );
    expect((await visit(PHOTOS)).$('.photo-broken').length).toBe(1);
  });

  it('does not call a photo broken because the store failed', async () => {
    const failing = new Readable({
      read() {
        this.destroy(new Error('the disk'));
      },
    });
    await expect(drawCopy(failing, 'thumbnail')).rejects.toThrow('the disk');
  });

  it('makes a copy once, again when it is lost, and forgets it with the photo', async () => {
    const content = await picture();
    const photo = await aPhoto(app, gilbert, gilbert.residence, { content });
    const files = app.get(FileStore);
    const copy = async () => {
      await anne.get(`${PHOTOS}/${photo.id}/vignette`);
      const [row] = await gilbert.sql(`SELECT copy_sha256 AS copy, made_at FROM photo_copy WHERE sha256 = $1`, [
        photo.sha256,
      ]);
      return row as { copy: string; made_at: Date } | undefined;
    };
    const made = await copy();
    app.clock.advance({ minutes: 1 });
    expect(await copy()).toEqual(made);
    await files.remove(gilbert.tenantId, made!.copy);
    expect((await bytesOf(`${PHOTOS}/${photo.id}/vignette`)).status).toBe(200);
    const other = Buffer.concat([content, Buffer.from('the same picture in another file')]);
    const twin = await aPhoto(app, gilbert, gilbert.residence, { content: other });
    await anne.get(`${PHOTOS}/${twin.id}/vignette`);
    for (const { id } of [photo, twin]) await change(gilbert, 'photo', { publication_state: 'withdrawn' }, { id });
    await app.get(ClockWork).tick();
    app.clock.advance({ days: 1 });
    await app.get(ClockWork).tick();
    await app.get(Dispatcher).drain();
    expect(await gilbert.sql(`SELECT FROM photo_copy WHERE sha256 = $1`, [photo.sha256])).toEqual([]);
    expect(await files.has(gilbert.tenantId, made!.copy)).toBe(false);
    expect(await files.has(gilbert.tenantId, String(photo.sha256))).toBe(true);
  });
});
