import { type NewStaff, StaffAccounts } from '../../../src/identity/index.js';
import { type Postman, startSmtp } from '../../platform/support/smtp.js';
import { documentRow, gilbert, invoice, minutes, type Rows } from './manifest.js';
import { PublicationWorld } from './world.js';

export const PHRASE = 'trois pies sur le toit';

/** The small publication, and this many papers more. */
export function withDocuments(count: number): Rows {
  const rows = gilbert();
  for (let number = 1; number <= count; number += 1)
    rows.documents.push(documentRow(`M${number}`, minutes, { title: `Annexe ${number}` }));
  return rows;
}

/** An agency of both lines that has published, whose people are told of its runs by a real post office. */
export class ReportWorld {
  private constructor(
    readonly publication: PublicationWorld,
    readonly postman: Postman,
  ) {}

  /** Of its staff: claire (syndic), marc (one building), gina (gérance), sans (no address) receive system messages; paul does not. */
  static async open(): Promise<ReportWorld> {
    const postman = await startSmtp();
    const publication = await PublicationWorld.open({
      env: {
        SMTP_URL: postman.url,
        MAIL_FROM: 'no-reply@extranet.example.org',
        OPERATOR_EMAIL: 'operateur@host.example.org',
      },
    });
    const world = new ReportWorld(publication, postman);
    await world.inTenant(() =>
      publication.app
        .get(StaffAccounts)
        .provisionMaster({ login: 'pagesimmo', email: 'maitre@gilbert.fr', lastName: 'Masson' }),
    );
    await publication.sql('UPDATE staff_member SET receives_system_messages = false');
    const receives = { receivesSystemMessages: true };
    await world.staff('claire', { ...receives, role: 'administrator', lines: ['syndic'] });
    await world.staff('marc', { ...receives, role: 'administrator' });
    await world.staff('gina', { ...receives, role: 'manager', lines: ['gerance'] });
    await world.staff('paul', { role: 'administrator' });
    await world.staff('sans', { ...receives, role: 'assistant', email: null });
    await publication.publish(publication.sheet(withDocuments(100)), [minutes, invoice]);
    await publication.sql(`INSERT INTO staff_building (tenant_id, staff_id, building_id)
      SELECT $tenant, m.id, b.id FROM staff_member m, building b WHERE m.login = 'marc' AND m.tenant_id = $tenant AND b.tenant_id = $tenant`);
    return world;
  }

  async close(): Promise<void> {
    await this.publication.close();
    await this.postman.stop();
  }

  /** Nothing was told or written yet. */
  async forget(): Promise<void> {
    await this.publication.work();
    this.postman.letters.length = 0;
    await this.publication.sql('DELETE FROM system_message');
    await this.publication.sql('DELETE FROM platform.operator_message');
  }

  inTenant<T>(work: () => Promise<T>): Promise<T> {
    return this.publication.app.inTenant('gilbert', work);
  }

  staff(login: string, given: Pick<NewStaff, 'role'> & Partial<NewStaff>): Promise<unknown> {
    const member = { lastName: login, login, email: `${login}@gilbert.fr`, ...given };
    return this.inTenant(() => this.publication.app.get(StaffAccounts).provision(member, PHRASE));
  }

  /** What stands in the desk, oldest first. */
  told() {
    return this.publication.sql<{ login: string; title: string; body: string; link: string }>(`
      SELECT m.login, s.title, s.body, s.link FROM system_message s JOIN staff_member m ON m.id = s.staff_id ORDER BY s.created_at, m.login`);
  }

  mailed(): string[] {
    return this.postman.letters.map(({ envelopeTo }) => envelopeTo.join()).sort();
  }

  letterTo(address: string) {
    return this.postman.letters.find(({ envelopeTo }) => envelopeTo[0] === address);
  }
}
