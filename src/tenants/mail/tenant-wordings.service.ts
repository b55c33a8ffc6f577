import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput, NotFound } from '../../platform/errors/index.js';
import type { Locale } from '../../platform/i18n/index.js';
import { declaredMessages, type MessageKind, Messages, type Wording, Wordings, type WrittenMessage } from '../../platform/mail/index.js';
import { inTenant } from '../in-tenant.js';
import { Tenants } from '../tenants.service.js';
import { draftOf, usableVariables, withoutFrame, withPlaces } from './wording-drafts.js';

export interface WordingPage {
  kind: MessageKind<unknown>;
  own: boolean;
  /** What the form begins with; an empty body where the shipped one cannot be turned into a wording. */
  wording: Wording;
  /** With the example, as it is sent now. */
  preview: WrittenMessage;
  variables: string[];
}

const SEVERAL = /\{[A-Za-z][A-Za-z0-9]*\}/g;

/** The words of each message, for one tenant. */
@Injectable()
export class TenantWordings {
  constructor(
    private readonly tenants: Tenants,
    private readonly wordings: Wordings,
    private readonly messages: Messages,
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound for a message nobody declared */
  kind(name: string): MessageKind<unknown> {
    const kind = declaredMessages().get(name);
    if (!kind) throw new NotFound();
    return kind;
  }

  /** `room/letter fr` of those that are the tenant's own. */
  async changed(domain: string): Promise<Set<string>> {
    const rows = await this.within(domain, () =>
      this.work.read((query) => query<{ name: string }>(sql`SELECT template || ' ' || locale AS name FROM message_wording`)),
    );
    return new Set(rows.map(({ name }) => name));
  }

  preview(domain: string, kind: MessageKind<unknown>, locale: Locale): Promise<WrittenMessage> {
    return this.within(domain, () => this.messages.preview(kind, locale));
  }

  async open(domain: string, name: string, locale: Locale): Promise<WordingPage> {
    const kind = this.kind(name);
    return this.within(domain, async () => {
      const [own, preview] = [await this.wordings.own(name, locale), await this.messages.preview(kind, locale)];
      const wording = own ?? (await this.shipped(kind, locale));
      return { kind, own: own !== null, wording, preview, variables: usableVariables(kind.example as Record<string, unknown>) };
    });
  }

  /** @throws InvalidInput at `subject` or `body` on a place that stands for nothing, or when a secret the reader needs is left out */
  async save(domain: string, name: string, locale: Locale, { subject, body }: Wording): Promise<void> {
    const kind = this.kind(name);
    const known = usableVariables(kind.example as Record<string, unknown>);
    for (const [field, text] of Object.entries({ subject, body })) {
      const unknown = (text.match(SEVERAL) ?? []).map((found) => found.slice(1, -1)).find((found) => !known.includes(found));
      if (unknown) throw InvalidInput.at(field, 'mail:unknown-placeholder', { name: unknown, known: known.join(', ') });
    }
    const missing = kind.secrets.find((secret) => !body.includes(`{${secret}}`));
    if (missing) throw InvalidInput.at('body', 'tenant-mails:error.secret', { name: missing });
    await this.within(domain, () =>
      this.work.write(async () => {
        await this.wordings.save(name, locale, { subject, body });
        await this.audit.record({ action: 'wordings.change', subject: { kind: 'wording', id: name }, details: { message: name, locale } });
      }),
    );
  }

  async reset(domain: string, name: string, locale: Locale): Promise<void> {
    this.kind(name);
    await this.within(domain, () =>
      this.work.write(async () => {
        await this.wordings.forget(name, locale);
        await this.audit.record({ action: 'wordings.reset', subject: { kind: 'wording', id: name }, details: { message: name, locale } });
      }),
    );
  }

  private async shipped(kind: MessageKind<unknown>, locale: Locale): Promise<Wording> {
    const example = kind.example as Record<string, unknown>;
    const written = await this.messages.preview(withPlaces(kind), locale).catch(() => null);
    if (!written) return { subject: '', body: '' };
    const draft = (text: string) => draftOf(text, example, locale) ?? '';
    return { subject: draft(written.subject), body: draft(withoutFrame(written.body, written.subject)) };
  }

  private async within<T>(domain: string, work: () => Promise<T>): Promise<T> {
    return inTenant(await this.tenants.byDomain(domain), work);
  }
}
