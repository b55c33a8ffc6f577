import { SftpWorld } from './support/sftp-world.js';

describe('the SFTP door', () => {
  let world: SftpWorld;
  beforeAll(async () => {
    world = await SftpWorld.open();
  });
  afterAll(() => world.close());

  it('shows a sender its folder', async () => {
    const sender = await world.connect();
    expect(await sender.realPath('.')).toBe('/');
    expect((await sender.list('/')).map(({ name, type }) => `${type} ${name}`)).toEqual(['d archive', 'd files', 'd in', 'd out']);
  });
});
