import { Messages } from '../../../src/platform/mail/index.js';
import { NEW_DOCUMENTS } from '../../../src/publication/notifications/new-documents.message.js';
import type { Rows } from './manifest.js';
import { documentRow, gilbert, invoice, minutes } from './manifest.js';
import { PublicationWorld } from './world.js';

export interface Notice {
  recipient: string;
  subject: string;
  body: string;
  /** The lines of its list. */
  listed: string[];
  state: string;
}

const HOUR_MS = 3_600_000;
type Document = Parameters<typeof documentRow>[2];

/** The agency "gilbert", whose first publication has been made, and what its residents are told of the following ones. */
export class NoticeWorld {
  documents: NonNullable<Rows['documents']> = gilbert().documents;
  private read = 0;
  private sent = 0;

  private constructor(readonly world: PublicationWorld) {}

  static async open(options: Parameters<typeof PublicationWorld.open>[0] = {}): Promise<NoticeWorld> {
    const notices = new NoticeWorld(await PublicationWorld.open(options));
    await notices.publish();
    return notices;
  }

  close(): Promise<void> {
    return this.world.close();
  }

  /** Lists the documents of the moment, those given besides. */
  async publish(more: NonNullable<Rows['documents']> = []) {
    this.documents = [...this.documents, ...more];
    const { binders, parties, buildings, lots, accounts, entities } = gilbert();
    const rows = { entities, binders, parties, buildings, lots, accounts, documents: this.documents };
    this.sent += 1;
    const generatedAt = new Date(this.world.app.clock.now().getTime() - HOUR_MS + this.sent * 1_000).toISOString();
    return this.world.publish({ ...this.world.sheet(rows), generatedAt }, [minutes, invoice]);
  }

  /** Changes a document that is listed. */
  change(ref: string, changes: Document): void {
    this.documents = this.documents.map((row) => (row.ref === ref ? ({ ...row, ...changes } as typeof row) : row));
  }

  take(ref: string): void {
    this.documents = this.documents.filter((row) => row.ref !== ref);
  }

  choose(firstName: string, choice: string): Promise<unknown> {
    return this.login(firstName, `notify_documents = '${choice}'`);
  }

  login(firstName: string, changes: string): Promise<unknown> {
    return this.world.sql(
      `UPDATE resident_login SET ${changes} WHERE tenant_id = $tenant
         AND party_id = (SELECT id FROM party WHERE tenant_id = $tenant AND first_name = $1)`,
      [firstName],
    );
  }

  /** Letters written since it was last asked, by address. */
  async told(): Promise<Notice[]> {
    await this.world.work();
    const rows = await this.world.app.inTenant('gilbert', async () => {
      const messages = this.world.app.get(Messages);
      const register = (await messages.register({ limit: 500 })).filter(
        (entry) => entry.template === NEW_DOCUMENTS.name,
      );
      const fresh = register.slice(0, register.length - this.read);
      this.read = register.length;
      return Promise.all(fresh.map(({ id }) => messages.read(id)));
    });
    return rows
      .map(({ recipient, subject, body, state }) => ({
        recipient,
        state,
        subject: subject ?? '',
        body: body ?? '',
        listed: (body ?? '').match(/^- .*$/gm)?.map((line) => line.slice(2)) ?? [],
      }))
      .sort((one, other) => (one.recipient < other.recipient ? -1 : 1));
  }

  async recipients(): Promise<string[]> {
    return (await this.told()).map(({ recipient }) => recipient);
  }
}

/** A document of the building that notifies. */
export function news(ref: string, change: Document = {}) {
  return documentRow(ref, minutes, change);
}
