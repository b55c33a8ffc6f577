import { NotificationRefusal } from '../../src/identity/index.js';
import { submitForm } from '../support/form.js';
import { identityWorld, type IdentityWorld, read, type Resident, signedInResident } from './support/identity-world.js';

describe('the link by which a resident refuses notifications', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
  });
  afterAll(() => world.close());

  const linkFor = async ({ login }: Resident) => {
    const [row] = await world.gilbert.sql('SELECT id FROM resident_login WHERE login = $1', [login]);
    const refusals = world.app.get(NotificationRefusal);
    return new URL(await world.in(() => Promise.resolve(refusals.linkFor(String(row?.id))))).pathname;
  };

  it('refuses notifications by the link of a letter without sign-in, takes them back in the profile [RES-05]', async () => {
    const resident = await world.resident();
    const agent = await signedInResident(world, resident);
    const choice = async () =>
      (await read(agent, '/extranet/profil')).$('input[name=notifyDocuments][checked]').attr('value');
    const link = await linkFor(resident);
    const stranger = world.agent();
    await stranger.get(link);
    expect(await choice()).toBe('immediate');
    await submitForm(stranger, link, {});
    expect(await choice()).toBe('never');
    expect((await stranger.get(`${link}x`)).status).toBe(404);
    await submitForm(agent, '/extranet/profil', { notifyDocuments: 'weekly' }, 'form[action$="/notifications"]');
    expect(await choice()).toBe('weekly');
  });

  it('takes the one click of a mail program: no cookie, no form, no redirect; all it can do is refuse [RES-05]', async () => {
    const resident = await world.resident();
    const agent = await signedInResident(world, resident);
    const link = await linkFor(resident);
    const click = (address: string, body: object = { 'List-Unsubscribe': 'One-Click' }) =>
      world.agent().post(address).type('form').send(body);
    const forged = link.replace(/.{4}$/, 'AAAA');
    const ofAnother = link.replace(/[0-9a-f]{8}-/, '00000000-');
    for (const address of [forged, ofAnother, `${link.split('.')[0]}.`, link.split('.')[0]!]) {
      expect((await click(address)).status).toBe(404);
    }
    const row = async () =>
      (await world.gilbert.sql('SELECT * FROM resident_login WHERE login = $1', [resident.login]))[0]!;
    const before = await row();
    for (let time = 0; time < 2; time += 1) {
      const answer = await click(link, {
        'List-Unsubscribe': 'One-Click',
        email: 'x@y.fr',
        notifyDocuments: 'immediate',
      });
      expect([answer.status, answer.text, answer.headers.location]).toEqual([200, '', undefined]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(await row()).toEqual({ ...before, notify_documents: 'never', notify_changed_at: expect.any(Date) });
    expect((await agent.get('/extranet/profil')).status).toBe(200);
  });
});
