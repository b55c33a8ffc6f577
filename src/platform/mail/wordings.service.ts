import { Injectable } from '@nestjs/common';
import { context } from '../context/index.js';
import { sql, UnitOfWork } from '../database/index.js';
import { InvalidInput } from '../errors/index.js';
import type { Locale } from '../i18n/index.js';
import { unknownPlaceholders } from './domain/wording.js';
import { messageKind } from './message-kind.js';

export interface Wording {
  subject: string;
  body: string;
}

/** The tenant's own words for a message, with `{name}` where a variable goes; without them, the shipped ones are used. */
@Injectable()
export class Wordings {
  constructor(private readonly work: UnitOfWork) {}

  async own(template: string, locale: Locale): Promise<Wording | null> {
    const [own] = await this.work.read((query) =>
      query<Wording>(
        sql`SELECT subject, body FROM message_wording WHERE template = ${template} AND locale = ${locale}`,
      ),
    );
    return own ?? null;
  }

  /** @throws InvalidInput at `subject` or `body` on a placeholder that stands for nothing */
  async save(template: string, locale: Locale, wording: Wording): Promise<void> {
    const known = Object.keys(messageKind(template).example as object);
    for (const field of ['subject', 'body'] as const) {
      const [unknown] = unknownPlaceholders(wording[field], known);
      if (unknown) throw InvalidInput.at(field, 'mail:unknown-placeholder', { name: unknown, known: known.join(', ') });
    }
    await this.work.write(({ query }) =>
      query(sql`
        INSERT INTO message_wording (template, locale, subject, body, changed_by)
        VALUES (${template}, ${locale}, ${wording.subject}, ${wording.body}, ${author()})
        ON CONFLICT (tenant_id, template, locale) DO UPDATE
        SET subject = excluded.subject, body = excluded.body, changed_by = excluded.changed_by, changed_at = now()`),
    );
  }

  /** Back to the shipped words. */
  async forget(template: string, locale: Locale): Promise<void> {
    await this.work.write(({ query }) =>
      query(sql`DELETE FROM message_wording WHERE template = ${template} AND locale = ${locale}`),
    );
  }
}

function author(): string {
  const { viewer } = context();
  return viewer.kind === 'nobody' ? '' : viewer.name;
}
