import { load } from 'cheerio';
import type { Agent } from '../support/app.js';
import { ScheduleWorld, SERVICE, SERVICES } from './support/schedule-world.js';

describe('the system services of an agency', () => {
  let world: ScheduleWorld;
  let manager: Agent;
  beforeAll(async () => {
    world = await ScheduleWorld.open();
    manager = await world.sign('manager');
  });
  afterAll(() => world.close());

  const page = async (agent = world.administrator, address = SERVICE) => load((await agent.get(address)).text);

  it('begin with pi_sys_publier_xml, whose days are shown once it is chosen [PUB-14] [PUB-17]', async () => {
    const list = await page(world.administrator, SERVICES);
    const first = list('main .panel a').first();
    expect([first.text(), first.attr('href')]).toEqual(['pi_sys_publier_xml', SERVICE]);
    expect(list('input[type="checkbox"][name^="day."]')).toHaveLength(0);
    expect(list('main').text()).toContain('Choisissez un service');
    const chosen = await page();
    const days = chosen('input[name^="day."]').map((_, box) => chosen(box).closest('label').text().trim());
    expect(days.get()).toEqual(['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche']);
    expect((await world.administrator.get(`${SERVICES}/autre`)).status).toBe(404);
  });

  it('offer 20:00 as the hour of each day [PUB-18]', async () => {
    const $ = await page();
    expect(
      $('input[name^="hour."]')
        .map((_, hour) => $(hour).val())
        .get(),
    ).toEqual(Array(7).fill('20:00'));
  });

  it('say everything that is missing, and the next three runs once nothing is [PUB-15] [PUB-19]', async () => {
    const missing = async () => {
      const $ = await page();
      return $('.notice-warning li')
        .map((_, item) => $(item).text().split(/[,;.]/)[0]!.trim())
        .get();
    };
    expect(await missing()).toEqual([
      'l’activation du service par l’assistance',
      'au moins un jour avec son heure',
      'votre nom de domaine',
    ]);
    await world.activate(true);
    expect(await missing()).toHaveLength(2);
    await world.validateDomain();
    expect(await missing()).toEqual(['au moins un jour avec son heure']);
    const saved = await world.tick({ 1: '20:00', 4: '7h30' });
    expect([saved.status, saved.headers.location]).toEqual([303, SERVICE]);
    expect(await missing()).toEqual([]);
    const text = await world.text(world.administrator, SERVICE);
    expect(text).toContain(
      'Prochaines publications Lundi 17/11/2025 à 20:00 Jeudi 20/11/2025 à 07:30 Lundi 24/11/2025 à 20:00',
    );
    expect(text).toContain('Modifié par Claire DURAND le 14 novembre 2025 à 20:05');
    const $ = await page();
    expect(
      $('input[name^="day."][checked]')
        .map((_, box) => $(box).attr('name'))
        .get(),
    ).toEqual(['day.1', 'day.4']);
    expect($('input[name="hour.4"]').val()).toBe('07:30');
    expect($('.pill').first().text()).toBe('Actif');
  });

  it('are switched on by the operator alone; the agency reads whom to ask [PUB-16]', async () => {
    const $ = await page();
    const box = $('label.choice')
      .filter((_, label) => $(label).text().includes('Actif'))
      .find('input');
    expect([box.attr('disabled'), box.attr('name')]).toEqual(['disabled', undefined]);
    expect($('main').text()).toContain('Pour activer ou modifier ce service, contactez l’assistance');
    const csrf = $('main input[name="_csrf"]').val() as string;
    await world.administrator.post(SERVICE).type('form').send({ _csrf: csrf, seen: '', active: 'on' });
    expect(await world.text(world.operator, '/clients/gilbert', '#reglages')).toContain('pi_sys_publier_xml');
    await world.activate(false);
    expect(await world.text(world.administrator, SERVICES)).toContain('Inactif');
    await world.activate(true);
    expect(await world.text(world.administrator, SERVICES)).toContain('Actif');
    const acts = await world.world.sql(
      `SELECT actor_kind, details->'on' AS on FROM audit_entry WHERE tenant_id = $tenant AND action = 'tenants.switch' ORDER BY id`,
    );
    expect(acts.slice(-2)).toEqual([
      { actor_kind: 'operator', on: false },
      { actor_kind: 'operator', on: true },
    ]);
  });

  it.each(['', '25:00', '20:60', 'le soir', '8'])(
    'refuse the hour "%s" at its day, and keep what was typed',
    async (hour) => {
      const sent = await world.tick({ 2: hour });
      expect(sent.headers.location).toBe(SERVICE);
      const $ = await page();
      expect($('#f-hour\\.2-error').text()).toContain('Indiquez une heure, par exemple 20:00.');
      expect([$('input[name="hour.2"]').val(), $('input[name="day.2"]').attr('checked')]).toEqual([hour, 'checked']);
      expect((await page())('input[name="day.2"]').attr('checked')).toBeUndefined();
    },
  );

  it('keep the hours of days that are not ticked to themselves', async () => {
    const $ = await page();
    const csrf = $('main input[name="_csrf"]').val() as string;
    const seen = $('main input[name="seen"]').val() as string;
    const sent = await world.administrator
      .post(SERVICE)
      .type('form')
      .send({ _csrf: csrf, seen, 'day.1': 'on', 'hour.1': '21:15', 'hour.5': 'jamais' });
    expect(sent.status).toBe(303);
    expect((await page())('input[name="hour.5"]').val()).toBe('20:00');
  });

  it('come back to the second of two people, with the hours of the first beside his', async () => {
    const paul = await world.sign('administrator');
    const before = load((await paul.get(SERVICE)).text);
    await world.tick({ 1: '06:00' });
    const typed = { 'day.1': 'on', 'hour.1': '22:00' };
    const fields = {
      _csrf: before('main input[name="_csrf"]').val() as string,
      seen: before('main input[name="seen"]').val() as string,
    };
    await paul
      .post(SERVICE)
      .type('form')
      .send({ ...fields, ...typed });
    const back = load((await paul.get(SERVICE)).text);
    expect(back('#erreurs').text()).toContain('Modifié entre-temps par Claire DURAND');
    expect(back('#f-hour\\.1-error').text().replace(/\s+/g, ' ')).toContain('Claire DURAND a enregistré : 06:00.');
    expect(back('input[name="hour.1"]').val()).toBe('22:00');
    const again = {
      _csrf: back('main input[name="_csrf"]').val() as string,
      seen: back('main input[name="seen"]').val() as string,
    };
    await paul
      .post(SERVICE)
      .type('form')
      .send({ ...again, ...typed });
    expect((await page())('input[name="hour.1"]').val()).toBe('22:00');
  });

  it('are read by those who see publications, changed by those who keep the settings', async () => {
    const $ = load((await manager.get(SERVICE)).text);
    expect($('main form button[type="submit"]')).toHaveLength(0);
    expect($('main fieldset').attr('disabled')).toBeDefined();
    const csrf = $('input[name="_csrf"]').val() as string;
    expect((await manager.post(SERVICE).type('form').send({ _csrf: csrf, seen: '' })).status).toBe(403);
    expect(load((await manager.get('/gestion/publications')).text)(`a[href="${SERVICES}"]`).length).toBeGreaterThan(0);
  });

  it('leave what changed in the register', async () => {
    const [last] = await world.world.sql(
      `SELECT actor_name, details FROM audit_entry WHERE tenant_id = $tenant AND action = 'publication-schedule.change' ORDER BY id DESC LIMIT 1`,
    );
    expect(last).toEqual({
      actor_name: 'Paul MARTIN',
      details: { old: [{ weekday: 1, hour: '06:00' }], new: [{ weekday: 1, hour: '22:00' }] },
    });
  });
});
