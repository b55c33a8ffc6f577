import { load } from 'cheerio';
import { permissionsOf } from '../../src/identity/domain/permissions.js';
import { Dispatcher } from '../../src/platform/jobs/index.js';
import { PdfRenderer } from '../../src/platform/pdf/index.js';
import { DeskRuns } from '../../src/publication/index.js';
import { type Agent, startTestApp, type TestApp } from '../support/app.js';
import { change, type Gilbert, layGilbert, type Row } from '../support/factories/index.js';
import { submitForm } from '../support/form.js';
import { staffViewer, TestViewers } from '../support/viewers.js';
import { aTemplate, type Recipient } from './correspondence-rows.js';

export const EVENTS = '/gestion/evenements';

export interface Counts {
  state: string;
  added: number;
  changed: number;
  withdrawn: number;
}

/** An agency whose desk publishes, by true runs; its papers are their own HTML. */
export class CorrespondenceRuns {
  gilbert!: Gilbert;
  claire!: Agent;
  /** Letters drawn so far. */
  drawn = 0;

  private constructor(
    readonly app: TestApp,
    private readonly viewers: TestViewers,
  ) {}

  static async open(): Promise<CorrespondenceRuns> {
    const viewers = new TestViewers();
    const pdf = { render: (html: string) => Promise.resolve(Buffer.from(`%PDF-1.7 ${(runs.drawn += 1)} ${html}`)) };
    const overrides = [viewers.override, { provide: PdfRenderer, useValue: pdf }];
    const runs = new CorrespondenceRuns(await startTestApp({ now: '2025-11-14T09:00:00Z', overrides }), viewers);
    return runs;
  }

  async lay(): Promise<void> {
    await this.gilbert?.close();
    this.app.clock.set('2025-11-14T09:00:00Z');
    this.gilbert = await layGilbert(this.app, this.viewers);
    await change(this.gilbert, 'publication_settings', { domain_validated_at: new Date('2025-01-01') });
    this.claire = this.viewers.agent(this.app, this.gilbert, staffViewer({ permissions: permissionsOf('manager') }));
    this.drawn = 0;
  }

  async close(): Promise<void> {
    await this.gilbert?.close();
    await this.app.close();
  }

  /** Publishes what the desk keeps, a minute from now. */
  async run(): Promise<Counts> {
    this.app.clock.advance({ minutes: 1 });
    const { id } = await this.app.inTenant(this.gilbert.domain, () =>
      this.app.get(DeskRuns).start({ trigger: 'manual' }),
    );
    await this.app.get(Dispatcher).drain();
    this.app.clock.advance({ minutes: 1 });
    const [counts] = await this.gilbert.sql(
      `SELECT r.state, c.added, c.changed, c.withdrawn FROM publication_run r
       LEFT JOIN run_count c ON c.run_id = r.id AND c.section = 'documents' WHERE r.id = $1`,
      [id],
    );
    return counts as unknown as Counts;
  }

  async problems(): Promise<string> {
    const { tenantId, sql } = this.gilbert;
    const rows = await sql('SELECT message FROM run_problem WHERE tenant_id = $1 ORDER BY run_id, position', [
      tenantId,
    ]);
    return rows.map(({ message }) => String(message).replace(/\s+/g, ' ')).join(' ');
  }

  /** Documents of the desk that are on line, by reference. */
  async onLine(): Promise<Record<string, unknown>[]> {
    return this.gilbert.sql(
      `SELECT d.ref, d.title, d.folder, d.sha256, d.published_until, d.published_from FROM document d
       JOIN publication_source s ON s.id = d.source_id AND s.kind = 'desk'
       WHERE d.tenant_id = $1 AND d.publication_state = 'published' ORDER BY d.ref`,
      [this.gilbert.tenantId],
    );
  }

  async refs(): Promise<unknown[]> {
    return (await this.onLine()).map(({ ref }) => ref);
  }

  toAnne(): Recipient[] {
    return [{ scope: 'account', target: this.gilbert.anne.account }];
  }

  async letters(columns: Record<string, unknown> = {}): Promise<Row> {
    const binder = await this.gilbert.binder('syndic', 'Courriers / Copropriétaires');
    return aTemplate(this.gilbert, { line: 'syndic', binder_id: binder.id, ...columns });
  }

  press(act: string, number: unknown) {
    return submitForm(this.claire, `${EVENTS}/publication?acte=${act}&n=${String(number)}`, {});
  }
}

export function wordsOf(html: string): string {
  return load(html)('main').text().replace(/\s+/g, ' ');
}
