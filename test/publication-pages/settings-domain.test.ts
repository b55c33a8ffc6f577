import { load } from 'cheerio';
import { DeskRuns, DomainNotValidated } from '../../src/publication/index.js';
import type { Agent } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { ScheduleWorld, SERVICES } from './support/schedule-world.js';

const SETTINGS = '/gestion/administration/publication-internet';

describe('the domain name', () => {
  let world: ScheduleWorld;
  let claire: Agent;
  beforeAll(async () => {
    world = await ScheduleWorld.open();
    claire = world.administrator;
  });
  afterAll(() => world.close());

  const page = async (path = '') => load((await claire.get(`${SETTINGS}${path}`)).text);
  const validate = (domain: string) =>
    submitForm(claire, SETTINGS, { domain }, `main form[action="${SETTINGS}/domaine"]`);
  const validated = async () => {
    const [row] = await world.world.sql<{ at: Date | null }>(
      `SELECT domain_validated_at AS at FROM publication_settings WHERE tenant_id = $tenant`,
    );
    return row?.at !== null;
  };

  const start = () =>
    world.world.app.inTenant('gilbert', () =>
      world.world.app.get(DeskRuns).start({ trigger: 'manual', simulate: true }),
    );

  it('is empty until one is validated; nothing starts from the desk and the schedule is suspended [PUB-02] [PUB-04]', async () => {
    expect((await page())('input[name="domain"]').val()).toBe('');
    await expect(start()).rejects.toThrow(DomainNotValidated);
    await world.activate(true);
    await world.tick({ 1: '20:00' });
    expect(await world.text(claire, SERVICES)).toContain('Suspendu');
  });

  it.each([
    ['mosan', 'Ce nom de domaine n’est pas celui de votre agence.'],
    ['', 'Indiquez votre nom de domaine.'],
    ['ma résidence', 'De 3 à 40 caractères'],
    ['ab', 'De 3 à 40 caractères'],
    ['x'.repeat(41), 'De 3 à 40 caractères'],
  ])('refuses "%s", and keeps what was typed [PUB-02] [PUB-03]', async (typed, sentence) => {
    const sent = await validate(typed);
    expect(sent.headers.location).toBe(`${SETTINGS}/domaine`);
    const $ = await page('/domaine');
    expect([$('#f-domain-error').text().includes(sentence), $('input[name="domain"]').val()]).toEqual([true, typed]);
    expect(await validated()).toBe(false);
  });

  it('is the agency’s own label, or an alias the operator gave [PUB-02] [PUB-03]', async () => {
    await world.world.sql(`INSERT INTO platform.tenant_alias (alias, tenant_id) VALUES ('cabinet-gilbert', $tenant)`);
    expect((await validate(' GILBERT ')).headers.location).toBe(SETTINGS);
    expect((await page())('input[name="domain"]').val()).toBe('gilbert');
    await validate('cabinet-gilbert');
    expect(await world.text(claire, SETTINGS)).toContain('Validé le 14/11/2025');
    expect((await page())('input[name="domain"]').val()).toBe('cabinet-gilbert');
    expect((await start()).state).toBe('checking');
    await world.world.work();
    expect(await world.text(claire, SERVICES)).not.toContain('Suspendu');
  });

  it('counts no more once the operator takes that alias back [PUB-04]', async () => {
    await world.world.sql(`DELETE FROM platform.tenant_alias WHERE tenant_id = $tenant`);
    await expect(start()).rejects.toThrow(DomainNotValidated);
    expect(await world.text(claire, SERVICES)).toContain('Suspendu');
    expect(await world.text(claire, '/gestion/publications/publier')).toContain('Indiquez d’abord le nom de domaine.');
    await validate('gilbert');
    expect(await world.text(claire, SERVICES)).not.toContain('Suspendu');
  });

  it('leaves its trace', async () => {
    const acts = await world.world.sql<{ details: unknown }>(
      `SELECT details FROM audit_entry WHERE tenant_id = $tenant AND action = 'publication-settings.domain' ORDER BY id`,
    );
    expect(acts.map(({ details }) => details)).toEqual([
      { old: null, new: 'gilbert' },
      { old: 'gilbert', new: 'cabinet-gilbert' },
      { old: 'cabinet-gilbert', new: 'gilbert' },
    ]);
  });
});
