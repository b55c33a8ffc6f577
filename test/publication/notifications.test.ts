import request from 'supertest';
import { ClockWork } from '../../src/platform/jobs/index.js';
import { PersonErasures } from '../../src/portfolio/index.js';
import { NoticeWorld, news } from './support/notices.js';

const PIERRE = 'pierre@example.org';
const ANNE = 'anne@example.org';

describe('residents are told of new documents', () => {
  let gilbert: NoticeWorld;
  beforeAll(async () => {
    gilbert = await NoticeWorld.open();
  });
  afterAll(() => gilbert.close());

  const settings = (change: string) =>
    gilbert.world.sql(`UPDATE extranet_settings SET ${change} WHERE tenant_id = $tenant`);
  const queued = async (id: string) =>
    (
      await gilbert.world.sql<{ queued: number }>(
        `SELECT notifications_queued AS queued FROM publication_run WHERE id = $1`,
        [id],
      )
    )[0]!.queued;

  it('but of nothing that the first run of a source brought, then or later [PUB-59]', async () => {
    expect(await gilbert.told()).toEqual([]);
    gilbert.change('D77', { title: 'PV AG du 12 juin 2025' });
    await gilbert.publish();
    expect(await gilbert.told()).toEqual([]);
  });

  it('in one letter with three titles to who wants it, in none to who refuses, acceptance 13 [GED-66]', async () => {
    await gilbert.choose('Anne', 'never');
    const { id } = await gilbert.publish([news('N1'), news('N2'), news('N3', { title: 'Carnet <b>2025</b>' })]);
    const [letter, ...others] = await gilbert.told();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      recipient: PIERRE,
      subject: '3 nouveaux documents dans votre espace Agence gilbert',
      listed: [
        "Carnet <b>2025</b> — Procès-verbaux d'assemblée — Résidence Gilbert",
        "Document N1 — Procès-verbaux d'assemblée — Résidence Gilbert",
        "Document N2 — Procès-verbaux d'assemblée — Résidence Gilbert",
      ],
    });
    expect(letter!.body).toContain('Bonjour Pierre PROPRIETAIRE,');
    expect(letter!.body).toContain('http://gilbert.localhost:3000/extranet/coproprietaire/documents');
    expect(await queued(id)).toBe(1);
    await gilbert.choose('Anne', 'immediate');
  });

  it('never of a document that does not ask for it, nor while the setting of the line is off [GED-83]', async () => {
    await gilbert.publish([news('Q1', { notify: false })]);
    expect(await gilbert.told()).toEqual([]);
    await settings('notify_documents = false');
    await gilbert.publish([news('Q2')]);
    expect(await gilbert.told()).toEqual([]);
    await settings('notify_documents = true');
    gilbert.change('Q2', { title: 'Document Q2, corrigé' });
    await gilbert.publish();
    expect(await gilbert.told()).toEqual([]);
  });

  it('only of what they see, at an address that works, with a way in that is open [GED-66]', async () => {
    await gilbert.publish([news('C1', { binder: 'B-FAC', origin: 'invoice' })]);
    expect(await gilbert.recipients()).toEqual([PIERRE]);
    await gilbert.login('Pierre', `blocked_at = now(), block_reason = 'Demande du conseil'`);
    await gilbert.publish([news('C4')]);
    expect(await gilbert.recipients()).toEqual([ANNE]);
    await gilbert.login('Pierre', 'blocked_at = NULL, block_reason = NULL');
    await gilbert.world.sql(`UPDATE party SET email = NULL WHERE tenant_id = $tenant AND first_name = 'Pierre'`);
    await gilbert.publish([news('C5')]);
    expect(await gilbert.recipients()).toEqual([ANNE]);
    await gilbert.world.sql(`UPDATE party SET email = '${PIERRE}' WHERE tenant_id = $tenant AND first_name = 'Pierre'`);
    await gilbert.world.sql(
      `INSERT INTO undeliverable_address (tenant_id, address, reason) VALUES ($tenant, '${ANNE}', 'no such user')`,
    );
    await gilbert.publish([news('C2')]);
    expect(await gilbert.recipients()).toEqual([PIERRE]);
    await gilbert.world.sql(`DELETE FROM undeliverable_address WHERE tenant_id = $tenant`);
    await gilbert.world.sql(`UPDATE extranet_settings SET extranet_open = false WHERE tenant_id = $tenant`);
    await gilbert.publish([news('C3')]);
    expect(await gilbert.told()).toEqual([]);
    await settings('extranet_open = true');
  });

  it('once of each: not of a change, of a list sent again, of what comes back or is sent again; again of a later day of publication [GED-67]', async () => {
    await gilbert.publish([news('R1')]);
    expect(await gilbert.recipients()).toEqual([ANNE, PIERRE]);
    await gilbert.publish();
    gilbert.change('R1', { title: 'Autre titre', until: '2040-01-01' });
    await gilbert.publish();
    const kept = gilbert.documents;
    gilbert.take('R1');
    await gilbert.publish();
    gilbert.documents = kept;
    await gilbert.publish();
    expect(await gilbert.told()).toEqual([]);
    gilbert.change('R1', { from: '2025-11-14' });
    await gilbert.publish();
    expect(await gilbert.recipients()).toEqual([ANNE, PIERRE]);
    await gilbert.publish();
    expect(await gilbert.told()).toEqual([]);
  });

  it('with twenty titles at most, then how many others [GED-67]', async () => {
    await gilbert.publish(Array.from({ length: 34 }, (_, index) => news(`M${index}`)));
    const letters = await gilbert.told();
    expect(letters).toHaveLength(2);
    for (const { subject, listed } of letters) {
      expect(subject).toBe('34 nouveaux documents dans votre espace Agence gilbert');
      expect(listed).toHaveLength(21);
      expect(listed.at(-1)).toBe('et 14 autres');
    }
  });

  it('of what is published ahead once its day has come', async () => {
    await gilbert.publish([news('F1', { from: '2025-11-16' })]);
    expect(await gilbert.told()).toEqual([]);
    gilbert.world.app.clock.set('2025-11-16T19:05:00Z');
    await gilbert.publish();
    expect((await gilbert.told()).map(({ recipient, listed }) => [recipient, listed.length])).toEqual([
      [ANNE, 1],
      [PIERRE, 1],
    ]);
  });

  it('in their language, with whom to answer, and a way to refuse the next ones by one click', async () => {
    await gilbert.login('Anne', `language = 'en'`);
    await gilbert.world.sql(
      `INSERT INTO office (tenant_id, name, email, position) VALUES ($tenant, 'Nancy', 'bureau@gilbert.fr', 1)`,
    );
    await gilbert.publish([news('L1')]);
    const [anne] = await gilbert.told();
    expect(anne).toMatchObject({ recipient: ANNE, subject: '1 new document in your Agence gilbert space' });
    const [row] = await gilbert.world.sql<{ replyTo: string; url: string }>(
      `SELECT reply_to AS "replyTo", unsubscribe_url AS url FROM outgoing_message WHERE recipient = $1 ORDER BY id DESC LIMIT 1`,
      [ANNE],
    );
    expect(row!.replyTo).toBe('bureau@gilbert.fr');
    expect(anne!.body).toContain(row!.url);
    const refused = await request(gilbert.world.app.nest.getHttpServer())
      .post(new URL(row!.url).pathname)
      .set('Host', 'gilbert.localhost')
      .type('form')
      .send({ 'List-Unsubscribe': 'One-Click' });
    expect(refused.status).toBe(200);
    await gilbert.publish([news('L2')]);
    expect(await gilbert.recipients()).toEqual([PIERRE]);
    await gilbert.login('Anne', `language = 'fr', notify_documents = 'immediate'`);
  });

  it('in a digest on Monday at 8, of what may still be read, if anything [GED-68]', async () => {
    const { app } = gilbert.world;
    const clock = async (now: string) => {
      app.clock.set(now);
      await app.get(ClockWork).tick();
    };
    await clock('2025-11-16T20:00:00Z');
    await gilbert.choose('Anne', 'weekly');
    await gilbert.publish([news('W1'), news('W2')]);
    expect(await gilbert.recipients()).toEqual([PIERRE]);
    app.clock.set('2025-11-19T19:00:00Z');
    gilbert.take('W1');
    await gilbert.publish([news('W3')]);
    expect(await gilbert.recipients()).toEqual([PIERRE]);
    await clock('2025-11-23T11:00:30Z');
    expect(await gilbert.told()).toEqual([]);
    app.clock.set('2025-11-24T06:59:00Z');
    expect(await gilbert.told()).toEqual([]);
    app.clock.set('2025-11-24T07:00:00Z');
    const [digest, ...others] = await gilbert.told();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ recipient: ANNE, subject: '2 nouveaux documents dans votre espace Agence gilbert' });
    expect(digest!.listed.map((line) => line.split(' — ')[0])).toEqual(['Document W2', 'Document W3']);
    await clock('2025-11-30T11:00:30Z');
    app.clock.set('2025-12-01T07:00:00Z');
    expect(await gilbert.told()).toEqual([]);
    await gilbert.choose('Anne', 'immediate');
  });

  it('not of a run that is told to notify nobody', async () => {
    await gilbert.world.sql(`ALTER TABLE publication_run ALTER notify_nobody SET DEFAULT true`);
    await gilbert.publish([news('S1')]);
    await gilbert.world.sql(`ALTER TABLE publication_run ALTER notify_nobody SET DEFAULT false`);
    gilbert.change('S1', { title: 'Document S1, corrigé' });
    await gilbert.publish();
    expect(await gilbert.told()).toEqual([]);
  });

  it('and what they were told of is forgotten with them', async () => {
    const notices = () => gilbert.world.sql(`SELECT FROM document_notice WHERE tenant_id = $tenant`);
    const parties = await gilbert.world.sql<{ id: string }>(`SELECT id FROM party WHERE tenant_id = $tenant`);
    expect((await notices()).length).toBeGreaterThan(0);
    const { app } = gilbert.world;
    await app.inTenant('gilbert', () => app.get(PersonErasures).erase(parties.map(({ id }) => id)));
    expect(await notices()).toEqual([]);
  });
});
