import { load } from 'cheerio';
import type { Agent } from '../support/app.js';
import { change } from '../support/factories/index.js';
import { type Fields, submitForm } from '../support/form.js';
import { invoice, minutes } from '../publication/support/manifest.js';
import { ScheduleWorld } from './support/schedule-world.js';
import { withDocuments } from './support/staff-desk.js';

const SETTINGS = '/gestion/administration/publication-internet';
const ENTRY_LABELS = {
  groupCashLandlord: 'Regrouper les écritures de trésorerie (Propriétaire)',
  groupCashLessee: 'Regrouper les écritures de trésorerie (Locataire)',
  excludeUnrepaid: 'Exclure les analytiques non reversés aux propriétaires',
  useAttachmentNames: 'Utiliser le nom des pièces jointes des événements pour le titre des documents sur l’extranet',
  groupCashCoOwner: 'Regrouper les écritures de trésorerie (Copropriétaire)',
  omitBankDetails: 'Ne pas envoyer les coordonnées bancaires des copropriétés',
  sendExpenses: 'Envoyer la liste des dépenses',
  send102Funds: 'Envoyer les comptes 102xxx dans les fonds travaux',
};

describe('the settings of what is published', () => {
  let world: ScheduleWorld;
  let claire: Agent;
  let paul: Agent;
  beforeAll(async () => {
    world = await ScheduleWorld.open();
    claire = world.administrator;
    paul = await world.sign('administrator');
    await change(world.world.ground, 'publication_settings', { send_expenses: false });
    await world.validateDomain();
    await world.activate(true);
    await world.tick({ 1: '20:00' });
  });
  afterAll(() => world.close());

  const page = async (path = '', agent = claire) => load((await agent.get(`${SETTINGS}${path}`)).text);
  const save = (path: string, fields: Fields, agent = claire) =>
    submitForm(agent, `${SETTINGS}${path}`, fields, `main form[action="${SETTINGS}${path}"]`);
  /** Posted as drawn, save for the boxes: none of those that were ticked, only these. */
  const post = async (path: string, fields: Fields, agent = claire) => {
    const $ = await page(path, agent);
    const form = $(`main form[action="${SETTINGS}${path}"]`);
    const hidden = {
      _csrf: form.find('input[name="_csrf"]').val() as string,
      seen: form.find('input[name="seen"]').val() as string,
    };
    return agent
      .post(`${SETTINGS}${path}`)
      .type('form')
      .send({ ...hidden, ...fields });
  };
  const errorAt = async (path: string, field: string, agent = claire) =>
    (await page(path, agent))(`#f-${field.replace('.', '\\.')}-error`)
      .text()
      .replace(/\s+/g, ' ')
      .trim();
  const row = async (columns: string) =>
    (
      await world.world.sql<Record<string, unknown>>(
        `SELECT ${columns} FROM publication_settings WHERE tenant_id = $tenant`,
      )
    )[0];

  describe('"Écritures et documents"', () => {
    it('has a box for each choice, none ticked in a new agency', async () => {
      const $ = await page();
      for (const [name, label] of Object.entries(ENTRY_LABELS)) {
        const box = $(`input[name="${name}"]`);
        expect([box.closest('label').find('.choice-label').text(), box.attr('checked')]).toEqual([label, undefined]);
      }
    });

    it('shows both logs to all, to be changed by the operator only [PUB-05] [PUB-07]', async () => {
      const log = async (label: string) => {
        const $ = await page();
        const choice = $('label.choice').filter((_, one) => $(one).text().includes(label));
        expect([choice.text().includes('(réservé)'), choice.find('input').attr('name')]).toEqual([true, undefined]);
        return [
          choice.find('input').attr('disabled') !== undefined,
          choice.find('input').attr('checked') !== undefined,
        ];
      };
      expect([await log('Activer log'), await log('Log des transferts en XML')]).toEqual([
        [true, false],
        [true, false],
      ]);
      expect((await post('', { runLog: 'on' })).headers.location).toBe(SETTINGS);
      expect(await row('run_log, transfer_log')).toEqual({ run_log: false, transfer_log: false });
      for (const key of ['run-log', 'transfer-log'])
        await submitForm(world.operator, '/clients/gilbert', { on: 'true' }, `form[action$="/reglages/${key}"]`);
      expect([await log('Activer log'), await log('Log des transferts en XML')]).toEqual([
        [true, true],
        [true, true],
      ]);
    });

    it('is saved as a whole, says by whom and when, and when it will be seen; the register has old and new [PUB-10]', async () => {
      const sent = await save('', { groupCashLandlord: 'on', sendExpenses: 'on' });
      expect([sent.status, sent.headers.location]).toEqual([303, SETTINGS]);
      const text = await world.text(claire, SETTINGS);
      expect(text).toContain('visible après la prochaine publication (le 17/11/2025 à 20:00)');
      expect(text).toContain('Modifié par Claire DURAND le 14 novembre 2025 à 20:05');
      expect(await row('group_cash_landlord, group_cash_lessee, send_expenses')).toEqual({
        group_cash_landlord: true,
        group_cash_lessee: false,
        send_expenses: true,
      });
      await post('', { sendExpenses: 'on' });
      const acts = await world.world.sql(
        `SELECT actor_name, subject_id, details FROM audit_entry WHERE tenant_id = $tenant AND action = 'publication-settings.change' ORDER BY id`,
      );
      expect(acts).toEqual([
        {
          actor_name: 'Claire DURAND',
          subject_id: 'ecritures',
          details: {
            old: { groupCashLandlord: false, sendExpenses: false },
            new: { groupCashLandlord: true, sendExpenses: true },
          },
        },
        {
          actor_name: 'Claire DURAND',
          subject_id: 'ecritures',
          details: { old: { groupCashLandlord: true }, new: { groupCashLandlord: false } },
        },
      ]);
      for (const path of ['', '/inactivation', '/renvoi', '/seuils'])
        expect((await page(path))('form[data-warn-unsaved]').attr('action')).toBe(`${SETTINGS}${path}`);
    });

    it('says that nothing changed when nothing did', async () => {
      await save('', {});
      expect(await world.text(claire, SETTINGS)).toContain('Rien n’a changé.');
    });

    it('says "after the next publication" where none comes by itself', async () => {
      await world.activate(false);
      await save('', { send102Funds: 'on' });
      expect(await world.text(claire, SETTINGS)).toContain('visible après la prochaine publication.');
      await world.activate(true);
    });

    it('comes back to the second of two people, with the values of the first beside his', async () => {
      const drawn = await page('', paul);
      const hidden = {
        _csrf: drawn(`form[action="${SETTINGS}"] input[name="_csrf"]`).val() as string,
        seen: drawn(`form[action="${SETTINGS}"] input[name="seen"]`).val() as string,
      };
      await post('', { excludeUnrepaid: 'on', sendExpenses: 'on' });
      const sent = await paul
        .post(SETTINGS)
        .type('form')
        .send({ ...hidden, omitBankDetails: 'on', sendExpenses: 'on' });
      expect(sent.headers.location).toBe(SETTINGS);
      const $ = await page('', paul);
      expect($('#erreurs').text()).toContain('Modifié entre-temps par Claire DURAND, ses valeurs à côté des vôtres.');
      expect($('#f-excludeUnrepaid-error').text()).toContain('Claire DURAND a coché cette case.');
      expect($('#f-omitBankDetails-error').text()).toContain('Claire DURAND a décoché cette case.');
      expect($('#f-sendExpenses-error')).toHaveLength(0);
      expect($('input[name="omitBankDetails"]').attr('checked')).toBeDefined();
      expect(await row('exclude_unrepaid, omit_bank_details')).toEqual({
        exclude_unrepaid: true,
        omit_bank_details: false,
      });
      const again = $(`form[action="${SETTINGS}"] input[name="seen"]`).val() as string;
      await paul
        .post(SETTINGS)
        .type('form')
        .send({ ...hidden, seen: again, omitBankDetails: 'on', sendExpenses: 'on' });
      expect(await row('exclude_unrepaid, omit_bank_details')).toEqual({
        exclude_unrepaid: false,
        omit_bank_details: true,
      });
    });

    it('is not disturbed by what is saved under another tab', async () => {
      const drawn = await page('', paul);
      const form = drawn(`form[action="${SETTINGS}"]`);
      await save('/inactivation', { hideOnNotice: 'on' });
      const hidden = {
        _csrf: form.find('input[name="_csrf"]').val() as string,
        seen: form.find('input[name="seen"]').val() as string,
      };
      await paul.post(SETTINGS).type('form').send(hidden);
      expect(await row('omit_bank_details, hide_on_notice')).toEqual({
        omit_bank_details: false,
        hide_on_notice: true,
      });
    });
  });

  describe('"Inactivation"', () => {
    it('has the three options, and how long an initial password lasts', async () => {
      const $ = await page('/inactivation');
      expect($('fieldset legend').text().trim()).toMatch(/^Inactiver les comptes\s:$/);
      expect(
        $('fieldset .choice-label')
          .map((_, label) => $(label).text())
          .get(),
      ).toEqual([
        'Locataires, à l’enregistrement du préavis',
        'Locataires, à l’enregistrement du départ',
        'Copropriétaires vendeurs, à l’enregistrement d’une mutation',
      ]);
      expect($('input[name="firstAccessDays"]').val()).toBe('30');
      await save('/inactivation', { hideOnDeparture: 'on', hideOnTransfer: 'on', firstAccessDays: '45' });
      expect(await row('hide_on_notice, hide_on_departure, hide_on_transfer, initial_password_days')).toEqual({
        hide_on_notice: true,
        hide_on_departure: true,
        hide_on_transfer: true,
        initial_password_days: 45,
      });
    });

    it.each(['', '6', '91', '30,5', 'trente', '-30'])('refuses "%s" days, and keeps what was typed', async (days) => {
      await save('/inactivation', { firstAccessDays: days });
      const $ = await page('/inactivation');
      expect($('#f-firstAccessDays-error').text()).toContain('entre 7 et 90');
      expect([$('input[name="firstAccessDays"]').val(), $('input[name="hideOnTransfer"]').attr('checked')]).toEqual([
        days,
        'checked',
      ]);
      expect(await row('initial_password_days')).toEqual({ initial_password_days: 45 });
    });
  });

  describe('"Renvoi"', () => {
    it('keeps the day until a publication takes it, or it is emptied; it advises the other way', async () => {
      await save('/renvoi', { resendSince: '2025-11-01' });
      expect(await row('resend_since')).toEqual({ resend_since: '2025-11-01' });
      const text = await world.text(claire, `${SETTINGS}/renvoi`);
      expect(text).toContain('Les documents depuis le 01/11/2025 seront renvoyés par la prochaine publication');
      expect(text).toContain('Ce champ est gardé par compatibilité');
      await save('/renvoi', { resendSince: '' });
      expect(await row('resend_since')).toEqual({ resend_since: null });
    });

    it.each([
      ['2025-11-15', 'Cette date est à venir.'],
      ['2025-02-30', 'Indiquez une date qui existe'],
      ['hier', 'Indiquez une date qui existe'],
    ])('refuses %s', async (typed, sentence) => {
      await save('/renvoi', { resendSince: typed });
      expect(await errorAt('/renvoi', 'resendSince')).toContain(sentence);
      expect(await row('resend_since')).toEqual({ resend_since: null });
    });
  });

  describe('"Seuils"', () => {
    it('narrow and widen the guard, and go back to what was delivered [PUB-94]', async () => {
      const { world: publication } = world;
      const $ = await page('/seuils');
      expect($('input[name="documents.floor"]').val()).toBe('50');
      expect($('input[name="expenses.percent"]').val()).toBe('50');
      await publication.publish(publication.sheet(withDocuments(20)), [minutes, invoice]);
      await save('/seuils', { 'documents.floor': '1', 'documents.percent': '10' });
      expect((await publication.publish(publication.sheet(withDocuments(15)))).state).toBe('awaiting_approval');
      await submitForm(claire, `${SETTINGS}/seuils`, {}, `main form[action="${SETTINGS}/seuils/origine"]`);
      expect((await page('/seuils'))('input[name="documents.floor"]').val()).toBe('50');
      expect((await publication.publish(publication.sheet(withDocuments(14)))).state).toBe('applied');
      expect(await publication.sql(`SELECT FROM publication_threshold WHERE tenant_id = $tenant`)).toEqual([]);
    });

    it.each([
      ['documents.floor', '0', 'Indiquez un nombre entre 1 et 10 000.'],
      ['documents.floor', '10001', 'Indiquez un nombre entre 1 et 10 000.'],
      ['lots.percent', '0', 'Indiquez un pourcentage entier, de 1 à 90.'],
      ['lots.percent', '91', 'Indiquez un pourcentage entier, de 1 à 90.'],
      ['lots.percent', '', 'Indiquez un pourcentage entier, de 1 à 90.'],
    ])('cannot remove it: %s %s [PUB-94]', async (field, typed, sentence) => {
      await save('/seuils', { [field]: typed });
      expect(await errorAt('/seuils', field)).toContain(sentence);
    });
  });

  it('are for administrators', async () => {
    for (const role of ['manager', 'accountant', 'assistant'] as const) {
      const agent = await world.sign(role);
      for (const path of ['', '/inactivation', '/renvoi', '/seuils', '/domaine'])
        expect((await agent.get(`${SETTINGS}${path}`)).status).toBe(403);
    }
    expect((await page())(`a[href="${SETTINGS}/sources"]`).length).toBeGreaterThan(0);
  });
});
