import { load } from 'cheerio';
import { Dispatcher } from '../../src/platform/jobs/index.js';
import { Messages } from '../../src/platform/mail/index.js';
import type { Agent } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { DeskWorld, PASSWORD, submitted, words } from './support/desk-world.js';

const LIST = '/gestion/syndic/comptes';
const NEXT = '(le 14/11/2025 à 20:00)';

describe('"Lien internet", of many accounts at once', () => {
  let world: DeskWorld;
  let claire: Agent;
  beforeAll(async () => {
    world = await DeskWorld.open();
    claire = await world.staff('claire', 'manager');
    const { gilbert, tilleuls } = world.agency;
    await world.many(gilbert, 238, { prefix: 'nouveau', ticked: false });
    await world.many(gilbert, 10, { prefix: 'publie', ticked: true });
    await world.many(gilbert, 3, { prefix: 'parti', ticked: false });
    await world.sql(`UPDATE party SET publication_state = 'withdrawn' WHERE tenant_id = $tenant AND ref LIKE 'parti%'`);
    await world.many(tilleuls, 2_000, { prefix: 'grand', ticked: false });
  });
  afterAll(() => world.close());

  const all = (building: { id: string }, act: string) =>
    `${LIST}/lien-internet?acte=${act}&tout=on&immeuble=${building.id}`;
  const count = async (text: string) => Number((await world.sql<{ count: string }>(text))[0]?.count);
  const loginsOf = (prefix: string) =>
    count(
      `SELECT count(*) FROM resident_login l JOIN party p ON p.id = l.party_id WHERE l.tenant_id = $tenant AND p.ref ~ '^${prefix}[0-9]'`,
    );
  const states = async (prefix: string) =>
    world.sql<{ state: string; count: string }>(`SELECT publication_state AS state, count(*)::int FROM account
      WHERE tenant_id = $tenant AND ref ~ '^${prefix}[0-9]' GROUP BY 1`);

  it('offers the three acts on the list, for the lines ticked or for all that it shows, without any script', async () => {
    const $ = load((await claire.get(`${LIST}?immeuble=${world.agency.gilbert.id}&par=25`)).text);
    const form = $(`form[action="${LIST}/lien-internet"]`);
    expect(form.attr('method')).toBe('get');
    const acts = form
      .find('button[type=submit]')
      .map((_, one) => $(one).text().trim())
      .get();
    expect(acts).toEqual([
      'Marquer les comptes pour l’extranet',
      'Retirer les comptes de l’extranet',
      'Éditer les codes d’accès',
    ]);
    expect(form.find('button').last().attr('formaction')).toBe(`${LIST}/codes`);
    expect(form.find('input[name=n]')).toHaveLength(25);
    expect(form.find('input[name=tout]').closest('label').text().trim()).toBe('Les 253 comptes de cette liste');
    expect(form.find('input[name=immeuble]').attr('value')).toBe(world.agency.gilbert.id);
    const nothing = await claire.get(`${LIST}/lien-internet?acte=marquer`);
    expect(words(nothing.text)).toContain('Cochez d’abord les comptes dans la liste.');
  });

  it('marks them all, says which were published and which have nobody, and makes one login each [ACC-32] [ACC-31] (acceptance 16)', async () => {
    const asked = words((await claire.get(all(world.agency.gilbert, 'marquer'))).text);
    expect(asked).toContain('238 comptes seront marqués pour l’extranet.');
    expect(await loginsOf('nouveau')).toBe(0);
    const { text, location } = await submitted(claire, all(world.agency.gilbert, 'marquer'));
    expect(text).toContain('238 comptes marqués, 12 déjà publiés, 3 sans tiers');
    expect(text).toContain(`prochaine publication ${NEXT}`);
    expect(location).toBe(`${LIST}?immeuble=${world.agency.gilbert.id}`);
    expect(await loginsOf('nouveau')).toBe(238);
    const [{ id } = { id: '' }] = await world.sql<{ id: string }>(
      `SELECT id FROM party WHERE tenant_id = $tenant AND ref = 'nouveau7'`,
    );
    const more = load((await claire.get(`/gestion/tiers/${id}`)).text);
    expect(more('#identifiant').text()).toMatch(/^[a-z]+\d{4}$/);
    expect(more('#mot-de-passe').text()).toMatch(/^[^0O1lI]{10}$/);
    const [entry] = await world.audited('accounts.tick');
    expect(entry?.details).toMatchObject({ line: 'syndic', cause: 'hand' });
    expect(entry?.details.numbers).toHaveLength(238);
    expect(words((await claire.get(all(world.agency.gilbert, 'marquer'))).text)).toContain(
      'Aucun compte n’est à marquer.',
    );
    await world.run();
    expect(await states('nouveau')).toEqual([{ state: 'published', count: 238 }]);
    expect(await states('parti')).toEqual([{ state: 'hidden', count: 3 }]);
  });

  it('withdraws them with their count and a confirmation, by the next run [ACC-33] [ACC-35]', async () => {
    const $ = load((await claire.get(`${LIST}?q=nouveau&par=25`)).text);
    const ids = $('input[name=n]')
      .map((_, box) => $(box).attr('value'))
      .get();
    const address = `${LIST}/lien-internet?acte=retirer&q=nouveau&${ids.map((id) => `n=${id}`).join('&')}`;
    expect(words((await claire.get(address)).text)).toContain(
      `Les publications faites pour ces 25 comptes seront retirées lors de la prochaine publication ${NEXT}.`,
    );
    expect(await states('nouveau')).toEqual([{ state: 'published', count: 238 }]);
    expect((await submitted(claire, address)).text).toContain('25 comptes retirés');
    expect(await states('nouveau')).toEqual([{ state: 'published', count: 238 }]);
    await world.run();
    expect((await states('nouveau')).sort((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
      { state: 'hidden', count: 25 },
      { state: 'published', count: 213 },
    ]);
    const closed = `SELECT count(*) FROM resident_login l JOIN party p ON p.id = l.party_id WHERE p.ref LIKE 'nouveau%' AND l.closed_at IS NOT NULL`;
    expect(await count(closed)).toBe(25);
  });

  it('takes two thousand at once, in seconds', async () => {
    const before = performance.now();
    const { text } = await submitted(claire, all(world.agency.tilleuls, 'marquer'));
    expect(text).toMatch(/2\s000 comptes marqués/);
    expect(await loginsOf('grand')).toBe(2_000);
    expect(performance.now() - before).toBeLessThan(15_000);
  });

  it('edits access codes: emails where there is an address, letters for the others, never for personalised logins [ACC-34]', async () => {
    const q = 'publie';
    await world.access(async (one) => {
      const parties = await world.sql<{ id: string }>(
        `SELECT id FROM party WHERE tenant_id = $tenant AND ref LIKE 'publie%'`,
      );
      await one.openFor(parties.map(({ id }) => id));
    });
    await world.sql(
      `UPDATE party SET email = ref || '@example.org' WHERE tenant_id = $tenant AND ref IN ('publie1', 'publie2', 'publie3')`,
    );
    await world.sql(`UPDATE resident_login l SET state = 'personal', password_hash = 'x', initial_password_cipher = NULL, initial_password_digest = NULL,
      valid_until = NULL, personalised_at = now() FROM party p WHERE p.id = l.party_id AND p.ref IN ('publie3', 'publie4')`);
    const address = `${LIST}/codes?tout=on&q=${q}`;
    const asked = words((await claire.get(address)).text);
    expect(asked).toContain('8 personnes ont encore un mot de passe initial');
    expect(asked).toContain('2 ont une adresse email.');
    expect(asked).toContain('2 ont choisi leur mot de passe ; elles ne reçoivent rien.');
    const sent = await submitForm(claire, address, { email: 'on' });
    const edition = String(sent.headers.location);
    const waiting = await claire.get(edition);
    expect([waiting.headers.refresh, load(waiting.text)('progress').attr('max')]).toEqual(['4', '8']);
    await world.app.get(Dispatcher).drain();
    const done = await claire.get(edition);
    expect(done.headers.refresh).toBeUndefined();
    expect(words(done.text)).toContain('2 emails envoyés. Ouvrir les 6 lettres (PDF) Disponibles jusqu’au 15/11/2025');
    const register = await world.app.inTenant('saurupt', () => world.app.get(Messages).register({ limit: 50 }));
    expect(register.map(({ recipient }) => recipient).sort()).toEqual(['publie1@example.org', 'publie2@example.org']);
    const link = load(done.text)('main a.btn').attr('href') ?? '';
    const pdf = await claire
      .get(link)
      .buffer(true)
      .parse((response, give) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => give(null, Buffer.concat(parts)));
      });
    expect([pdf.status, pdf.headers['content-type'], pdf.headers['cache-control']]).toEqual([
      200,
      'application/pdf',
      'private, no-store',
    ]);
    expect((pdf.body as Buffer).toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(6);
    expect(await world.audited('accounts.letters-download')).toHaveLength(1);

    const marc = await world.staff('marc', 'manager');
    expect([(await marc.get(edition)).status, (await marc.get(link)).status]).toEqual([404, 404]);
    world.app.clock.advance({ days: 1, minutes: 1 });
    await world.app.get(Dispatcher).drain();
    await submitForm(claire, '/connexion', { login: 'claire', password: PASSWORD });
    expect(words((await claire.get(edition)).text)).toContain('Ces lettres ont été effacées');
    expect((await claire.get(link)).status).toBe(404);
  });

  it('says so when nobody has codes to receive', async () => {
    await world.sql(`UPDATE resident_login SET blocked_at = now(), block_reason = 'essai' WHERE tenant_id = $tenant`);
    expect(words((await claire.get(`${LIST}/codes?tout=on&q=publie`)).text)).toContain(
      'Personne, dans cette sélection',
    );
    expect(words((await claire.get(`${LIST}/codes`)).text)).toContain('Cochez d’abord les comptes dans la liste.');
  });
});
