import { load } from 'cheerio';
import { ResidentAccess, StaffAccounts } from '../../../src/identity/index.js';
import type { StaffRole } from '../../../src/identity/domain/permissions.js';
import { Dispatcher } from '../../../src/platform/jobs/index.js';
import { DeskRuns } from '../../../src/publication/index.js';
import { type AgencyWorld, buildAgency } from '../../portfolio/support/agency-world.js';
import { type Agent, startTestApp, type TestApp } from '../../support/app.js';
import { change, insert, type Row } from '../../support/factories/index.js';
import { type Fields, submitForm } from '../../support/form.js';

export const PASSWORD = 'Une phrase bien longue 2025';

/** An agency that publishes on Fridays at 20:00, its people, and another agency beside it. */
export class DeskWorld {
  private constructor(
    readonly app: TestApp,
    readonly agency: AgencyWorld,
    readonly other: AgencyWorld,
  ) {}

  static async open(): Promise<DeskWorld> {
    const app = await startTestApp({ now: '2025-11-14T10:00:00Z' });
    const world = new DeskWorld(app, await buildAgency(app, 'saurupt'), await buildAgency(app, 'mosan'));
    const { ground } = world.agency;
    await change(ground, 'publication_settings', { domain_validated_at: new Date() });
    await insert(ground, 'publication_schedule', { active: true, considered_at: '2025-11-14T10:00:00Z' });
    await insert(ground, 'publication_schedule_slot', { weekday: 5, hour: '20:00' });
    return world;
  }

  async close(): Promise<void> {
    await this.agency.ground.close();
    await this.other.ground.close();
    await this.app.close();
  }

  async staff(
    login: string,
    role: Exclude<StaffRole, 'master'>,
    buildings: Row[] = [],
    domain = 'saurupt',
  ): Promise<Agent> {
    const named = { lastName: 'DURAND', firstName: 'Claire', login, role, buildingIds: buildings.map(({ id }) => id) };
    await this.app.inTenant(domain, () => this.app.get(StaffAccounts).provision(named, PASSWORD));
    const agent = this.app.agent(domain);
    await submitForm(agent, '/connexion', { login, password: PASSWORD });
    return agent;
  }

  sql<Found>(text: string, values: unknown[] = []): Promise<Found[]> {
    return this.agency.ground.sql(text.replaceAll('$tenant', `'${this.agency.ground.tenantId}'`), values) as Promise<
      Found[]
    >;
  }

  access<Found>(work: (access: ResidentAccess) => Promise<Found>): Promise<Found> {
    return this.app.inTenant('saurupt', () => work(this.app.get(ResidentAccess)));
  }

  /** A publication of the desk, applied. */
  async run(): Promise<void> {
    this.app.clock.advance({ seconds: 1 });
    const { id } = await this.app.inTenant('saurupt', () => this.app.get(DeskRuns).start({ trigger: 'manual' }));
    await this.app.get(Dispatcher).drain();
    const [run] = await this.sql<{ state: string }>(`SELECT state FROM publication_run WHERE id = '${id}'`);
    if (run?.state !== 'applied') throw new Error(`The run is ${run?.state}`);
  }

  async audited(
    action: string,
  ): Promise<{ actor_name: string; subject_id: string; details: Record<string, unknown> }[]> {
    return this.sql(
      `SELECT actor_name, subject_id, details FROM audit_entry WHERE tenant_id = $tenant AND action = $1 ORDER BY at, id`,
      [action],
    );
  }

  /** Accounts of one building, each with a party of its own; unticked unless said. */
  async many(building: Row, count: number, { prefix, ticked }: { prefix: string; ticked: boolean }): Promise<void> {
    const columns = await this.sql<{ names: string; model: string }>(`
      SELECT string_agg(quote_ident(attname), ', ') AS names FROM pg_attribute
      WHERE attrelid = 'account'::regclass AND attnum > 0 AND attname NOT IN ('id', 'number', 'ref', 'party_id', 'building_id', 'publication_state')`);
    const names = columns[0]?.names ?? '';
    await this.sql(
      `WITH made AS (
        INSERT INTO party (tenant_id, id, kind, civility, last_name, first_name, email, source_id, ref, publication_state, electronic_notices, language)
        SELECT tenant_id, gen_random_uuid(), 'person', 'M.', $1 || i, 'Jean', NULL, source_id, $1 || i, 'published', false, 'fr'
        FROM party CROSS JOIN generate_series(1, $2::int) i WHERE id = $3 RETURNING id, ref),
      accounts AS (
        INSERT INTO account (id, number, ref, party_id, building_id, publication_state, ${names})
        SELECT gen_random_uuid(), upper(m.ref), m.ref, m.id, $4, $5, ${names.replaceAll(/(\w+)/g, 'a.$1')}
        FROM made m CROSS JOIN account a WHERE a.id = $6 RETURNING id, tenant_id, status, status_on)
      INSERT INTO account_tick (tenant_id, account_id, published, cause, decided_at, status, status_on)
      SELECT tenant_id, id, false, 'hand', now(), status, status_on FROM accounts WHERE NOT $7::boolean`,
      [
        prefix,
        count,
        this.agency.pierre.id,
        building.id,
        ticked ? 'published' : 'hidden',
        this.agency.accounts.pierre.id,
        ticked,
      ],
    );
  }
}

/** Sends the form, reads the page it leads to. */
export async function submitted(agent: Agent, address: string, fields: Fields = {}, form?: string) {
  const sent = await submitForm(agent, address, fields, form);
  const location = String(sent.headers.location);
  const shown = await agent.get(location);
  return { location, $: load(shown.text), text: words(shown.text) };
}

export function words(html: string): string {
  return load(html)('main').text().replaceAll(/\s+/g, ' ').trim();
}
