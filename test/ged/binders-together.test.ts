import { BindersDesk, COUNCIL, HOME } from './binders-desk.js';
import { submitForm } from '../support/form.js';

describe('the binders, at the desk, with others', () => {
  let desk: BindersDesk;
  beforeAll(async () => {
    desk = await BindersDesk.open();
  });
  beforeEach(() => desk.lay());
  afterAll(() => desk.close());

  it('are named by one person at a time: the second reads what the first called it', async () => {
    const leases = await desk.binder('gerance', 'Baux');
    const paul = await desk.colleague();
    const address = `${HOME}/${leases.id}/modification`;
    const seen = (await desk.page(address))('input[name="seen"]').val() as string;
    await submitForm(paul, address, { name: 'Baux signés' });
    const refused = await desk.post(address, { name: 'Contrats de location', complianceKind: '', seen });
    const words = await desk.words(String(refused.headers.location));
    expect(words).toContain('Modifié entre-temps par Paul Petit');
    expect(words).toContain('Paul Petit l’a nommé « Baux signés ».');
    await submitForm(desk.claire, address, { name: 'Contrats de location' });
    expect(await desk.stored(leases)).toMatchObject({ path: ['Contrats de location'] });
  });

  it('of a machine are set there: nothing of them changes here [PUB-57]', async () => {
    const council = await desk.binder('syndic', 'Relevés bancaires');
    await desk.gilbert.sql(
      `INSERT INTO binder_listing (tenant_id, source_id, ref, binder_id, levels, position, active) VALUES ($1, $2, 'B1', $3, $4, 1, true)`,
      [desk.gilbert.tenantId, desk.gilbert.sourceId, council.id, COUNCIL],
    );
    const row = (await desk.page())(`#classeur-${council.id}`);
    expect(row.text()).toContain('Défini par LSC');
    expect(row.find('input[type="checkbox"]:not([disabled])')).toHaveLength(0);
    expect(row.find('input[type="checkbox"][checked]')).toHaveLength(2);
    expect(row.find('input[name="drawn"]')).toHaveLength(0);
    await desk.post(HOME, { drawn: `${council.id}:council_member+president`, president: String(council.id) });
    for (const act of ['modifier', 'supprimer', 'monter', 'descendre'])
      await desk.post(`${HOME}/choix`, { binder: String(council.id), act });
    await desk.post(`${HOME}/${council.id}/desactivation`, {});
    expect(await desk.stored(council)).toMatchObject({ levels: COUNCIL, active: true, position: council.position });
  });
});
