import { ResidentAccess } from '../../src/identity/index.js';
import { makeSourceKey } from '../../src/publication/sources/source-key.js';
import { aParty, insert } from '../support/factories/index.js';
import { gilbert, invoice, minutes } from './support/manifest.js';
import { PublicationWorld } from './support/world.js';

interface Logins {
  logins: { ref: string; login: string; state: string }[];
  next: string | null;
}

describe('the logins of a source', () => {
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open();
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
  });
  afterAll(() => world.close());

  /** Ten requests a second are allowed. */
  const ask = async (query = '', key?: string): Promise<Logins> => {
    await new Promise((resolve) => setTimeout(resolve, 110));
    const { status, body } = await world.ask('get', `/logins${query}`, key);
    expect(status).toBe(200);
    return body as Logins;
  };
  const states = async () => Object.fromEntries((await ask()).logins.map(({ ref, state }) => [ref, state]));
  const partyOf = async (ref: string) =>
    (await world.sql<{ id: string }>(`SELECT id FROM party WHERE tenant_id = $tenant AND ref = '${ref}'`))[0]!.id;
  const change = (ref: string, set: string) =>
    world.sql(`UPDATE resident_login SET ${set} WHERE tenant_id = $tenant AND party_id = (
      SELECT id FROM party WHERE tenant_id = $tenant AND ref = '${ref}')`);
  const PERSONAL = `state = 'personal', password_hash = 'x', initial_password_cipher = NULL, valid_until = NULL, personalised_at = now()`;

  it('says reference, login and state, and nothing else [PUB-80]', async () => {
    const { logins, next } = await ask();
    expect(next).toBeNull();
    expect(logins.map(({ ref, state }) => [ref, state])).toEqual([
      ['T4412', 'new'],
      ['T4413', 'new'],
    ]);
    for (const login of logins) expect(Object.keys(login).sort()).toEqual(['login', 'ref', 'state']);
    const password = await world.app.inTenant('gilbert', async () =>
      world.app.get(ResidentAccess).initialPassword(await partyOf('T4412')),
    );
    expect(password).toBeTruthy();
    expect(JSON.stringify(logins)).not.toContain(password);
  });

  it('follows the life of a login [PUB-80]', async () => {
    await change('T4412', PERSONAL);
    await change(
      'T4413',
      `state = 'temporary', password_hash = 'x', initial_password_cipher = NULL, valid_until = '2026-01-01'`,
    );
    expect(await states()).toEqual({ T4412: 'personal', T4413: 'temporary' });
    await change('T4412', 'closed_at = now()');
    await change('T4413', `blocked_at = now(), block_reason = 'essai'`);
    expect(await states()).toEqual({ T4412: 'closed', T4413: 'closed' });
  });

  it('is read page by page, by reference [PUB-80]', async () => {
    const first = await ask('?limit=1');
    expect([first.logins.map(({ ref }) => ref), first.next]).toEqual([['T4412'], 'T4412']);
    const second = await ask(`?limit=1&after=${first.next}`);
    expect(second.logins.map(({ ref }) => ref)).toEqual(['T4413']);
    expect((await ask(`?limit=1&after=${second.next}`)).logins).toEqual([]);
  });

  it('is of its own parties only, for its key only [PUB-80]', async () => {
    const { key, hash, prefix } = makeSourceKey();
    const other = await insert(world.ground, 'publication_source', {
      id: crypto.randomUUID(),
      code: 'AUTRE',
      label: 'Autre logiciel',
      kind: 'machine',
      lines: ['syndic'],
      key_hash: hash,
      key_prefix: prefix,
    });
    const party = await aParty(world.ground, { last_name: 'AILLEURS', source_id: other.id, ref: 'A1' });
    await world.app.inTenant('gilbert', () => world.app.get(ResidentAccess).openFor([String(party.id)]));
    expect((await ask()).logins.map(({ ref }) => ref)).toEqual(['T4412', 'T4413']);
    expect((await ask('', key)).logins.map(({ ref }) => ref)).toEqual(['A1']);
    expect((await world.ask('get', '/logins', 'pk_nothing')).status).toBe(401);
  });
});
