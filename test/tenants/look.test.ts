import { load } from 'cheerio';
import sharp from 'sharp';
import { Messages, TRIAL_EMAIL } from '../../src/platform/mail/index.js';
import { Provisioning, Tenants } from '../../src/tenants/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { asOperator, OperatorViewers } from './support/operator.js';
import { sheetOf } from './support/sheets.js';

const LOOK = '/clients/gilbert/apparence';
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90"><rect width="300" height="90" fill="#1f5f5b"/></svg>';
const picture = (width: number, height: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 30, b: 30, alpha } } });

describe('the look of a tenant', () => {
  const viewers = new OperatorViewers();
  let app: TestApp;
  let operator: Agent;

  beforeAll(async () => {
    app = await startTestApp({ overrides: [viewers.override] });
    operator = viewers.console(app);
    for (const domain of ['gilbert', 'autre']) await asOperator(() => app.get(Provisioning).provision(sheetOf({ domain, name: 'Agence Gilbert & Fils' })));
  });
  afterAll(() => app.close());

  const page = async (address: string) => load((await operator.get(address)).text);
  /** Sends the form as a browser would, with a file. */
  const send = async (address: string, fields: Record<string, string>, file?: { bytes: Buffer | string; name: string }) => {
    const form = (await page(address))('main form[enctype="multipart/form-data"]');
    let sending = operator.post(form.attr('action') ?? '');
    for (const [name, value] of Object.entries(fields)) sending = sending.field(name, value);
    return file ? sending.attach('logo', Buffer.from(file.bytes), file.name) : sending;
  };
  const put = (bytes: Buffer | string, name = 'logo') => send(LOOK, { colour: '#1f5f5b' }, { bytes, name });
  const tenant = () => app.get(Tenants).byDomain('gilbert');
  const served = async () => app.agent('gilbert').get(`/logo/${(await tenant()).logoFile}`).buffer();
  const refusal = async () => {
    const $ = await page(LOOK);
    expect($('title').text()).toMatch(/^Erreur : /);
    expect($('.form-errors a').attr('href')).toBe('#f-logo');
    return $('#f-logo-error').text();
  };

  it('is on its next page and its next email', async () => {
    const sent = await send(LOOK, { colour: '#AA3311' }, { bytes: DRAWING, name: 'logo.svg' });
    expect([sent.status, sent.headers.location]).toEqual([303, LOOK]);
    expect((await page(LOOK))('.notice-success').text()).toContain('L’apparence est enregistrée');
    const { logoFile, colour } = await tenant();
    expect(colour).toBe('#aa3311');
    const $ = load((await app.agent('gilbert').get('/connexion')).text);
    expect([$('.brand-logo').attr('src'), $('meta[name="theme-color"]').attr('content')]).toEqual([`/logo/${logoFile}`, '#aa3311']);
    const email = await app.inTenant('gilbert', () => app.get(Messages).preview(TRIAL_EMAIL, 'fr'));
    expect(email.html).toContain(`/logo/${logoFile}`);
    expect(email.html).toContain('#aa3311');
  });

  it('keeps a drawing as a picture that every mail program shows, at twice its size at most', async () => {
    await put(DRAWING, 'logo.svg');
    const { status, headers, body } = await served();
    expect([status, headers['content-type']]).toEqual([200, 'image/png']);
    expect(await sharp(body as Buffer).metadata()).toMatchObject({ format: 'png', width: 1_200, height: 360 });
  });

  it('takes PNG, JPEG and WebP by their content, whatever their name, without what they hide', async () => {
    await put(await picture(3_000, 600).withMetadata({ exif: { IFD0: { Copyright: 'secret' } } }).jpeg().toBuffer(), 'logo.png');
    const jpeg = await served();
    expect(jpeg.headers['content-type']).toBe('image/jpeg');
    const { width, height, exif } = await sharp(jpeg.body as Buffer).metadata();
    expect([width, height, exif]).toEqual([1_200, 240, undefined]);
    for (const bytes of [await picture(100, 50).webp().toBuffer(), await picture(100, 50, 0.5).png().toBuffer()]) {
      await put(bytes, 'logo');
      const { headers, body } = await served();
      expect(headers['content-type']).toBe('image/png');
      expect(await sharp(body as Buffer).metadata()).toMatchObject({ width: 100, height: 50 });
    }
  });

  it('refuses what is no logo, with the reason at the field, and changes nothing', async () => {
    const before = await tenant();
    const said = async (bytes: Buffer | string) => {
      const sent = await send(LOOK, { colour: '#00ff00' }, { bytes, name: 'logo.png' });
      expect(sent.headers.location).toBe(LOOK);
      return refusal();
    };
    const wrong = /PNG, JPEG, WebP, ou un SVG sans script ni lien/;
    expect(await said('%PDF-1.7')).toMatch(wrong);
    expect(await said(await picture(100, 100).gif().toBuffer())).toMatch(wrong);
    expect(await said((await picture(400, 400).png().toBuffer()).subarray(0, 200))).toMatch(wrong);
    expect(await said(DRAWING.replace('<rect', '<script>alert(1)</script><rect'))).toMatch(wrong);
    expect(await said(DRAWING.replace('<rect', '<rect onload="alert(1)"'))).toMatch(wrong);
    expect(await said(DRAWING.replace('<rect', '<image href="http://example.org/pixel.png"/><rect'))).toMatch(wrong);
    expect(await said(DRAWING.replace('<svg', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg'))).toMatch(wrong);
    expect(await said(await picture(47, 300).png().toBuffer())).toContain('48 pixels');
    expect(await said(await picture(100, 100, 0).png().toBuffer())).toContain('entièrement transparente');
    expect(await said(Buffer.alloc(2_000_001))).toContain('2 Mo');
    expect(await tenant()).toEqual(before);
    expect((await page(LOOK))('#f-colour').val()).toBe(before.colour);
  });

  it('warns of a colour too light for text, and shows what becomes of it', async () => {
    expect((await page(LOOK))('.notice-warning')).toHaveLength(0);
    await send(LOOK, { colour: '#ffd400' });
    const $ = await page(LOOK);
    expect($('.notice-warning').text()).toMatch(/contraste 1,4, 4,5 conseillé.*#[0-9a-f]{6}/);
    const drawing = await operator.get($('main img').attr('src') ?? '').buffer();
    expect(drawing.headers['content-type']).toContain('image/svg+xml');
    expect(drawing.headers['content-security-policy']).toMatch(/^sandbox/);
    const svg = (drawing.body as Buffer).toString();
    expect(svg).toContain('fill="#ffd400"');
    expect(svg).toContain('Agence Gilbert &#38; Fils');
    expect(svg).toContain('data:image/png;base64,');
    const refused = await send(LOOK, { colour: 'jaune' });
    expect(refused.headers.location).toBe(LOOK);
    expect((await page(LOOK))('#f-colour-error').text()).toContain('Une couleur s’écrit');
  });

  it('goes back to the name alone after a confirmation', async () => {
    expect((await page(`${LOOK}/logo/retrait`))('h1').text()).toBe('Retirer le logo de Agence Gilbert & Fils ?');
    await submitForm(operator, `${LOOK}/logo/retrait`, {});
    expect((await tenant()).logoFile).toBeNull();
    expect(load((await app.agent('gilbert').get('/connexion')).text)('.brand-logo')).toHaveLength(0);
    expect((await operator.get(`${LOOK}/logo/retrait`)).status).toBe(404);
  });

  it('is the operator’s to choose', async () => {
    expect((await app.agent('').get(LOOK)).status).toBe(303);
    expect((await app.agent('gilbert').get(LOOK)).status).toBe(404);
    const forged = await operator.post(LOOK).field('colour', '#123456');
    expect(forged.status).toBe(403);
    expect((await tenant()).colour).toBe('#ffd400');
    expect((await operator.get('/clients/personne/apparence')).status).toBe(404);
  });

  it('comes with a new tenant, or the form comes back with what was typed', async () => {
    const fields = {
      ...{ domain: 'nouvelle', name: 'Agence Nouvelle', kind: 'agency', lines: 'gerance', features: 'extranet', timeZone: 'Europe/Paris' },
      ...{ contactName: 'Anne Contact', contactEmail: 'anne@nouvelle.example' },
      ...{ masterLogin: 'pagesimmo', masterLastName: 'Nouvelle', masterEmail: 'direction@nouvelle.example' },
    };
    const refused = await send('/clients/nouveau', fields, { bytes: 'rien', name: 'logo.png' });
    expect(refused.headers.location).toBe('/clients/nouveau');
    const $ = await page('/clients/nouveau');
    expect($('.form-errors a').attr('href')).toBe('#f-logo');
    expect([$('#f-name').val(), $('#f-contactEmail').val()]).toEqual(['Agence Nouvelle', 'anne@nouvelle.example']);
    expect(await app.get(Tenants).find('nouvelle')).toBeNull();
    const made = await send('/clients/nouveau', fields, { bytes: DRAWING, name: 'logo.svg' });
    expect(made.headers.location).toBe('/clients/nouvelle');
    expect((await app.get(Tenants).byDomain('nouvelle')).logoFile).toMatch(/^[0-9a-f]{64}$/);
  });
});
