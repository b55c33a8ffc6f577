import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import type { StaffRole } from '../../../src/identity/index.js';
import type { StaffViewer } from '../../../src/platform/auth/index.js';
import { ClockWork } from '../../../src/platform/jobs/index.js';
import type { Agent } from '../../support/app.js';
import { change, insert } from '../../support/factories/index.js';
import { submitForm } from '../../support/form.js';
import { staffOf } from '../../portfolio/support/agency-world.js';
import { PublicationWorld } from '../../publication/support/world.js';
import { OperatorViewers } from '../../tenants/support/operator.js';

export const SERVICES = '/gestion/administration/services-systeme';
export const SERVICE = `${SERVICES}/pi_sys_publier_xml`;

/** The agency "gilbert" at its settings, the operator at his console, and the clock of the house. Friday 14/11/2025, 20:05 in Paris. */
export class ScheduleWorld {
  private constructor(
    readonly world: PublicationWorld,
    private readonly viewers: OperatorViewers,
    readonly operator: Agent,
    readonly administrator: Agent,
  ) {}

  static async open(): Promise<ScheduleWorld> {
    const viewers = new OperatorViewers();
    const world = await PublicationWorld.open({ overrides: [viewers.override] });
    const administrator = await signed(world, viewers, 'administrator', { first: 'Claire', last: 'DURAND' });
    return new ScheduleWorld(world, viewers, viewers.console(world.app), administrator);
  }

  close(): Promise<void> {
    return this.world.close();
  }

  sign(role: StaffRole, named = { first: 'Paul', last: 'MARTIN' }, given: Partial<StaffViewer> = {}): Promise<Agent> {
    return signed(this.world, this.viewers, role, named, given);
  }

  /** Days and hours of the agency, as an administrator ticks them: `{ 1: '20:00' }` for Mondays. */
  tick(days: Record<number, string>, agent = this.administrator) {
    const fields: Record<string, string> = {};
    for (const [day, hour] of Object.entries(days)) {
      fields[`day.${day}`] = 'on';
      fields[`hour.${day}`] = hour;
    }
    return submitForm(agent, SERVICE, fields, `main form[action="${SERVICE}"]`);
  }

  /** Days, whatever was ticked before. */
  async only(days: Record<number, string>): Promise<void> {
    await this.world.sql(`DELETE FROM publication_schedule_slot WHERE tenant_id = $tenant`);
    await this.tick(days);
  }

  /** The operator switches the service on or off. */
  activate(on: boolean) {
    const turned = { on: String(on) };
    const form = 'form[action="/clients/gilbert/reglages/pi_sys_publier_xml"]';
    return submitForm(this.operator, '/clients/gilbert', turned, form);
  }

  validateDomain(label: string | null = 'gilbert'): Promise<void> {
    const columns = { domain: label, domain_validated_at: label ? '2025-11-01T10:00:00Z' : null };
    return change(this.world.ground, 'publication_settings', columns);
  }

  /** The house looks at its clock at that instant, and does what follows. @returns the numbers of the runs it started */
  async at(instant: string): Promise<number[]> {
    const before = await this.runs();
    this.world.app.clock.set(instant);
    await this.world.app.get(ClockWork).tick();
    await this.world.work();
    return (await this.runs()).slice(before.length);
  }

  async runs(): Promise<number[]> {
    const rows = await this.world.sql<{ number: number }>(`
      SELECT r.number FROM publication_run r WHERE r.tenant_id = $tenant AND r.trigger = 'schedule' ORDER BY r.number`);
    return rows.map(({ number }) => number);
  }

  async text(agent: Agent, address: string, selector = 'main'): Promise<string> {
    const apart = (await agent.get(address)).text.replace(/<(?:li|p|td|dd|h\d)\b/g, ' $&');
    return load(apart)(selector).text().replace(/\s+/g, ' ').trim();
  }
}

async function signed(
  world: PublicationWorld,
  viewers: OperatorViewers,
  role: StaffRole,
  named: { first: string; last: string },
  given: Partial<StaffViewer> = {},
): Promise<Agent> {
  const staffId = randomUUID();
  await insert(world.ground, 'staff_member', {
    id: staffId,
    role: role === 'master' ? 'administrator' : role,
    login: `login${staffId.slice(0, 8)}`,
    last_name: named.last,
    first_name: named.first,
  });
  return viewers.agent(
    world.app,
    world.ground,
    staffOf(role, { staffId, name: `${named.first} ${named.last}`, ...given }),
  );
}
