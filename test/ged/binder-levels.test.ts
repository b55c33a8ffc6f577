import { load } from 'cheerio';
import { aDocument, type Row, toAccount, toBuilding } from '../support/factories/index.js';
import { ALL, BindersDesk, COUNCIL, HOME } from './binders-desk.js';

const NOBODY: string[] = [];

describe('levels of binders, at the desk', () => {
  let desk: BindersDesk;
  beforeAll(async () => {
    desk = await BindersDesk.open();
  });
  beforeEach(() => desk.lay());
  afterAll(() => desk.close());

  const minutes = () => desk.binder('syndic', "Procès-verbaux d'assemblée");
  const toAll = (binder: Row, title = 'PV') =>
    aDocument(desk.gilbert, binder, [toBuilding(desk.gilbert.residence)], { title });
  /** How many documents each of them sees. */
  const seen = async (...people: ('anne' | 'pierre' | 'lea' | 'karim' | 'paul')[]) => {
    const spaces = { co_owner: 'coproprietaire', landlord: 'proprietaire', lessee: 'locataire' };
    const counts: number[] = [];
    for (const name of people) {
      const person = desk.gilbert[name];
      const { text } = await desk.gilbert.agent(person).get(`/extranet/${spaces[person.space]}/documents?q=PV`);
      counts.push(load(text)('main .file-row').length);
    }
    return counts;
  };

  it('are closed by the server: a lone "Copropriétaire" is stored as all three [GED-21]', async () => {
    const cases: [string[], string[]][] = [
      [['co_owner'], ALL],
      [['co_owner', 'president'], ALL],
      [['council_member'], COUNCIL],
      [['president'], ['president']],
      [NOBODY, NOBODY],
    ];
    const binder = await desk.binder('syndic', 'Balances et comptes');
    for (const [ticked, stored] of cases) {
      await desk.setLevels([[binder, ticked]]);
      const { levels, next_levels } = (await desk.stored(binder)) as { levels: string[]; next_levels: string[] | null };
      expect(next_levels ?? levels).toEqual(stored);
      const $ = await desk.page();
      const boxes = $(`#classeur-${binder.id} input[type="checkbox"][checked]`);
      expect(boxes.map((_, box) => $(box).attr('name')).get()).toEqual(stored);
    }
  });

  it('of the page tell the script which sets go together; the other line\u2019s do not [GED-21]', async () => {
    const $ = await desk.page();
    expect($('#classeurs-syndic table[data-cumulative]')).toHaveLength(1);
    expect($('#classeurs-gerance table[data-cumulative]')).toHaveLength(0);
  });

  it('made narrower count at once, for whoever reads [GED-25]', async () => {
    const binder = await minutes();
    await toAll(binder);
    expect(await seen('lea', 'pierre', 'anne')).toEqual([1, 1, 1]);
    const answer = await desk.setLevels([[binder, COUNCIL]]);
    expect(await seen('lea', 'pierre', 'anne')).toEqual([1, 1, 0]);
    expect(await desk.words(String(answer.headers.location))).toContain('valent dès maintenant');
    await desk.setLevels([[binder, ['president']]]);
    expect(await seen('lea', 'pierre', 'anne')).toEqual([1, 0, 0]);
    await desk.setLevels([[binder, NOBODY]]);
    expect(await seen('lea', 'pierre', 'anne')).toEqual([0, 0, 0]);
    expect((await desk.page())(`#classeur-${binder.id}`).text()).toContain('Non visible');
    expect((await desk.audited('binder.levels')).map(({ details }) => details)).toContainEqual(
      expect.objectContaining({ old: ALL, new: COUNCIL, atNextRun: false }),
    );
  });

  it('show each what his level lets him: three binders, three, two and one documents [GED-18] [GED-19] [GED-20]', async () => {
    const levels: [string, string[]][] = [
      ['Contrats et marchés', ['president']],
      ['Diagnostics techniques', COUNCIL],
      ['Fiche synthétique', ALL],
    ];
    for (const [name, wished] of levels) {
      const binder = await desk.binder('syndic', name);
      await toAll(binder, `PV ${name}`);
      await desk.setLevels([[binder, wished]]);
    }
    expect(await seen('lea', 'pierre', 'anne')).toEqual([3, 2, 1]);
  });

  it('made wider ask first, with the numbers, then wait for a run [GED-25] [PUB-92]', async () => {
    const invoices = await desk.binder('syndic', 'Factures');
    for (const title of ['PV 1', 'PV 2']) await toAll(invoices, title);
    const answer = await desk.setLevels([[invoices, ALL]]);
    expect(await desk.stored(invoices)).toMatchObject({ levels: COUNCIL, next_levels: null });
    const question = String(answer.headers.location);
    expect(await desk.words(question)).toContain('Factures : 2 documents deviendraient visibles de 1 copropriétaire');
    const agreed = await desk.agree(question);
    expect(await desk.words(String(agreed.headers.location))).toContain('visible après la prochaine publication');
    expect(await desk.stored(invoices)).toMatchObject({ levels: COUNCIL, next_levels: ALL });
    expect(await seen('pierre', 'anne')).toEqual([2, 0]);
    const row = (await desk.page())(`#classeur-${invoices.id}`);
    expect(row.text().replace(/\s+/g, ' ')).toContain(
      'À la prochaine publication. D’ici là : Membre du conseil syndical, Président du conseil syndical.',
    );
    expect(row.find('input[type="checkbox"][checked]')).toHaveLength(3);
    // What was said yes to is not asked again, and can be taken back.
    expect((await desk.setLevels([[invoices, ALL]])).headers.location).toBe(HOME);
    await desk.setLevels([[invoices, COUNCIL]]);
    expect(await desk.stored(invoices)).toMatchObject({ levels: COUNCIL, next_levels: null });
  });

  it('of gérance hide from one kind at once and open to the other with the run', async () => {
    const leases = await desk.binder('gerance', 'Quittances');
    const { karim, paul, flat } = desk.gilbert;
    await aDocument(desk.gilbert, leases, [toAccount(karim.account), toAccount(paul.account)], { title: 'PV' });
    expect(flat).toBeDefined();
    expect(await seen('karim', 'paul')).toEqual([1, 0]);
    const answer = await desk.setLevels([[leases, ['landlord']]]);
    expect(await seen('karim', 'paul')).toEqual([1, 0]);
    const question = String(answer.headers.location);
    expect(await desk.words(question)).toContain('1 document deviendrait visible de 1 client (Propriétaire)');
    const agreed = await desk.agree(question);
    expect(await desk.stored(leases)).toMatchObject({ levels: NOBODY, next_levels: ['landlord'] });
    expect(await seen('karim', 'paul')).toEqual([0, 0]);
    expect(agreed.headers.location).toBe(HOME);
  });

  it('made wider where nobody would read more ask nothing', async () => {
    const empty = await desk.binder('syndic', 'Relevés bancaires');
    expect((await desk.setLevels([[empty, ALL]])).headers.location).toBe(HOME);
    expect(await desk.stored(empty)).toMatchObject({ levels: COUNCIL, next_levels: ALL });
    const { claire } = desk;
    await claire.get(`${HOME}/accord`).expect(303);
    await claire.get(`${HOME}/accord?c=rien&c=${empty.id}:x:y&c[a]=b`).expect(303);
  });

  it('changed by two people at once keep both: who comes second is told where they disagree (spec 7)', async () => {
    const binders = { minutes: await minutes(), invoices: await desk.binder('syndic', 'Assurances') };
    const paul = await desk.colleague();
    const mine = await desk.boxes([[binders.minutes, ['president']]]);
    await desk.setLevels(
      [
        [binders.minutes, COUNCIL],
        [binders.invoices, COUNCIL],
      ],
      paul,
    );
    const refused = await mine.send();
    const $ = load((await desk.claire.get(String(refused.headers.location))).text);
    expect($('#erreurs').text()).toContain('Modifié entre-temps par Paul Petit');
    const row = $(`#classeur-${binders.minutes.id}`);
    expect(row.text().replace(/\s+/g, ' ')).toContain(
      'Paul Petit a enregistré : Membre du conseil syndical, Président du conseil syndical.',
    );
    expect(
      row
        .find('input[type="checkbox"][checked]')
        .map((_, box) => $(box).attr('name'))
        .get(),
    ).toEqual(['president']);
    expect($(`#classeur-${binders.invoices.id} input[type="checkbox"][checked]`)).toHaveLength(2);
    expect($('#classeurs-gerance input[type="checkbox"][checked]').length).toBeGreaterThan(10);
    expect(await desk.stored(binders.minutes)).toMatchObject({ levels: COUNCIL });
    await desk.setLevels([[binders.minutes, ['president']]]);
    expect(await desk.stored(binders.minutes)).toMatchObject({ levels: ['president'] });
    expect(await desk.stored(binders.invoices)).toMatchObject({ levels: COUNCIL });
  });

  it('of two binders changed by two people are both saved', async () => {
    const [one, other] = [await minutes(), await desk.binder('syndic', 'Assurances')];
    const mine = await desk.boxes([[one, COUNCIL]]);
    await desk.setLevels([[other, ['president']]], await desk.colleague());
    await mine.send();
    expect(await desk.stored(one)).toMatchObject({ levels: COUNCIL });
    expect(await desk.stored(other)).toMatchObject({ levels: ['president'] });
  });

  it('of "Documents du syndic" are of each document: no box is there, none is taken', async () => {
    const syndic = await desk.binder('syndic', 'Documents du syndic');
    const row = (await desk.page())(`#classeur-${syndic.id}`);
    expect(row.text()).toContain('Choisi document par document');
    expect(row.find('input[type="checkbox"]')).toHaveLength(0);
    await desk.post(HOME, { drawn: `${syndic.id}:council_member+president`, co_owner: String(syndic.id) });
    expect(await desk.stored(syndic)).toMatchObject({ levels: COUNCIL, next_levels: null });
  });

  it('are refused where the form is none', async () => {
    const binder = await minutes();
    for (const fields of [{ drawn: 'x' }, { co_owner: 'x' }, { unknown: '1' }, { drawn: `${binder.id}:rien` }])
      expect((await desk.post(HOME, fields as never)).status).toBe(303);
    expect(await desk.stored(binder)).toMatchObject({ levels: ALL });
  });
});
