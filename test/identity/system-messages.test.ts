import type { Agent } from '../support/app.js';
import { SystemMessages } from '../../src/identity/index.js';
import { submitForm } from '../support/form.js';
import { identityWorld, type IdentityWorld, PHRASE, read, signIn } from './support/identity-world.js';

const WORDS = { title: 'Publication n° 12 : publiée', body: 'Source LSC.\n\nTout est en ligne.' };

describe('system messages', () => {
  let world: IdentityWorld;
  let ids: Record<'claire' | 'marc' | 'gina', string>;
  let claire: Agent;
  let marc: Agent;
  beforeAll(async () => {
    world = await identityWorld();
    const receives = { receivesSystemMessages: true };
    ids = {
      claire: await world.staff(receives),
      marc: await world.staff({
        ...receives,
        login: 'marc.petit',
        lastName: 'Petit',
        firstName: 'Marc',
        role: 'manager',
        lines: ['syndic'],
        email: null,
      }),
      gina: await world.staff({ login: 'gina.lenoir', lastName: 'Lenoir', role: 'accountant', lines: ['gerance'] }),
    };
    claire = world.agent();
    marc = world.agent();
    await signIn(claire, '/connexion', 'claire.durand', PHRASE);
    await signIn(marc, '/connexion', 'marc.petit', PHRASE);
  });
  afterAll(() => world.close());
  beforeEach(() => world.gilbert.sql('DELETE FROM system_message'));

  const send = (message: Partial<Parameters<SystemMessages['send']>[0]> = {}) =>
    world.in(() => world.app.get(SystemMessages).send({ to: 'receivers', ...WORDS, ...message }));
  const list = (agent: Agent, query = '') => read(agent, `/gestion/messages${query}`);
  const titles = async (agent: Agent, query = '') =>
    (await list(agent, query))
      .$('tbody th a')
      .map((_, link) => link.children.map((child) => ('data' in child ? child.data : '')).join(''))
      .get();
  const badge = async (agent: Agent) =>
    (await read(agent, '/agence/mon-compte')).$('a[href="/gestion/messages"] .menu-badge').text();

  it('reach those who receive them in the lines concerned, once under one key', async () => {
    const first = await send({ lines: ['gerance'], key: 'run/1' });
    expect(first.map(({ staffId }) => staffId)).toEqual([ids.claire]);
    expect(await send({ lines: ['gerance'], key: 'run/1' })).toEqual([]);
    const wider = await send({ key: 'run/1' });
    expect(wider.map(({ name, email }) => [name, email])).toEqual([['Marc Petit', null]]);
    expect(await titles(marc)).toEqual([WORDS.title]);
  });

  it('reach the holders of a permission, in the language of each', async () => {
    await world.gilbert.sql(`UPDATE staff_member SET language = 'en' WHERE id = $1`, [ids.marc]);
    const readers = await send({
      to: { permission: 'publication.run' },
      title: ({ locale, name }) => `${locale} ${name}`,
    });
    expect(new Set(readers.map(({ staffId }) => staffId))).toEqual(new Set(Object.values(ids)));
    expect([await titles(claire), await titles(marc)]).toEqual([['fr Claire Durand'], ['en Marc Petit']]);
    await world.gilbert.sql('UPDATE staff_member SET language = NULL');
  });

  it('are counted beside the menu, and read once they are opened', async () => {
    await send({ link: '/gestion/publications/12' });
    await send({ title: 'Une autre' });
    expect(await badge(claire)).toBe('2');
    const page = await list(claire);
    const address = page.$('tbody tr').last().find('th a').attr('href')!;
    const opened = await read(claire, address);
    expect(opened.title).toBe(WORDS.title);
    expect(opened.text).toContain('Tout est en ligne.');
    expect(opened.$('main a.btn-primary').attr('href')).toBe('/gestion/publications/12');
    expect(opened.$('.menu-badge').text()).toBe('1');
    expect(await badge(claire)).toBe('1');
    expect(await titles(claire)).toEqual(['Une autre']);
    expect(await titles(claire, '?etat=lus')).toEqual([WORDS.title]);
    expect(await titles(claire, '?etat=tous')).toEqual(['Une autre', WORDS.title]);
    expect(await badge(marc)).toBe('2');
  });

  it('are marked read one by one or all together', async () => {
    for (const title of ['Un', 'Deux', 'Trois']) await send({ title });
    const one = await submitForm(claire, '/gestion/messages', {}, 'tbody form');
    expect((await read(claire, one.headers.location as string)).notices.join()).toContain('marqué comme lu');
    expect(await titles(claire)).toEqual(['Deux', 'Un']);
    const all = await submitForm(claire, '/gestion/messages', {}, 'form[action="/gestion/messages/lecture"]');
    const after = await read(claire, all.headers.location as string);
    expect(after.notices.join()).toContain('2 messages sont marqués comme lus.');
    expect(after.text).toContain('Vous avez tout lu.');
    expect(await badge(claire)).toBe('');
    expect(await badge(marc)).toBe('3');
  });

  it('are looked for, page by page', async () => {
    for (let number = 1; number <= 30; number += 1)
      await send({ title: `Publication n° ${number}`, body: number === 7 ? 'Refusée : échec 100 %' : '' });
    const page = await list(claire);
    expect(page.$('tbody tr')).toHaveLength(25);
    const next = page.$('a[rel="next"]').attr('href')!;
    expect((await read(claire, next)).$('tbody tr')).toHaveLength(5);
    expect(await titles(claire, '?q=REFUSEE%20%3A%20echec%20100%20%25')).toEqual(['Publication n° 7']);
    expect((await list(claire, '?q=_')).text).toContain('Aucun résultat pour ces critères.');
  });

  it('are nobody else’s: a colleague’s is not found, as one that does not exist', async () => {
    await send({ lines: ['gerance'] });
    const address = (await list(claire)).$('tbody th a').attr('href')!;
    expect(await titles(marc)).toEqual([]);
    expect((await read(marc, address)).status).toBe(404);
    const token = (await read(marc, '/agence/mon-compte')).$('form input[name="_csrf"]').val();
    expect((await marc.post(`${address}/lecture`).type('form').send({ _csrf: token })).status).toBe(404);
    expect(await badge(claire)).toBe('1');
    expect((await read(claire, '/gestion/messages/0192aaaa-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await read(claire, '/gestion/messages/nimporte-quoi')).status).toBe(404);
  });

  it('say so where there is none', async () => {
    expect((await list(claire)).text).toContain('Aucun message.');
    expect((await list(claire, '?etat=tous')).text).toContain('Aucun message.');
  });

  it('are forgotten with the runs they tell of, after 24 months', async () => {
    await send();
    const { TenantUpkeep } = await import('../../src/identity/upkeep/tenant-upkeep.js');
    const upkeep = () => world.in(() => world.app.get(TenantUpkeep).run());
    await upkeep();
    expect(await world.gilbert.sql('SELECT FROM system_message')).toHaveLength(2);
    await world.gilbert.sql(`UPDATE system_message SET created_at = created_at - interval '731 days'`);
    await upkeep();
    expect(await world.gilbert.sql('SELECT FROM system_message')).toHaveLength(0);
  });
});
