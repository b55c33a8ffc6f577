import { Messages, Wordings } from '../../src/platform/mail/index.js';
import { RunDecisions, RunEndings } from '../../src/publication/index.js';
import { readRun } from '../../src/publication/runs/run.queries.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { Postman } from '../platform/support/smtp.js';
import { submitForm } from '../support/form.js';
import { documentRow, minutes } from './support/manifest.js';
import { PHRASE, ReportWorld, withDocuments } from './support/report-world.js';
import type { PublicationWorld } from './support/world.js';

const WRONG = documentRow('D99', minutes, { title: 'Annexe', binder: 'B-NULLE-PART' });

describe('what is said of a run', () => {
  let reports: ReportWorld;
  let world: PublicationWorld;
  let postman: Postman;
  beforeAll(async () => {
    reports = await ReportWorld.open();
    ({ publication: world, postman } = reports);
  });
  afterAll(() => reports.close());
  beforeEach(() => reports.forget());

  const inTenant = <T>(work: () => Promise<T>) => reports.inTenant(work);
  const told = () => reports.told();
  const mailed = () => reports.mailed();
  const letterTo = (address: string) => reports.letterTo(address);
  const logins = async () => (await told()).map(({ login }) => login);
  const runsPage = async () => {
    const agent = world.app.agent('gilbert');
    await submitForm(agent, '/connexion', { login: 'paul', password: PHRASE });
    return (await agent.get('/gestion/publications')).text;
  };
  const refused = async (query = '') => {
    const { status, body } = await world.post(Buffer.from('<?xml version="1.0"?><publication prénom="Dupond"'), query);
    expect(status).toBe(422);
    await world.work();
    return body as { number: number; runId: string };
  };
  const again = async (runId: string) => {
    const run = await inTenant(() => world.app.get(UnitOfWork).read((query) => readRun(query, runId)));
    await inTenant(() => world.app.get(RunEndings).tell(run));
    await world.work();
  };

  it('reaches each member of the staff of its lines who receives system messages, and no other, by email too [PUB-23] [PUB-24]', async () => {
    const run = await world.publish(world.sheet(withDocuments(100)));
    expect(run.state).toBe('applied');
    expect(await logins()).toEqual(['claire', 'marc', 'sans']);
    expect(mailed()).toEqual(['claire@gilbert.fr', 'marc@gilbert.fr']);
    await again(run.id);
    await again(run.id);
    expect(await logins()).toHaveLength(3);
    expect(postman.letters).toHaveLength(2);
  });

  it('says source, number, origin, times, state, counts of each section, notifications and problems', async () => {
    const rows = withDocuments(100);
    rows.documents!.push(WRONG);
    const run = await world.publish(world.sheet(rows));
    const [claire, marc] = await told();
    expect(claire!.title).toBe(`Publication n° ${run.number} : publiée`);
    expect(claire!.link).toBe(`/gestion/publications/${run.number}`);
    expect(claire!.body).toContain(
      'LSC (LSC), 14/11/2025 20:05–20:05. Ajoutés 0, modifiés 0, retirés 0, mis de côté 1. Notifications : 0.',
    );
    expect(claire!.body).toContain(
      'Source : LSC (LSC). Origine : Logiciel. Début : 14/11/2025 20:05. Fin : 20:05. État : publiée.',
    );
    expect(claire!.body).toContain(
      'Documents : listés 103, ajoutés 0, modifiés 0, inchangés 102, retirés 0, finis 0, mis de côté 1.',
    );
    expect(claire!.body).toContain('Lots : listés 2');
    expect(claire!.body).toMatch(/1 problème :\n- Document D99/);
    expect(claire!.body).toContain(`/gestion/publications/${run.number}/problemes.csv`);
    // Who works for some buildings reads the figures, not the rows of the others.
    expect(marc!.body).toContain('1 problème ; le détail est réservé');
    expect(marc!.body).not.toContain('D99');
    const letter = letterTo('claire@gilbert.fr');
    expect(letter).toMatchObject({
      from: { name: 'Agence gilbert' },
      subject: `Publication n° ${run.number} : publiée`,
    });
    expect(letter?.text).toContain('mis de côté 1. Notifications : 0.');
    expect(letter?.text).toMatch(/- Document D99/);
    expect(letter?.text).toContain(`Détail :\nhttp://gilbert.localhost`);
    expect(letterTo('marc@gilbert.fr')?.text).not.toContain('D99');
  });

  it('counts the letters that the run brought about', async () => {
    const endings = world.app.get(RunEndings);
    endings.contribute('effects', async ({ id, runRef }) => {
      if (runRef === 'avec-lettres')
        await world.sql('UPDATE publication_run SET notifications_queued = 31 WHERE id = $1', [id]);
    });
    await world.publish({ ...world.sheet(withDocuments(100)), runRef: 'avec-lettres' });
    expect((await told())[0]!.body).toContain('Notifications : 31.');
  });

  it('shows the first 200 problems in the desk, and five by email', async () => {
    const rows = withDocuments(100);
    for (let number = 0; number < 45; number += 1)
      rows.documents!.push({ ...WRONG, ref: `X${number}` } as typeof WRONG);
    const run = await world.publish(world.sheet(rows));
    expect(run.problems.length).toBeGreaterThan(40);
    await world.sql(`INSERT INTO run_problem (tenant_id, run_id, position, severity, code, message)
      SELECT $tenant, '${run.id}', 1000 + n, 'warning', 'WRN-01', 'Avertissement ' || n FROM generate_series(1, 300) n`);
    await world.sql('DELETE FROM system_message');
    await again(run.id);
    const body = (await told())[0]!.body;
    expect(body).toContain('200 premiers problèmes sur 345 :');
    expect(body.match(/^- /gm)).toHaveLength(200);
    const last = postman.letters.filter(({ envelopeTo }) => envelopeTo[0] === 'claire@gilbert.fr').at(-1)!;
    expect(last.text!.match(/^- /gm)).toHaveLength(6);
    expect(last.text).toContain('- et 340 autres');
  });

  it('says M6 of a manifest that is refused, where it is wrong, and that the former stays; the operator is told by code', async () => {
    const { number, runId } = await refused();
    expect((await world.run(runId)).state).toBe('refused');
    const [claire, , , sans] = await told();
    expect(await logins()).toEqual(['claire', 'gina', 'marc', 'sans']);
    expect(claire!.title).toBe(`Publication n° ${number} non effectuée`);
    expect(claire!.body).toMatch(
      /^La publication du 14\/11\/2025 n’a pas été effectuée : .*ligne 1.*\.\nLa précédente, du 14\/11\/2025, reste en ligne\./i,
    );
    expect(sans!.body).toContain('n’a pas été effectuée : Le bordereau est tronqué après la ligne 1.\n');
    expect(letterTo('claire@gilbert.fr')?.subject).toBe(`Publication n° ${number} non effectuée`);
    expect(letterTo('marc@gilbert.fr')?.text).toMatch(/bordereau refusé \(MAN-\d\d, ligne 1\)/);
    const operator = letterTo('operateur@host.example.org');
    expect(operator?.subject).toBe(`Agence gilbert : publication n° ${number} non effectuée`);
    expect(operator?.text).toMatch(/bordereau refusé \(MAN-\d\d, ligne 1\)/);
    expect(operator?.text).toContain('/clients/gilbert');
    await again(runId);
    expect(postman.letters.filter(({ envelopeTo }) => envelopeTo[0] === 'operateur@host.example.org')).toHaveLength(1);
  });

  it('says why a run failed or expired', async () => {
    const open = await world.start(world.sheet(withDocuments(101)));
    expect(open.state).toBe('receiving');
    world.app.clock.advance({ days: 7, minutes: 1 });
    await world.work();
    expect((await world.run(open.id)).state).toBe('expired');
    expect((await told())[0]!.body).toContain('n’a pas été effectuée : aucun fichier n’est arrivé pendant sept jours.');
    world.app.clock.set('2025-11-14T19:05:00Z');
    await world.sql('DELETE FROM system_message');
    await world.sql(
      `UPDATE publication_run SET state = 'failed', failure = 'value of M. PROPRIETAIRE' WHERE id = '${open.id}'`,
    );
    await again(open.id);
    expect((await told())[0]!.body).toContain('une erreur de notre côté ; votre assistance est prévenue.');
    expect(JSON.stringify(await told())).not.toContain('PROPRIETAIRE');
  });

  it('says nothing of a simulation, and of a run that was abandoned in the desk only', async () => {
    await world.start(world.sheet(withDocuments(50)), '?simulate=true');
    await refused('?simulate=true');
    expect(await told()).toEqual([]);
    const run = await world.start(world.sheet(withDocuments(100)));
    await inTenant(() => world.app.get(RunDecisions).abandon(run.id));
    await world.work();
    expect((await told())[0]!.title).toBe(`Publication n° ${run.number} : abandonnée`);
    expect((await told())[0]!.body).toContain('Rien n’a changé en ligne');
    expect(postman.letters).toEqual([]);
  });

  it('goes to the master account when nobody of the staff receives system messages, and the page of runs warns [PUB-26]', async () => {
    await world.sql(`UPDATE staff_member SET receives_system_messages = false WHERE login <> 'gina'`);
    await world.publish(world.sheet(withDocuments(100)));
    expect(await logins()).toEqual(['pagesimmo']);
    expect(mailed()).toEqual(['maitre@gilbert.fr']);
    await world.sql('UPDATE staff_member SET receives_system_messages = false');
    const notice = 'Aucun collaborateur ne reçoit les messages système';
    expect(await runsPage()).toContain(notice);
    await world.sql(
      `UPDATE staff_member SET receives_system_messages = true WHERE login IN ('claire', 'marc', 'gina', 'sans')`,
    );
    expect(await runsPage()).not.toContain(notice);
  });

  it('says which automatic publications gave way to it, or were missed before it', async () => {
    const run = await world.publish(world.sheet(withDocuments(100)));
    await world.sql(`INSERT INTO publication_slot (tenant_id, due_at, outcome, run_id, noted_at) VALUES
      ($tenant, '2025-11-13T19:00:00Z', 'missed', '${run.id}', now()), ($tenant, '2025-11-14T19:00:00Z', 'omitted', '${run.id}', now())`);
    await world.sql('DELETE FROM system_message');
    await again(run.id);
    expect((await told())[0]!.body.replaceAll('\u00a0', ' ')).toContain(
      `Notifications : 0.\nJeudi 13/11/2025 à 20:00 : manquée\nVendredi 14/11/2025 à 20:00 : omise, la publication n° ${run.number} était en cours`,
    );
  });

  it('is in the language of each, and in the agency’s own words by email', async () => {
    await world.sql(`UPDATE staff_member SET language = 'en' WHERE login = 'marc'`);
    const own = { subject: 'Envoi {number} {state}', body: 'Voici : {problems}\n{link} {added}/{withdrawn}' };
    await inTenant(() => world.app.get(Wordings).save('run-reports/ended', 'fr', own));
    const run = await world.publish(world.sheet(withDocuments(100)));
    expect((await told()).map(({ title }) => title)).toEqual([
      `Publication n° ${run.number} : publiée`,
      `Publication no. ${run.number}: published`,
      `Publication n° ${run.number} : publiée`,
    ]);
    expect(letterTo('claire@gilbert.fr')?.subject).toBe(`Envoi ${run.number} publiée`);
    expect(letterTo('claire@gilbert.fr')?.text).toContain(`/gestion/publications/${run.number} 0/0`);
    expect(letterTo('marc@gilbert.fr')?.text).toContain(
      'Added 0, changed 0, withdrawn 0, set aside 0. Notifications: 0.',
    );
    await inTenant(() => world.app.get(Wordings).forget('run-reports/ended', 'fr'));
    await world.sql(`UPDATE staff_member SET language = NULL`);
    expect((await inTenant(() => world.app.get(Messages).register()))[0]?.state).toBe('sent');
  });
});
