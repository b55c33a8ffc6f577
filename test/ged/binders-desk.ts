import { load } from 'cheerio';
import { randomUUID } from 'node:crypto';
import { permissionsOf } from '../../src/identity/domain/permissions.js';
import type { StaffViewer } from '../../src/platform/auth/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { type Gilbert, insert, layGilbert, type Row } from '../support/factories/index.js';
import type { Fields } from '../support/form.js';
import { staffViewer, TestViewers } from '../support/viewers.js';

export const HOME = '/gestion/administration/publication-internet/classeurs';
export const ALL = ['co_owner', 'council_member', 'president'];
export const COUNCIL = ['council_member', 'president'];

/** Claire, manager, at the binders of the agency of the scenarios. */
export class BindersDesk {
  gilbert!: Gilbert;
  claire!: Agent;

  private constructor(
    readonly app: TestApp,
    readonly viewers: TestViewers,
  ) {}

  static async open(): Promise<BindersDesk> {
    const viewers = new TestViewers();
    return new BindersDesk(await startTestApp({ now: '2025-11-14T09:00:00Z', overrides: [viewers.override] }), viewers);
  }

  async lay(): Promise<void> {
    await this.gilbert?.close();
    this.gilbert = await layGilbert(this.app, this.viewers);
    this.claire = this.sign();
  }

  async close(): Promise<void> {
    await this.gilbert?.close();
    await this.app.close();
  }

  sign(given: Partial<StaffViewer> = {}): Agent {
    return this.viewers.agent(this.app, this.gilbert, staffViewer({ permissions: permissionsOf('manager'), ...given }));
  }

  /** A colleague who has a name in the directory of the staff. */
  async colleague(): Promise<Agent> {
    const id = randomUUID();
    await insert(this.gilbert, 'staff_member', {
      ...{ id, last_name: 'Petit', first_name: 'Paul', login: 'ppetit', role: 'manager', lines: ['gerance', 'syndic'] },
    });
    return this.sign({ staffId: id });
  }

  binder(line: 'gerance' | 'syndic', path: string): Promise<Row> {
    return this.gilbert.binder(line, path);
  }

  async page(address = HOME, agent = this.claire) {
    return load((await agent.get(address)).text);
  }

  /** The page, with what it says once. */
  async words(address: string, agent = this.claire): Promise<string> {
    return (await this.page(address, agent))('body').text().replace(/\s+/g, ' ');
  }

  async post(address: string, fields: Fields, agent = this.claire) {
    const $ = await this.page(HOME, agent);
    const _csrf = $('main input[name="_csrf"]').first().val() as string;
    return agent
      .post(address)
      .type('form')
      .send({ _csrf, ...fields });
  }

  /** The form of the boxes as it is drawn, with other boxes for some binders; sent by `send`, now or later. */
  async boxes(wished: [Row, string[]][], agent = this.claire) {
    const $ = await this.page(HOME, agent);
    const fields: Record<string, string[]> = {
      drawn: $('#niveaux input[name="drawn"]')
        .map((_, input) => $(input).val())
        .get(),
    };
    $('#niveaux input[type="checkbox"][checked]:not([disabled])').each((_, input) => {
      (fields[$(input).attr('name')!] ??= []).push(String($(input).val()));
    });
    for (const [{ id }, levels] of wished)
      for (const level of [...ALL, 'landlord', 'lessee'])
        fields[level] = [
          ...(fields[level] ?? []).filter((one) => one !== id),
          ...(levels.includes(level) ? [String(id)] : []),
        ];
    const _csrf = $('main input[name="_csrf"]').first().val() as string;
    return {
      send: () =>
        agent
          .post(HOME)
          .type('form')
          .send({ _csrf, ...fields }),
    };
  }

  async setLevels(wished: [Row, string[]][], agent = this.claire) {
    return (await this.boxes(wished, agent)).send();
  }

  /** Says yes, on the page that asks. */
  async agree(address: string, agent = this.claire) {
    const $ = await this.page(address, agent);
    const form = $('main form');
    const fields = form
      .find('input')
      .map((_, input) => `${encodeURIComponent($(input).attr('name')!)}=${encodeURIComponent(String($(input).val()))}`)
      .get();
    return agent.post(form.attr('action')!).type('form').send(fields.join('&'));
  }

  async stored({ id }: Row): Promise<Record<string, unknown> | undefined> {
    const rows = await this.gilbert.sql('SELECT * FROM binder WHERE tenant_id = $1 AND id = $2', [
      this.gilbert.tenantId,
      id,
    ]);
    return rows[0];
  }

  async order(line: string): Promise<string[]> {
    const rows = await this.gilbert.sql(
      `SELECT array_to_string(path, ' / ') AS name FROM binder WHERE tenant_id = $1 AND line = $2 ORDER BY position, path`,
      [this.gilbert.tenantId, line],
    );
    return rows.map(({ name }) => String(name));
  }

  async audited(action: string): Promise<Record<string, unknown>[]> {
    return this.gilbert.sql('SELECT * FROM audit_entry WHERE tenant_id = $1 AND action = $2', [
      this.gilbert.tenantId,
      action,
    ]);
  }
}
