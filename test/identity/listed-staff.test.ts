import { StaffAccounts } from '../../src/identity/index.js';
import { aBuilding, aListedStaffMember, type Row } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import {
  after,
  choosePassword,
  identityWorld,
  type IdentityWorld,
  PHRASE,
  read,
  signIn,
} from './support/identity-world.js';
import { letters, linkIn } from './support/mailbox.js';

const WRONG = 'Identifiant ou mot de passe incorrect.';

describe('staff a manifest tells of', () => {
  let world: IdentityWorld;
  let listed: Row;
  let building: Row;

  beforeAll(async () => {
    world = await identityWorld();
    listed = await aListedStaffMember(world.gilbert, {
      last_name: 'Lambert',
      first_name: 'Noé',
      email: 'noe.lambert@gilbert.fr',
    });
    building = await aBuilding(world.gilbert, { name: 'Les Tilleuls', manager_id: listed.id });
    await world.staff();
  });
  afterAll(() => world.close());

  const claire = async () => {
    const agent = world.agent();
    await signIn(agent, '/connexion', 'claire.durand', PHRASE);
    return agent;
  };
  const identities = async () => (await read(await claire(), '/agence/syndic/identites?q=lambert')).text;

  it('is read in Identités and as manager of buildings, and has no sign-in until an administrator gives a role [ADM-20]', async () => {
    expect(await identities()).toContain('Lambert');
    const { text } = await read(await claire(), `/agence/syndic/portefeuille/immeubles/${building.id}`);
    expect(text).toContain('Lambert Noé');

    for (const login of ['noe.lambert@gilbert.fr', 'noe.lambert', 'lambert']) {
      const agent = world.agent();
      for (const password of ['Lambert', '', PHRASE]) {
        const refused = await after(agent, await signIn(agent, '/connexion', login, password));
        expect(refused.errors.join()).toContain(WRONG);
      }
      await submitForm(agent, '/connexion/mot-de-passe-oublie', { login });
    }
    expect(await letters(world, 'reset')).toEqual([]);

    await world.in(() =>
      world.app.get(StaffAccounts).add({
        lastName: 'Lambert',
        firstName: 'Noé',
        login: 'noe.lambert',
        email: 'noe.lambert@gilbert.fr',
        role: 'manager',
        listedStaffId: listed.id,
      }),
    );
    const [invitation] = await letters(world, 'invitation');
    const agent = world.agent();
    await choosePassword(agent, linkIn(invitation!), PHRASE);
    expect((await signIn(agent, '/connexion', 'noe.lambert', PHRASE)).headers.location).toBe('/agence');
    expect((await identities()).match(/Lambert/g)).toHaveLength(1);
  });
});
