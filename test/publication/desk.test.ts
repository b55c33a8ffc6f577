import { DeskRuns, DomainNotValidated, RunOpen } from '../../src/publication/index.js';
import { change } from '../support/factories/index.js';
import { PublicationWorld } from './support/world.js';

describe('a run of the desk', () => {
  let world: PublicationWorld;
  beforeAll(async () => {
    world = await PublicationWorld.open();
    await change(world.ground, 'publication_settings', { domain_validated_at: new Date() });
  });
  afterAll(() => world.close());

  const start = (options: Partial<Parameters<DeskRuns['start']>[0]> = {}) =>
    world.app.inTenant('gilbert', () => world.app.get(DeskRuns).start({ trigger: 'manual', ...options }));
  const state = async (number: number) =>
    (
      await world.sql<{ state: string }>(
        `SELECT state FROM publication_run WHERE tenant_id = $tenant AND number = ${number}`,
      )
    )[0]?.state;

  it('is applied without a single row, and asks nobody', async () => {
    const run = await start();
    expect(run).toMatchObject({ number: 1, state: 'checking', sourceKind: 'desk', trigger: 'manual' });
    await world.work();
    expect(await state(run.number)).toBe('applied');
  });

  it('is refused while another is open, whose number is said', async () => {
    const open = await start();
    const refused = await start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RunOpen);
    expect(refused).toMatchObject({ values: { number: open.number } });
    await world.work();
    expect(await state(open.number)).toBe('applied');
  });

  it('waits for the domain name to be validated', async () => {
    await change(world.ground, 'publication_settings', { domain_validated_at: null });
    await expect(start()).rejects.toThrow(DomainNotValidated);
    await change(world.ground, 'publication_settings', { domain_validated_at: new Date() });
  });
});
