import { load } from 'cheerio';
import { gunzipSync } from 'node:zlib';
import type { Agent } from '../support/app.js';
import { documentRow, invoice, manifest, minutes } from '../publication/support/manifest.js';
import { press, RUNS, StaffDesk, textOf, withDocuments } from './support/staff-desk.js';

describe('the page of a run', () => {
  let desk: StaffDesk;
  let manager: Agent;
  let administrator: Agent;
  beforeAll(async () => {
    desk = await StaffDesk.open();
    manager = await desk.sign('manager');
    administrator = await desk.sign('administrator', {}, { first: 'Noémie', last: 'ADAM' });
    await desk.world.publish(desk.world.sheet(withDocuments(100)), [minutes, invoice]);
  });
  afterAll(() => desk.close());

  const publish = (documents: number) => desk.world.publish(desk.world.sheet(withDocuments(documents)));
  const titlesIn = async (path: string) => {
    const response = await manager.get(`${RUNS}${path}`);
    expect([path, response.status]).toEqual([path, 200]);
    const $ = load(response.text);
    return $('tbody tr')
      .map((_, row) => $(row).find('th').text().trim())
      .get();
  };

  it('is its report: who, when, what, section by section [PUB-25] [PUB-62]', async () => {
    const $ = load((await manager.get(`${RUNS}/1`)).text);
    const text = textOf($.html());
    expect($('h1').text()).toBe('Publication n° 1');
    expect(text).toContain('Source LSC (LSC) · reçue le 14/11/2025 20:05');
    const row = (name: string) => {
      const cells = $('tbody tr').filter((_, one) => $(one).find('th').text() === name);
      return cells
        .find('td')
        .map((_, cell) => $(cell).text().trim())
        .get();
    };
    expect(row('Documents')).toEqual(['102', '102', '0', '0', '0', '0', '0']);
    expect(row('Comptes')).toEqual(['2', '2', '0', '0', '0', '0', '0']);
    expect(text).toContain('Aucun problème.');
    expect($('.pill').first().text()).toBe('Publiée');
  });

  it('lists what was added, changed and withdrawn, by section, on the page and as CSV [PUB-62]', async () => {
    const rows = withDocuments(97);
    rows.documents![2] = documentRow('M1', minutes, { title: 'Annexe 001 corrigée' });
    rows.documents!.push(documentRow('N1', minutes, { title: 'Nouvelle pièce' }));
    const { number } = await desk.world.publish(desk.world.sheet(rows));
    expect(await titlesIn(`/${number}/ajoutes`)).toEqual(['Nouvelle pièce']);
    expect(await titlesIn(`/${number}/modifies`)).toEqual(['Annexe 001 corrigée']);
    expect(await titlesIn(`/${number}/retires`)).toEqual(['Annexe 098', 'Annexe 099', 'Annexe 100']);
    expect(await titlesIn(`/${number}/retires?partie=accounts`)).toEqual([]);
    const csv = await manager.get(`${RUNS}/${number}/retires.csv`);
    expect(csv.headers['content-disposition']).toContain(`publication-${number}-retires.csv`);
    expect(csv.text.split('\r\n')).toEqual([
      '\ufeffPartie;Référence;Intitulé;Raison',
      'Documents;M98;Annexe 098;n’est plus listé',
      'Documents;M99;Annexe 099;n’est plus listé',
      'Documents;M100;Annexe 100;n’est plus listé',
      '',
    ]);
    expect((await manager.get(`${RUNS}/1/ajoutes.csv`)).text.split('\r\n').length).toBeGreaterThan(110);
    expect(textOf((await manager.get(`${RUNS}/1/retires`)).text)).toContain('Rien n’a été retiré.');
    for (const nothing of ['constructor', '__proto__', 'toString.csv'])
      expect((await manager.get(`${RUNS}/1/${nothing}`)).status).toBe(404);
  });

  it('pages long lists, whose first is not the last [PUB-62]', async () => {
    const first = load((await manager.get(`${RUNS}/1/ajoutes?partie=documents`)).text);
    expect(first('tbody tr')).toHaveLength(50);
    const next = load((await manager.get(first('a[rel="next"]').attr('href') ?? '')).text);
    expect(next('tbody tr')).toHaveLength(50);
    expect(next('tbody th').first().text()).not.toBe(first('tbody th').first().text());
  });

  it('names what was set aside, what was refused and why, on the page and as CSV [PUB-25] [PUB-62]', async () => {
    const rows = withDocuments(97);
    rows.documents!.push(
      documentRow('X1', minutes, { title: 'Perdu', audiences: [{ scope: 'building', target: 'I099' }] }),
    );
    const { number } = await desk.world.publish(desk.world.sheet(rows));
    const page = textOf((await manager.get(`${RUNS}/${number}/mis-de-cote`)).text);
    expect(page).toContain('ROW-01');
    expect(page).toContain('I099');
    const csv = (await manager.get(`${RUNS}/${number}/problemes.csv`)).text.split('\r\n');
    expect(csv[0]).toBe('\ufeffPartie;Gravité;Code;Référence;Ligne;Message');
    expect(csv[1]).toMatch(/^Documents;Mis de côté;ROW-01;X1;\d+;.*I099/);

    await desk.world.post(Buffer.from('<publication'));
    const [{ last } = { last: 0 }] = await desk.world.sql<{ last: number }>(
      `SELECT max(number) AS last FROM publication_run WHERE tenant_id = $tenant`,
    );
    const refused = textOf((await manager.get(`${RUNS}/${last}`)).text);
    expect(refused).toContain('Refusée');
    expect(refused).toMatch(/MAN-0[13]/);
    expect(textOf((await manager.get(`${RUNS}/${last}/journal`)).text)).toMatch(/MAN-0[13] ?Refus/);
  });

  it('tells its journal [PUB-62]', async () => {
    const text = textOf((await manager.get(`${RUNS}/1/journal`)).text);
    for (const step of ['Bordereau reçu', 'Vérification terminée', 'Publication commencée', 'Publiée'])
      expect(text).toContain(step);
  });

  it('gives its manifest, without the initial passwords, to those who run publications [PUB-62] [PUB-60]', async () => {
    const rows = withDocuments(97);
    rows.parties![0] = { ...rows.parties![0]!, credentials: { login: 'pierre.p', initialPassword: 'Secret-2025' } };
    const sheet = desk.world.sheet(rows);
    const { number } = await desk.world.publish(sheet);
    expect((await manifest(sheet)).toString()).toContain('Secret-2025');
    const sent = await manager.get(`${RUNS}/${number}/bordereau`).responseType('blob');
    expect(sent.headers['content-disposition']).toContain(`${sheet.runRef}.xml.gz`);
    const text = gunzipSync(sent.body as Buffer).toString();
    expect(text).toContain('pierre.p');
    expect(text).not.toContain('Secret-2025');
    const assistant = await desk.sign('assistant');
    expect((await assistant.get(`${RUNS}/${number}/bordereau`)).status).toBe(403);
  });

  describe('that waits for a person', () => {
    it('says why, how much, with examples and the whole list, and shows it on the home [PUB-89] [PUB-95]', async () => {
      const { number } = await publish(20);
      const text = textOf((await administrator.get(`${RUNS}/${number}`)).text);
      expect(text).toContain('Attend votre accord');
      expect(text).toMatch(/Documents : 77 retraits sur 99 éléments publiés \(78 %, seuil 20 %\)/);
      expect(text).toContain('Annexe 021');
      expect(text).toContain('Pourquoi votre accord est demandé');
      expect(textOf((await manager.get(`${RUNS}/${number}`)).text)).toContain('Pourquoi un accord est nécessaire');
      expect(textOf((await manager.get(`${RUNS}/${number}/journal`)).text)).not.toContain('Publication commencée');
      expect(await titlesIn(`/${number}/retires`)).toHaveLength(50);
      expect((await manager.get(`${RUNS}/${number}/retires.csv`)).text.trim().split('\r\n')).toHaveLength(78);
      expect(await titlesIn(`/${number}/ajoutes`)).toEqual([]);
      const home = load((await administrator.get('/agence/syndic')).text);
      expect(home('.notice-warning').text()).toContain(
        `La publication n° ${number} (LSC) attend votre accord : 77 éléments seraient retirés.`,
      );
      expect(home('.notice-warning a').attr('href')).toBe(`${RUNS}/${number}`);
    });

    it('is decided by administrators only, who type the number of withdrawals [PUB-95]', async () => {
      const { number, id } = await publish(20);
      expect(load((await manager.get(`${RUNS}/${number}`)).text)('form[action$="/accord"]')).toHaveLength(0);
      const token =
        load((await manager.get(`${RUNS}/importer`)).text)('form')
          .attr('action')
          ?.split('_csrf=')[1] ?? '';
      expect(
        (
          await manager
            .post(`${RUNS}/${number}/accord`)
            .type('form')
            .send({ withdrawals: '77', _csrf: decodeURIComponent(token) })
        ).status,
      ).toBe(403);

      const wrong = await press(administrator, `${RUNS}/${number}`, '/accord', { withdrawals: '76' });
      expect([wrong.status, wrong.headers.location]).toEqual([303, `${RUNS}/${number}`]);
      const back = load((await administrator.get(`${RUNS}/${number}`)).text);
      expect(back('#f-withdrawals-error').text()).toContain('Saisissez le nombre de retraits annoncé');
      expect(back('input[name="withdrawals"]').val()).toBe('76');
      expect((await desk.world.run(id)).state).toBe('awaiting_approval');
      for (const nonsense of ['', 'oui', '7.7', '-77']) {
        await press(administrator, `${RUNS}/${number}`, '/accord', { withdrawals: nonsense });
        expect((await desk.world.run(id)).state).toBe('awaiting_approval');
      }

      await press(administrator, `${RUNS}/${number}`, '/accord', { withdrawals: ' 77 ' });
      await desk.world.work();
      expect((await desk.world.run(id)).state).toBe('applied');
      const page = textOf((await administrator.get(`${RUNS}/${number}`)).text);
      expect(page).toContain('Approuvée par Noémie ADAM le 14/11/2025 20:05.');
      expect(page).not.toContain('Votre décision');
    });

    it('is rejected with a reason, and the former publication stays [PUB-95] [PUB-98]', async () => {
      await publish(100);
      const before = await desk.world.snapshot();
      const { number, id } = await publish(0);
      const empty = await press(administrator, `${RUNS}/${number}`, '/rejet', { reason: '  ' });
      expect(empty.headers.location).toBe(`${RUNS}/${number}`);
      expect(textOf((await administrator.get(`${RUNS}/${number}`)).text, '#f-reason-error')).toContain(
        'Indiquez le motif du rejet.',
      );
      const shown = load((await administrator.get(`${RUNS}/${number}`)).text);
      expect(shown('form[action$="/rejet"] button').text()).toContain('Rejeter : garder la publication du 14/11/2025');
      const page = await administrator.get(`${RUNS}/${number}`);
      const second = await desk.sign('administrator', {}, { first: 'Paul', last: 'HENRY' });
      const late = await second.get(`${RUNS}/${number}`);
      expect([page.status, late.status]).toEqual([200, 200]);
      const token = load(late.text)('form[action$="/accord"] input[name="_csrf"]').val() as string;

      await press(administrator, `${RUNS}/${number}`, '/rejet', { reason: 'Bordereau incomplet' });
      expect((await desk.world.run(id)).state).toBe('rejected');
      expect(await desk.world.snapshot()).toBe(before);
      const tooLate = await second
        .post(`${RUNS}/${number}/accord`)
        .type('form')
        .send({ withdrawals: '100', _csrf: token });
      expect(tooLate.headers.location).toBe(`${RUNS}/${number}`);
      expect(textOf((await second.get(`${RUNS}/${number}`)).text, '.notices')).toContain(
        'Déjà décidé par Noémie ADAM le 14/11/2025 20:05.',
      );
      expect(textOf((await second.get(`${RUNS}/${number}`)).text)).toContain(
        'Rejetée par Noémie ADAM le 14/11/2025 20:05 : Bordereau incomplet',
      );
    });

    it('names the binders that would be read by more people [PUB-92] [PUB-95]', async () => {
      const rows = withDocuments(100);
      rows.binders![1] = { ...rows.binders![1]!, levels: ['co_owner', 'council_member', 'president'] };
      const { number } = await desk.world.publish(desk.world.sheet(rows));
      const text = textOf((await administrator.get(`${RUNS}/${number}`)).text);
      expect(text).toMatch(
        /Classeur « Factures » : 1 document à montrer à (1 personne|\d personnes) de plus \(copropriétaires\)/,
      );
      await press(administrator, `${RUNS}/${number}`, '/rejet', { reason: 'Non' });
    });
  });

  describe('that was just applied', () => {
    it('can be undone: the manifest before it is published again, nobody is notified [PUB-37]', async () => {
      await publish(100);
      const former = await desk.world.snapshot();
      const { number } = await publish(90);
      expect(await desk.world.snapshot()).not.toBe(former);
      expect(load((await manager.get(`${RUNS}/${number}`)).text)('form[action$="/retour"]')).toHaveLength(0);
      const sent = await press(administrator, `${RUNS}/${number}`, '/retour');
      const replay = sent.headers.location ?? '';
      expect(replay).toMatch(/\/gestion\/publications\/\d+$/);
      await desk.world.work();
      const text = textOf((await administrator.get(replay)).text);
      expect(text).toContain('Retour en arrière');
      expect(text).toContain('Publiée');
      expect(JSON.parse(await desk.world.snapshot())).toEqual(JSON.parse(former));
      const [run] = await desk.world.sql<{ notifies: boolean }>(
        `SELECT notifies FROM publication_run WHERE tenant_id = $tenant ORDER BY number DESC LIMIT 1`,
      );
      expect(run?.notifies).toBe(false);
      expect(
        await desk.world.sql(`SELECT FROM audit_entry WHERE tenant_id = $tenant AND action = 'publication.undo'`),
      ).toHaveLength(1);
    });

    it('never to one further back, when the manifest before it is gone [PUB-37]', async () => {
      const { id } = await publish(99);
      const { number } = await publish(98);
      await desk.world.sql(
        `UPDATE publication_run SET manifest_file = NULL WHERE tenant_id = $tenant AND id = '${id}'`,
      );
      expect(load((await administrator.get(`${RUNS}/${number}`)).text)('form[action$="/retour"]')).toHaveLength(0);
    });

    it('for 72 hours, and only the last one [PUB-37]', async () => {
      const earlier = await publish(99);
      const { number } = await publish(98);
      const offered = async (run: number) =>
        load((await administrator.get(`${RUNS}/${run}`)).text)('form[action$="/retour"]').length;
      expect(await offered(number)).toBe(1);
      expect(await offered(earlier.number)).toBe(0);
      const token = load((await administrator.get(`${RUNS}/${number}`)).text)(
        'form[action$="/retour"] input[name="_csrf"]',
      ).val() as string;
      desk.world.app.clock.advance({ hours: 73 });
      expect(await offered(number)).toBe(0);
      expect((await administrator.post(`${RUNS}/${number}/retour`).type('form').send({ _csrf: token })).status).toBe(
        409,
      );
      desk.world.app.clock.advance({ hours: -73 });
    });
  });

  it('refreshes itself while it works, without script [PUB-62]', async () => {
    const sheet = desk.world.sheet(withDocuments(98));
    const response = await desk.world.post(await manifest(sheet));
    const { number, id } = response.body as { number: number; id: string };
    const page = await manager.get(`${RUNS}/${number}`);
    expect(page.headers.refresh).toBe('3');
    expect(textOf(page.text)).toContain('La page se met à jour toute seule.');
    await desk.world.work();
    await desk.world.commit(id);
    expect((await manager.get(`${RUNS}/${number}`)).headers.refresh).toBeUndefined();
  });

  it('shows who works for some buildings its figures, not its rows, and lets him decide nothing', async () => {
    const limited = await desk.sign('administrator', { buildingIds: ['00000000-0000-4000-8000-000000000001'] });
    const text = textOf((await limited.get(`${RUNS}/1`)).text);
    expect(text).toContain('le détail ligne par ligne n’est pas montré');
    expect(text).not.toContain('Annexe');
    for (const path of [
      '/1/ajoutes',
      '/1/journal',
      '/1/ajoutes.csv',
      '/1/problemes.csv',
      '/1/bordereau',
      '/importer',
      '/verifier',
    ])
      expect([path, (await limited.get(`${RUNS}${path}`)).status]).toEqual([path, 403]);
  });
});
