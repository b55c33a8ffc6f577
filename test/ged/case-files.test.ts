import { load } from 'cheerio';
import { permissionsOf } from '../../src/identity/domain/permissions.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { aBuilding, type Gilbert, layGilbert } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { staffViewer, TestViewers } from '../support/viewers.js';
import { aCase, aCorrespondence, aTemplate } from './correspondence-rows.js';

const HOME = '/gestion/dossiers';

describe('case files', () => {
  let app: TestApp;
  let gilbert: Gilbert;
  let claire: Agent;
  const viewers = new TestViewers();

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T09:00:00Z', overrides: [viewers.override] });
  });
  beforeEach(async () => {
    await gilbert?.close();
    gilbert = await layGilbert(app, viewers);
    claire = viewers.agent(app, gilbert, staffViewer({ permissions: permissionsOf('assistant') }));
  });
  afterAll(async () => {
    await gilbert?.close();
    await app?.close();
  });

  const words = async (address: string, selector = 'main') =>
    load((await claire.get(address)).text)(selector)
      .text()
      .replace(/\s+/g, ' ');
  const back = async (answer: { headers: Record<string, string> }) =>
    load((await claire.get(String(answer.headers.location))).text);

  it('is made with the next number and a type, which may be new', async () => {
    await aCase(gilbert, '0151', 'Sinistre');
    const form = load((await claire.get(`${HOME}/nouveau`)).text);
    expect(form('#f-number').val()).toBe('0152');
    const made = await submitForm(claire, `${HOME}/nouveau`, { newType: 'Travaux', label: 'Ravalement' });
    expect(await words(String(made.headers.location))).toContain('Dossier n° 0152');
    expect(await words(HOME, 'tbody')).toMatch(/0152 Travaux Ravalement/);
    expect(await words(`${HOME}?q=raval`, 'tbody')).not.toContain('0151');
  });

  it('refuses a number or a type that is taken, a folder’s name with a slash, a case without type', async () => {
    await aCase(gilbert, '0152', 'Sinistre');
    const refused = async (fields: Record<string, string>, field: string) =>
      (await back(await submitForm(claire, `${HOME}/nouveau`, { label: 'Fuite', ...fields })))(
        `#f-${field}-error`,
      ).text();
    expect(await refused({ number: '0152', newType: 'Autre' }, 'number')).toContain('déjà le numéro 0152');
    expect(await refused({ number: '0153', newType: 'SINISTRE' }, 'newType')).toContain('porte déjà ce nom');
    expect(await refused({ number: '0153', newType: 'Eau / gaz' }, 'newType')).toContain('ne peut pas contenir');
    expect(await refused({ number: '0153', typeId: '' }, 'typeId')).toContain('Choisissez un type');
    expect(await refused({ number: 'n° 12', newType: 'Autre' }, 'number')).toContain('20 caractères');
  });

  it('is one of its number, and its type one of its name, whoever else gives them at the same moment', async () => {
    const form = load((await claire.get(`${HOME}/nouveau`)).text);
    const _csrf = String(form('main form [name="_csrf"]').val());
    const given = { _csrf, number: '0200', typeId: '', newType: 'Travaux', label: 'Ravalement' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => claire.post(`${HOME}/nouveau`).type('form').send(given)),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    expect(answers.filter(({ headers }) => !String(headers.location).endsWith('/nouveau'))).toHaveLength(1);
  });

  it('shows what was written in it, of the viewer’s buildings', async () => {
    const file = await aCase(gilbert, '0152', 'Sinistre');
    const template = await aTemplate(gilbert, { line: 'syndic' });
    const tilleuls = await aBuilding(gilbert, { name: 'Les Tilleuls' });
    await aCorrespondence(gilbert, template, [{ scope: 'building', target: gilbert.residence }], {
      subject: 'Devis reçu',
      case_file_id: file.id,
    });
    await aCorrespondence(gilbert, template, [{ scope: 'building', target: tilleuls }], {
      subject: 'Expertise',
      case_file_id: file.id,
    });
    expect(await words(`${HOME}/${file.id}`)).toMatch(/Expertise.*Devis reçu/);
    const limited = viewers.agent(
      app,
      gilbert,
      staffViewer({ permissions: permissionsOf('assistant'), buildingIds: [gilbert.residence.id] }),
    );
    const page = (await limited.get(`${HOME}/${file.id}`)).text;
    expect(page).toContain('Devis reçu');
    expect(page).not.toContain('Expertise');
  });

  it('lets a type be renamed, and removed once no case is of it', async () => {
    const file = await aCase(gilbert, '0152', 'Sinistre');
    const address = `${HOME}/types/${String(file.type_id)}`;
    await submitForm(claire, address, { label: 'Dégât des eaux' });
    expect(await words(`${HOME}/${file.id}`)).toContain('Dégât des eaux');
    expect(await words(address)).not.toContain('Supprimer ce type');
    await submitForm(claire, `${HOME}/types`, { label: 'Vide' });
    const href = load((await claire.get(`${HOME}/types`)).text)('a:contains("Vide")').attr('href')!;
    await submitForm(claire, href, {}, 'main form[action$="/suppression"]');
    expect(await words(`${HOME}/types`)).not.toContain('Vide');
  });

  it('is nobody’s elsewhere', async () => {
    const file = await aCase(gilbert, '0152', 'Sinistre');
    const stranger = await layGilbert(app, viewers);
    const theirs = viewers.agent(app, stranger, staffViewer({ permissions: permissionsOf('manager') }));
    for (const address of [`${HOME}/${file.id}`, `${HOME}/types/${String(file.type_id)}`, `${HOME}/x`])
      expect((await theirs.get(address)).status).toBe(404);
    await stranger.close();
  });
});
