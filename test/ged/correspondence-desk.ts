import { load } from 'cheerio';
import { permissionsOf } from '../../src/identity/domain/permissions.js';
import type { StaffViewer } from '../../src/platform/auth/index.js';
import { PdfRenderer } from '../../src/platform/pdf/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { type Gilbert, layGilbert, type Row } from '../support/factories/index.js';
import { staffViewer, TestViewers } from '../support/viewers.js';
import { aTemplate } from './correspondence-rows.js';

export const HOME = '/gestion/evenements';
export const USUAL = { subject: 'Votre dégât des eaux', body: 'Bonjour,\n\nNous avons bien reçu.', caseNumber: '' };

/** Claire at the desk of the agency of the scenarios, with a template for letters to co-owners. Papers are not drawn. */
export class CorrespondenceDesk {
  gilbert!: Gilbert;
  claire!: Agent;
  letters!: Row;

  private constructor(
    readonly app: TestApp,
    readonly viewers: TestViewers,
  ) {}

  static async open(): Promise<CorrespondenceDesk> {
    const viewers = new TestViewers();
    const render = (html: string) => Promise.resolve(Buffer.from(`%PDF ${html}`));
    const pdf = { provide: PdfRenderer, useValue: { render } };
    return new CorrespondenceDesk(
      await startTestApp({ now: '2025-11-14T09:00:00Z', overrides: [viewers.override, pdf] }),
      viewers,
    );
  }

  /** An agency of its own for each test. */
  async lay(): Promise<void> {
    await this.gilbert?.close();
    this.gilbert = await layGilbert(this.app, this.viewers);
    this.claire = this.sign();
    const binder = await this.gilbert.binder('syndic', 'Courriers / Copropriétaires');
    const text = { subject: 'Votre courrier', body: 'Bonjour,' };
    this.letters = await aTemplate(this.gilbert, { name: 'Courrier', line: 'syndic', ...text, binder_id: binder.id });
  }

  async close(): Promise<void> {
    await this.gilbert?.close();
    await this.app.close();
  }

  sign(given: Partial<StaffViewer> = {}): Agent {
    return this.viewers.agent(this.app, this.gilbert, staffViewer({ permissions: permissionsOf('manager'), ...given }));
  }

  async stored(number: unknown): Promise<Record<string, unknown>> {
    const { gilbert } = this;
    const rows = await gilbert.sql('SELECT * FROM correspondence WHERE tenant_id = $1 AND number = $2', [
      gilbert.tenantId,
      number,
    ]);
    return rows[0]!;
  }

  /** What the page says, in one line. */
  async words(address: string, agent = this.claire, selector = 'main'): Promise<string> {
    return textOf((await agent.get(address)).text, selector);
  }

  /** Sends the form of a page that carries files. */
  async write(address: string, fields: Record<string, string>, files: [string, Buffer][] = [], agent = this.claire) {
    const $ = load((await agent.get(address)).text);
    const form = $('main form[enctype="multipart/form-data"]');
    if (form.length === 0) throw new Error(`no form on ${address}: ${$('title').text()}`);
    let request = agent.post(form.attr('action')!);
    for (const input of form.find('input[type="hidden"]').toArray())
      request = request.field($(input).attr('name')!, $(input).attr('value') ?? '');
    for (const [name, value] of Object.entries(fields)) request = request.field(name, value);
    for (const [name, bytes] of files) request = request.attach('files', bytes, name);
    return request;
  }

  writeNew(fields: Record<string, string> = {}, files: [string, Buffer][] = []) {
    return this.write(`${HOME}/nouveau?modele=${this.letters.id}`, { ...USUAL, act: 'save', ...fields }, files);
  }
}

export function textOf(html: string, selector = 'main'): string {
  return load(html)(selector).text().replace(/\s+/g, ' ').trim();
}
