import { Injectable } from '@nestjs/common';
import { NotificationRefusal } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { type Query, UnitOfWork } from '../../platform/database/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { Messages, UndeliverableAddresses } from '../../platform/mail/index.js';
import { SPACE_KINDS, spaceHome } from '../../portfolio/index.js';
import { announce } from './announcing.queries.js';
import { noticeLines } from './domain/notice-lines.js';
import { NEW_DOCUMENTS } from './new-documents.message.js';
import * as queries from './telling.queries.js';
import type { Recipient, Rhythm, SeenNotice } from './telling.queries.js';

/** Residents told in one transaction: all their letters and the note that they were told, or none. */
const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * M1: tells residents of new documents. Everything may be stopped anywhere and done again: a letter and the note that it was written
 * are committed together, so nobody is told twice of a document (GED-67).
 */
@Injectable()
export class DocumentNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly translator: Translator,
    private readonly messages: Messages,
    private readonly undeliverable: UndeliverableAddresses,
    private readonly refusals: NotificationRefusal,
  ) {}

  /** What an applied run brought, to those who want to know at once; the others find it in the digest of Monday. */
  async ofRun(runId: string): Promise<void> {
    const announced = { runId, now: this.clock.now(), today: this.today() };
    await this.work.write(({ query }) => query(announce(announced)));
    await this.tell('immediate', (query, letters) => query(queries.countQueued(runId, letters)));
  }

  /** What the week brought and may still be read (GED-68). */
  async ofWeek(): Promise<void> {
    await this.tell('weekly');
  }

  /** What these were told of is nobody's business any more. */
  async forget(partyIds: readonly string[]): Promise<void> {
    await this.work.write(({ query }) => query(queries.forgetNotices([...partyIds])));
  }

  private async tell(rhythm: Rhythm, count?: (query: Query, letters: number) => Promise<unknown>): Promise<void> {
    for (let after: string | undefined = FIRST; after;) after = await this.tellSome(after, rhythm, count);
  }

  /** @returns the last party of the batch; nothing after the last batch */
  private tellSome(
    after: string,
    rhythm: Rhythm,
    count?: (query: Query, letters: number) => Promise<unknown>,
  ): Promise<string | undefined> {
    return this.work.write(async ({ query }) => {
      await queries.lockNotices(query);
      const due = await query<{ id: string }>(queries.duePartiesAfter(after, rhythm, BATCH));
      if (due.length === 0) return undefined;
      const parties = due.map(({ id }) => id);
      const recipients = await this.reachable(query, parties, rhythm);
      const seen = await query<SeenNotice>(queries.seenAmongDue([...recipients.keys()], this.today()));
      const byParty = Map.groupBy(seen, ({ partyId }) => partyId);
      const letters = [...recipients.values()].flatMap((recipient) => {
        const documents = byParty.get(recipient.partyId);
        return documents ? [this.letter(recipient, documents)] : [];
      });
      await this.messages.sendEach(NEW_DOCUMENTS, letters);
      await query(
        queries.markTold(
          seen.map(({ partyId }) => partyId),
          seen.map(({ documentId }) => documentId),
          this.clock.now(),
        ),
      );
      await query(queries.dropDue(parties));
      if (letters.length > 0) await count?.(query, letters.length);
      return parties.at(-1);
    });
  }

  private async reachable(query: Query, parties: string[], rhythm: Rhythm): Promise<Map<string, Recipient>> {
    const recipients = await query<Recipient>(queries.recipientsAmong(parties, rhythm));
    const refused = await this.undeliverable.among(recipients.map(({ email }) => email));
    const dead = new Set(refused.map(({ address }) => address));
    return new Map(recipients.filter(({ email }) => !dead.has(email.toLowerCase())).map((one) => [one.partyId, one]));
  }

  private letter({ partyId, loginId, name, email, language, replyTo }: Recipient, documents: SeenNotice[]) {
    const others = (count: number) => this.translator.say(language, 'common:list.others', { count });
    return {
      to: { address: email, name, locale: language },
      variables: {
        name,
        count: documents.length,
        documents: noticeLines(documents, others),
        link: this.link(documents),
      },
      options: {
        replyTo,
        concerns: { kind: 'party', id: partyId },
        unhurried: true,
        unsubscribeUrl: this.refusals.linkFor(loginId),
      },
    };
  }

  /** To the documents of the one space they are in, else to the choice of spaces; sign-in comes first. */
  private link(documents: SeenNotice[]): string {
    const spaces = new Set(documents.flatMap((document) => document.spaces));
    const [kind, other] = SPACE_KINDS.filter((one) => spaces.has(one));
    const path = kind && !other ? `${spaceHome(kind)}/documents` : '/extranet';
    return `${this.config.publicUrl(currentTenant().domain)}${path}`;
  }

  private today(): string {
    return this.clock.today(currentTenant().timeZone);
  }
}
