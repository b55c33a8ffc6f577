import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { permissionsOf } from '../../src/identity/domain/permissions.js';
import type { Agent } from '../support/app.js';
import { aBuilding, aListedStaffMember, change, type Gilbert, insert, type Row } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { CorrespondenceDesk, HOME, textOf as text } from './correspondence-desk.js';
import { aCorrespondence, aDeskDocument, aTemplate } from './correspondence-rows.js';

const TODAY = '2025-11-14';

describe('correspondence, listed and published by hand', () => {
  let desk: CorrespondenceDesk;
  let gilbert: Gilbert;
  let claire: Agent;
  let letters: Row;

  beforeAll(async () => {
    desk = await CorrespondenceDesk.open();
  });
  beforeEach(async () => {
    await desk.lay();
    ({ gilbert, claire, letters } = desk);
  });
  afterAll(() => desk.close());

  const stored = (number: unknown) => desk.stored(number);

  it('stays unpublished when its template gets a binder later, until published by hand, acceptance 11 [GED-50] [PUB-29]', async () => {
    const bare = await aTemplate(gilbert, { line: 'syndic' });
    const row = await aCorrespondence(gilbert, bare, [{ scope: 'account', target: gilbert.anne.account }], {
      body: 'x',
      publication_on: null,
    });
    const confirm = await claire.get(`${HOME}/publication?acte=publier&n=${row.number}`);
    expect(text(confirm.text)).toContain('Son modèle n’a pas de classeur');
    await change(gilbert, 'correspondence_template', { binder_id: letters.binder_id }, { id: bare.id });
    expect(text((await claire.get(HOME)).text, 'tbody')).toContain('Non publié : modèle sans classeur');
    await submitForm(claire, `${HOME}/publication?acte=publier&n=${row.number}`, {});
    expect(await stored(row.number)).toMatchObject({ publication_on: TODAY });
  });

  it('publishes a selection as of today, and names those it does not take with the reason [PUB-13] [PUB-30]', async () => {
    const past = { processed_on: '2025-06-02', publication_on: '2025-06-02', body: 'x' };
    const good = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], past);
    const hidden = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.pierre.account }], {
      ...past,
      publication_on: null,
    });
    const bare = await aCorrespondence(
      gilbert,
      await aTemplate(gilbert),
      [{ scope: 'building', target: gilbert.residence }],
      past,
    );
    await change(gilbert, 'account', { publication_state: 'hidden' }, { id: gilbert.pierre.account.id });
    const address = `${HOME}/publication?acte=publier&${[good, hidden, bare].map(({ number }) => `n=${number}`).join('&')}`;
    const done = await submitForm(claire, address, {});
    expect(done.headers.location).toBe(HOME);
    const list = text((await claire.get(HOME)).text);
    expect(list).toContain('1 retenu, 2 non retenus');
    expect(list).toContain(`N° ${hidden.number}, Votre courrier : Le compte du destinataire n’est pas publié.`);
    expect(list).toContain(`N° ${bare.number}, Votre courrier : Son modèle n’a pas de classeur.`);
    expect(await stored(Number(good.number))).toMatchObject({ publication_on: TODAY });
    expect(await stored(Number(hidden.number))).toMatchObject({ publication_on: null });
  });

  it('shows 00/00/00 once it is to be published no more, and gives the former day back until the run [PUB-31] [PUB-33]', async () => {
    const row = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], {
      body: 'x',
      publication_on: '2025-11-12',
    });
    await aDeskDocument(gilbert, await gilbert.binder('syndic', 'Courriers / Copropriétaires'), `${row.number}/text`);
    await submitForm(claire, `${HOME}/publication?acte=retirer&n=${row.number}`, {});
    expect(text((await claire.get(HOME)).text, 'tbody')).toMatch(/00\/00\/00 À retirer/);
    await submitForm(claire, `${HOME}/publication?acte=annuler&n=${row.number}`, {});
    expect(await stored(row.number)).toMatchObject({
      publication_on: '2025-11-12',
      former_publication_on: null,
    });
  });

  it('takes every line of the list with one box, under its filters', async () => {
    for (let count = 0; count < 30; count += 1)
      await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], {
        body: 'x',
        subject: count < 28 ? 'Appel' : 'Autre',
      });
    const page = load((await claire.get(`${HOME}?q=appel`)).text);
    expect(page('input[name="tout"]').closest('label').text()).toContain('Les 28 événements');
    const confirm = load((await claire.get(`${HOME}/publication?acte=retirer&tout=on&q=appel`)).text);
    expect(confirm('.confirm-sentence').text()).toContain('28 événements ne seront plus publiés');
  });

  it('lists newest first, of the last 90 days and of the buildings one is in charge of; the address tells otherwise', async () => {
    const to = [{ scope: 'account' as const, target: gilbert.anne.account }];
    await aCorrespondence(gilbert, letters, to, {
      subject: 'Ancien',
      created_at: '2025-06-01',
      processed_on: '2025-06-01',
      publication_on: null,
    });
    await aCorrespondence(gilbert, letters, to, { subject: 'Récent' });
    const elsewhere = await aBuilding(gilbert, { name: 'Les Tilleuls' });
    await aCorrespondence(gilbert, letters, [{ scope: 'building', target: elsewhere }], { subject: 'Ailleurs' });
    const subjects = async (query = '', agent = claire) => {
      const $ = load((await agent.get(`${HOME}${query}`)).text);
      return $('tbody th')
        .map((_, cell) => $(cell).text().trim())
        .get();
    };
    expect(await subjects()).toEqual(['Ailleurs', 'Récent']);
    expect(await subjects('?periode=tout')).toEqual(['Ailleurs', 'Récent', 'Ancien']);
    expect(await subjects(`?immeuble=${elsewhere.id}`)).toEqual(['Ailleurs']);
    expect(await subjects('?etat=no-binder')).toEqual([]);
    expect(await subjects('?etat=to-publish&q=recent')).toEqual(['Récent']);
  });

  it('shows and lets act a staff member limited to buildings on theirs alone', async () => {
    const tilleuls = await aBuilding(gilbert, { name: 'Les Tilleuls' });
    const there = await aCorrespondence(gilbert, letters, [{ scope: 'building', target: tilleuls }], { body: 'x' });
    const here = await aCorrespondence(gilbert, letters, [{ scope: 'account', target: gilbert.anne.account }], {
      body: 'x',
    });
    const both = await aCorrespondence(
      gilbert,
      letters,
      [
        { scope: 'building', target: tilleuls },
        { scope: 'lot', target: gilbert.anne.lot },
      ],
      { body: 'x' },
    );
    const limited = desk.sign({ buildingIds: [gilbert.residence.id] });
    const list = text((await limited.get(HOME)).text);
    expect(list).toContain(String(here.number));
    expect(list).not.toContain(`${HOME}/${there.number}`);
    expect((await limited.get(`${HOME}/${there.number}`)).status).toBe(404);
    expect((await limited.get(`${HOME}/${both.number}`)).status).toBe(200);
    expect((await limited.get(`${HOME}/${both.number}/modifier`)).status).toBe(403);
    const plan = text(
      (await limited.get(`${HOME}/publication?acte=retirer&n=${here.number}&n=${both.number}&n=${there.number}`)).text,
    );
    expect(plan).toContain('1 événement ne sera plus publié');
    expect(plan).toContain('Il concerne aussi des immeubles dont vous n’êtes pas chargé');
    expect(plan).not.toContain(`N° ${there.number}`);
    const found = text((await limited.get(`${HOME}/${here.number}/destinataires?q=tilleuls`)).text);
    expect(found).not.toContain('Les Tilleuls, tous ses clients');
    expect((await desk.sign({ lines: ['gerance'] }).get(`${HOME}/${here.number}`)).status).toBe(404);
    expect((await desk.sign({ permissions: permissionsOf('accountant') }).get(HOME)).status).toBe(403);
  });

  it('begins with the buildings one is in charge of, and one’s own drafts', async () => {
    const manager = await aListedStaffMember(gilbert, { last_name: 'DURAND', first_name: 'Claire' });
    const staffId = randomUUID();
    const person = { id: staffId, role: 'manager', login: 'claire.durand', last_name: 'DURAND', first_name: 'Claire' };
    await insert(gilbert, 'staff_member', { ...person, listed_staff_id: manager.id });
    const tilleuls = await aBuilding(gilbert, { name: 'Les Tilleuls', manager_id: manager.id });
    await aCorrespondence(gilbert, letters, [{ scope: 'building', target: tilleuls }], { subject: 'Les miens' });
    await aCorrespondence(gilbert, letters, [{ scope: 'building', target: gilbert.residence }], {
      subject: 'Les autres',
    });
    const draft = { subject: 'À adresser', processed_on: null, publication_on: null };
    await aCorrespondence(gilbert, letters, [], { ...draft, created_by: staffId });
    const herself = desk.sign({ staffId });
    const subjects = async (query = '') => {
      const $ = load((await herself.get(`${HOME}${query}`)).text);
      return $('tbody th')
        .map((_, cell) => $(cell).text().trim())
        .get();
    };
    expect(await subjects()).toEqual(['À adresser', 'Les miens']);
    expect(await subjects('?immeuble=tous')).toEqual(['À adresser', 'Les autres', 'Les miens']);
    const confirm = load((await herself.get(`${HOME}/publication?acte=retirer&tout=on`)).text);
    expect(confirm('.confirm-sentence').text()).toContain('1 événement');
  });
});
