import { load } from 'cheerio';
import { sql, UnitOfWork } from '../../src/platform/database/index.js';
import { Dispatcher } from '../../src/platform/jobs/index.js';
import { declaredMessages, Messages, TRIAL_EMAIL } from '../../src/platform/mail/index.js';
import { Provisioning } from '../../src/tenants/index.js';
import { type Postman, startSmtp } from '../platform/support/smtp.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { submitForm } from '../support/form.js';
import { asOperator, OperatorViewers } from './support/operator.js';
import { sheetOf } from './support/sheets.js';

const BASE = '/clients/gilbert';
const MAIL = `${BASE}/messagerie`;

describe('the messages of a tenant, in the console', () => {
  const viewers = new OperatorViewers();
  let postman: Postman;
  let app: TestApp;
  let operator: Agent;
  let server: Record<string, string>;

  beforeAll(async () => {
    postman = await startSmtp();
    app = await startTestApp({ overrides: [viewers.override] });
    operator = viewers.console(app);
    for (const domain of ['gilbert', 'autre']) await asOperator(() => app.get(Provisioning).provision(sheetOf({ domain, name: 'Agence Gilbert' })));
    await app.get(Dispatcher).drain();
    const { hostname, port } = new URL(postman.url);
    server = { host: hostname, port, security: 'none', user: '', password: '', sender: 'agence@gilbert.example' };
  });
  afterAll(async () => {
    await app.close();
    await postman.stop();
  });

  const page = async (address: string) => load((await operator.get(address)).text);
  const save = (fields: Record<string, string>) => submitForm(operator, MAIL, { ...server, ...fields }, `form[action="${MAIL}"]`);
  const faults = async (address = MAIL) => {
    const $ = await page(address);
    return $('.form-errors a').map((_, link) => `${$(link).attr('href')} ${$(link).text()}`).get();
  };
  /** The job runs while the page waits, as it does beside any web process. */
  const tryOut = async (to: string) => {
    const sending = submitForm(operator, MAIL, { to }, `form[action="${MAIL}/essai"]`);
    let over = false;
    void sending.finally(() => (over = true));
    while (!over) {
      await app.get(Dispatcher).drain();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await sending;
    return (await page(MAIL))('.notices').text().replace(/\s+/g, ' ');
  };

  describe('the mail server', () => {
    it('is said to be none; a trial is then kept', async () => {
      expect((await page(MAIL))('main').text()).toContain('Aucun serveur n’est réglé');
      expect(await tryOut('olivier@host.example')).toContain('gardé dans « Envois »');
    });

    it('is refused with every fault at its field', async () => {
      await save({ host: 'smtp://x', port: '99999', security: '', sender: 'non' });
      expect(await faults()).toEqual([
        expect.stringMatching(/^#f-host Un nom de serveur/),
        '#f-port Un port est un nombre entre 1 et 65535.',
        '#f-security Ce champ est à remplir.',
        '#f-sender Cette adresse email n’est pas valable.',
      ]);
      await save({ user: 'agence', password: '' });
      expect(await faults()).toEqual(['#f-password Indiquez le mot de passe de ce compte.']);
    });

    it('carries the messages of that tenant once saved, and a trial says so in plain words', async () => {
      await save({});
      expect(await tryOut('olivier@host.example')).toContain('L’essai est parti vers olivier@host.example');
      expect(postman.letters.at(-1)).toMatchObject({ from: { name: 'Agence Gilbert', address: 'agence@gilbert.example' } });
      expect((await page('/clients/autre/messagerie'))('main').text()).toContain('Aucun serveur n’est réglé');
      const trial = await submitForm(operator, MAIL, { to: 'personne' }, `form[action="${MAIL}/essai"]`);
      expect(trial.headers.location).toBe(MAIL);
      expect(await faults()).toEqual(['#f-to Cette adresse email n’est pas valable.']);
    });

    it('tells what failed', async () => {
      await save({ port: '1' });
      expect(await tryOut('olivier@host.example')).toMatch(/L’essai n’est pas parti. Le serveur ne répond pas sur ce port.*ECONNREFUSED/);
    });

    it('never gives its password back, keeps it for the same account alone, and seals it', async () => {
      const secret = 'Sésame-ouvre-toi';
      await save({ host: 'smtp.gilbert.example', port: '465', security: 'tls', user: 'agence', password: secret });
      const response = await operator.get(MAIL);
      expect(response.text).toContain('smtp.gilbert.example');
      expect(response.text).not.toContain(secret);
      const same = { host: 'smtp.gilbert.example', port: '465', security: 'tls', user: 'agence', password: '' };
      await save({ ...same, sender: 'autre@gilbert.example' });
      expect(await faults()).toEqual([]);
      for (const change of [{ host: 'smtp.thief.example' }, { user: 'autre' }, { security: 'none' }, { port: '25' }]) {
        await save({ ...same, ...change });
        expect(await faults()).toEqual([expect.stringContaining('#f-password Le serveur, le compte ou le chiffrement a changé')]);
      }
      const kept = await app.inTenant('gilbert', () =>
        app.get(UnitOfWork).read((query) =>
          Promise.all([query(sql`SELECT encode(sealed_url, 'escape') AS url FROM mail_account`), query(sql`SELECT details FROM audit_entry`)]),
        ),
      );
      expect(JSON.stringify(kept)).not.toContain(secret);
      expect((await page('/journal'))('tbody').text()).toContain('Serveur d’envoi changé');
    });

    it('is forgotten after a confirmation', async () => {
      expect((await page(`${MAIL}/retrait`))('h1').text()).toBe('Oublier le serveur de Agence Gilbert ?');
      await submitForm(operator, `${MAIL}/retrait`, {});
      expect((await page(MAIL))('main').text()).toContain('Aucun serveur n’est réglé');
      expect((await operator.get(`${MAIL}/retrait`)).status).toBe(404);
    });
  });

  describe('the wordings', () => {
    const RESET = `${BASE}/textes/identity/reset/fr`;
    const preview = () => app.inTenant('gilbert', () => app.get(Messages).preview(declaredMessages().get('identity/reset')!, 'fr'));

    it('list every message in both languages, and each opens with its variables and an example', async () => {
      const $ = await page(`${BASE}/textes`);
      expect($('tbody tr')).toHaveLength(declaredMessages().size);
      const addresses = $('tbody a').map((_, link) => $(link).attr('href') ?? '').get();
      expect(addresses).toHaveLength(declaredMessages().size * 2);
      for (const address of addresses) {
        const response = await operator.get(address);
        expect([address, response.status]).toEqual([address, 200]);
        expect(load(response.text)('#f-body').text()).not.toMatch(/2971|765.?43/);
      }
    });

    it('begin from the shipped words, their places in braces', async () => {
      const $ = await page(RESET);
      expect($('#f-subject').val()).toBe('Choisir un nouveau mot de passe');
      expect($('#f-body').text()).toContain('{link}');
      expect($('#f-body').text()).not.toContain('--');
      expect($('main').text()).toContain('Texte livré');
    });

    it('are changed for that tenant, that message and that language alone, and come back to the shipped ones', async () => {
      await submitForm(operator, RESET, { subject: 'Votre mot de passe', body: 'Bonjour {name},\r\n\r\nSuivez {link}.' });
      expect((await page(RESET))('main').text()).toContain('Texte du client');
      const own = await preview();
      expect(own.subject).toBe('Votre mot de passe');
      expect(own.html).toContain('Suivez');
      const elsewhere = await app.inTenant('autre', () => app.get(Messages).preview(declaredMessages().get('identity/reset')!, 'fr'));
      expect(elsewhere.subject).toBe('Choisir un nouveau mot de passe');
      const shown = await operator.get(`${RESET}/apercu`);
      expect(shown.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
      expect(shown.text).toContain('Suivez');
      expect((await page(`${RESET}/retour`))('h1').text()).toBe('Revenir au texte livré ?');
      await submitForm(operator, `${RESET}/retour`, {});
      expect((await preview()).subject).toBe('Choisir un nouveau mot de passe');
      expect((await page('/journal'))('tbody').text()).toContain('Texte livré rétabli');
    });

    it('are refused with a place that stands for nothing, or without what their reader needs', async () => {
      await submitForm(operator, RESET, { subject: 'Bonjour {prenom}', body: '{link}' });
      expect(await faults(RESET)).toEqual([expect.stringContaining('#f-subject « prenom » ne correspond à rien')]);
      await submitForm(operator, RESET, { subject: 'Bonjour', body: 'Bonjour' });
      expect(await faults(RESET)).toEqual([expect.stringContaining('#f-body Ce message doit contenir « link »')]);
      await submitForm(operator, RESET, { subject: 'Bonjour', body: ' ' });
      expect(await faults(RESET)).toEqual(['#f-body Ce champ est à remplir.']);
      expect((await operator.get(`${BASE}/textes/rien/rien/fr`)).status).toBe(404);
      expect((await operator.get(`${BASE}/textes/identity/reset/de`)).status).toBe(404);
    });
  });

  it('lists what left, without saying for whom nor what it said [PUB-67]', async () => {
    await app.inTenant('gilbert', () =>
      app.get(Messages).send(TRIAL_EMAIL, { address: 'pierre.proprietaire@orange.example', name: 'Pierre PROPRIETAIRE' }, { author: 'Claire' }),
    );
    const response = await operator.get(`${BASE}/envois`);
    expect(response.status).toBe(200);
    const text = load(response.text)('main').text();
    expect(text).toContain('p•••@o•••.example');
    expect(text).toContain('mail/trial');
    for (const secret of ['pierre', 'PROPRIETAIRE', 'orange', 'Claire']) expect(text).not.toContain(secret);
    expect((await page(`${BASE}/envois?etat=failed`))('main').text()).toContain('Aucun résultat pour ces critères.');
    expect((await page('/clients/autre/envois'))('main').text()).not.toContain('p•••');
    expect((await app.agent('gilbert').get(`${BASE}/envois`)).status).toBe(404);
  });

  it('gives to read what no mail server carried, once it is noted in the journal', async () => {
    await app.inTenant('gilbert', () => app.get(Messages).send(TRIAL_EMAIL, { address: 'anne@example.org' }, { author: 'Claire' }));
    await app.get(Dispatcher).drain();
    const href = (await page(`${BASE}/envois?etat=kept`))('tbody a').first().attr('href')!;
    expect((await page(href))('main').text()).toContain('Claire vérifie que les messages partent bien');
    expect((await page('/journal'))('tbody').text()).toContain('Message lu à la place de son destinataire');
    expect((await operator.get(href.replace('gilbert', 'autre'))).status).toBe(404);
    expect((await operator.get(`${BASE}/envois/rien`)).status).toBe(404);
  });
});
