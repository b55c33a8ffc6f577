import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { type Query, UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { DEFAULT_LOCALE, type Locale } from '../../platform/i18n/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';
import { permissionsOf } from '../domain/permissions.js';
import { type ChangesByRole, type Receivers, recipientsOf } from './domain/recipients.js';
import * as queries from './system-message.queries.js';

/** Whom a message is written for: what he may read decides what is said to him. */
export interface Reader {
  staffId: string;
  name: string;
  email: string | null;
  locale: Locale;
  /** Those of the agency he works for. */
  lines: BusinessLine[];
  /** Not limited to some buildings. */
  wholeAgency: boolean;
  permissions: ReadonlySet<string>;
}

/** The same for all, or written for each. */
export type InWords = string | ((reader: Reader) => string | Promise<string>);

export interface SystemMessage {
  to: Receivers;
  title: InWords;
  /** Plain text: paragraphs apart by an empty line, addresses become links. */
  body: InWords;
  /** Path of the page of the desk it leads to, without host. */
  link?: string;
  /** Staff of other lines are not told. Absent or empty: the whole agency is concerned. */
  lines?: readonly BusinessLine[];
  /** What it tells of: told again under the same key, it reaches only those who do not have it yet. */
  key?: string;
}

const TITLE_AT_MOST = 200;
const BODY_AT_MOST = 100_000;

/** What the house tells the staff inside the desk, `/gestion/messages`. Written in the transaction under way. */
@Injectable()
export class SystemMessages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns who was written to just now, for who also writes them an email */
  send(message: SystemMessage): Promise<Reader[]> {
    return this.work.write(async ({ query }) => {
      const readers = await this.readers(query, message);
      const written = await Promise.all(readers.map((reader) => this.write(message, reader)));
      const { key = null, link = null } = message;
      const kept = await queries.insertMessages(query, written, { key, link, now: this.clock.now() });
      return readers.filter(({ staffId }) => kept.has(staffId));
    });
  }

  /** Marks it read. @throws NotFound for somebody else's, as for none */
  open(staffId: string, id: string): Promise<queries.WholeMessage> {
    return this.work.write(async ({ query }) => {
      const [message] = await query<queries.WholeMessage>(queries.openMessage(staffId, id, this.clock.now()));
      if (!message) throw new NotFound();
      return message;
    });
  }

  /** @returns how many were not read */
  async markAllRead(staffId: string): Promise<number> {
    return this.work.write(async ({ query }) => {
      const marked = await query(queries.markRead(staffId, this.clock.now()));
      return marked.length;
    });
  }

  private async readers(query: Query, { to, lines = [] }: SystemMessage): Promise<Reader[]> {
    const staff = await queries.staffToWriteTo(query);
    const changes: ChangesByRole = {};
    for (const { role, changes: ofRole } of await queries.roleChanges(query)) changes[role] = ofRole;
    const concern = { lines, everyLine: currentTenant().lines };
    return recipientsOf(staff, to, concern, changes).map(({ id, locale, role, ...member }) => ({
      ...member,
      staffId: id,
      locale: locale ?? currentTenant().locale ?? DEFAULT_LOCALE,
      permissions: permissionsOf(role, changes[role]),
    }));
  }

  private async write({ title, body }: SystemMessage, reader: Reader): Promise<queries.MessageToKeep> {
    return {
      staffId: reader.staffId,
      title: cut(await inWords(title, reader), TITLE_AT_MOST),
      body: cut(await inWords(body, reader), BODY_AT_MOST),
    };
  }
}

const inWords = (words: InWords, reader: Reader) => (typeof words === 'string' ? words : words(reader));

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
