import { load } from 'cheerio';
import type { Agent } from '../support/app.js';
import {
  aCompany,
  aHolder,
  aListedStaffMember,
  aLot,
  anAllocationKey,
  anOffice,
  aShare,
  aSupplier,
  change,
  type Gilbert,
} from '../support/factories/index.js';
import { residentWorld } from '../support/resident-world.js';

const HOME = '/extranet/coproprietaire';

describe('what residents read of the portfolio', () => {
  const world = residentWorld();
  let gilbert: Gilbert;
  let pierre: Agent;
  beforeEach(() => {
    ({ gilbert, pierre } = world());
  });

  const main = async (address: string, agent = pierre) =>
    load((await agent.get(address).expect(200)).text)('main')
      .text()
      .replace(/\s+/g, ' ');

  it('lists his lots with floor, area and shares by key [RES-39]', async () => {
    const key = await anAllocationKey(gilbert, gilbert.residence, { label: 'Ascenseur', total: 1_200 });
    await aShare(gilbert, gilbert.pierre.lot, key, 48);
    await change(gilbert, 'lot', { floor: '3e étage', area: 68.4, description: 'T3' }, { id: gilbert.pierre.lot.id });
    const text = await main(`${HOME}/biens`);
    for (const said of [
      'Résidence Gilbert',
      '12 rue des Tilleuls, 54000 Nancy',
      'Appartement n° 7',
      'T3',
      '3e étage',
      '68,4 m²',
      'Ascenseur48 / 1 200',
    ]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain('n° 8');
  });

  it('tells a landlord who rents his lots and since when [RES-39]', async () => {
    const paul = gilbert.agent(gilbert.paul);
    const free = await aLot(gilbert, gilbert.clos, { number: 'P2', kind: 'parking' });
    await aHolder(gilbert, free, gilbert.paul.account);
    const text = await main('/extranet/proprietaire/biens', paul);
    expect(text).toContain('Loué à Karim Benali, depuis le 01/02/2023');
    expect(text).toContain('Stationnement n° P2 Libre de locataire');
    await change(gilbert, 'lot_holder', { held_until: '2025-11-13' }, { account_id: gilbert.karim.account.id });
    expect(await main('/extranet/proprietaire/biens', paul)).not.toContain('Karim');
  });

  it('says so when there is no lot, and is not for lessees [RES-45] [ADM-80]', async () => {
    await gilbert.sql('DELETE FROM lot_holder WHERE tenant_id = $1', [gilbert.tenantId]);
    expect(await main(`${HOME}/biens`)).toContain('Aucun bien.');
    await gilbert.agent(gilbert.karim).get('/extranet/locataire/biens').expect(404);
    await change(gilbert, 'extranet_settings', { show_properties: false });
    await pierre.get(`${HOME}/biens`).expect(404);
  });

  it('gives the offices shown to residents and who looks after their buildings [RES-41] [ADM-37] [ADM-79]', async () => {
    expect(await main(`${HOME}/contacts`)).toContain('Coordonnées à venir.');
    const claire = await aListedStaffMember(gilbert, { phone: '03 83 00 00 01' });
    const stranger = await aListedStaffMember(gilbert, { first_name: 'Zoé' });
    await change(gilbert, 'building', { manager_id: claire.id }, { id: gilbert.residence.id });
    await change(gilbert, 'building', { manager_id: stranger.id }, { id: gilbert.clos.id });
    await anOffice(gilbert, { name: 'Nancy', opening_hours: 'De 9 h à 18 h', latitude: 48.69, longitude: 6.18 });
    await anOffice(gilbert, { name: 'Réserve', visible_to_residents: false });
    const text = await main(`${HOME}/contacts`);
    for (const said of [
      'Gestionnaire Claire Durand',
      'Résidence Gilbert',
      '03 83 00 00 01',
      'Nancy',
      'De 9 h à 18 h',
      'Voir sur un plan',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/Réserve|Zoé/);
    const $ = load((await pierre.get(`${HOME}/contacts`)).text);
    expect($('a[target=_blank]').attr()).toMatchObject({
      rel: 'noopener noreferrer',
      href: expect.stringContaining('openstreetmap.org'),
    });
    await change(gilbert, 'extranet_settings', { show_contacts: false });
    await pierre.get(`${HOME}/contacts`).expect(404);
  });

  it('lists the suppliers the agency shows, by trade, when it shows them at all [RES-40] [ADM-78]', async () => {
    await pierre.get(`${HOME}/partenaires`).expect(404);
    await change(gilbert, 'extranet_settings', { show_partners: true });
    expect(await main(`${HOME}/partenaires`)).toContain('Aucun partenaire.');
    const company = async (name: string) => ({
      party_id: (await aCompany(gilbert, { company_name: name, phone: '03 83 11 22 33' })).id,
    });
    await aSupplier(gilbert, { ...(await company('Aqua')), trade: 'Plomberie' });
    await aSupplier(gilbert, { ...(await company('Otis')), trade: 'Ascenseurs' });
    await aSupplier(gilbert, { ...(await company('Caché')), visible_to_residents: false });
    const text = await main(`${HOME}/partenaires`);
    expect(text.indexOf('Ascenseurs')).toBeLessThan(text.indexOf('Plomberie'));
    expect(text).toContain('Otis 03 83 11 22 33');
    expect(text).not.toContain('Caché');
  });
});
