import { Injectable } from '@nestjs/common';
import { ResidentAccess } from '../../identity/index.js';
import { empty, raw, sql, UnitOfWork } from '../../platform/database/index.js';
import { listedLoginState, type ListedLoginState } from '../domain/listed-login.js';
import { PLANNED_SECTIONS, planOf } from '../sections/index.js';

export interface CatalogRow {
  ref: string;
  /** Digest of what is published, in hexadecimal; compares with earlier answers only. */
  contentHash: string | null;
  sha256?: string;
}

export interface LoginRow {
  ref: string;
  login: string;
  state: ListedLoginState;
}

/** What the host holds of a source (PUB-79, PUB-80). */
@Injectable()
export class SourceCatalog {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: ResidentAccess,
  ) {}

  /** Published rows by reference, after that one; null for a section there is not. */
  async rows(sourceId: string, section: string, after: string, limit: number): Promise<CatalogRow[] | null> {
    if (section === 'binders') return this.binders(sourceId, after, limit);
    const planned = PLANNED_SECTIONS.find((name) => name === section);
    if (!planned) return null;
    const { table, columns } = planOf(planned);
    return this.work.read((query) =>
      query<CatalogRow>(sql`
        SELECT ref, encode(content_hash, 'hex') AS "contentHash"${columns.includes('sha256') ? sql`, sha256` : empty} FROM ${raw(table)}
        WHERE source_id = ${sourceId} AND publication_state <> 'withdrawn' AND ref > ${after} ORDER BY ref LIMIT ${limit}`),
    );
  }

  /** Logins of the source's parties, by the party's reference, after that one; never a password. A page may hold few: `next` tells. */
  async logins(sourceId: string, after: string, limit: number): Promise<{ logins: LoginRow[]; next: string | null }> {
    const parties = await this.work.read((query) =>
      query<{ id: string; ref: string }>(sql`
        SELECT id, ref FROM party WHERE source_id = ${sourceId} AND ref > ${after} ORDER BY ref LIMIT ${limit}`),
    );
    const cards = await this.access.cards(parties.map(({ id }) => id));
    const logins = parties.flatMap(({ id, ref }) => {
      const card = cards.get(id);
      return card ? [{ ref, login: card.login, state: listedLoginState(card) }] : [];
    });
    return { logins, next: parties.length === limit ? (parties.at(-1)?.ref ?? null) : null };
  }

  private binders(sourceId: string, after: string, limit: number): Promise<CatalogRow[]> {
    return this.work.read((query) =>
      query<CatalogRow>(sql`
        SELECT ref, NULL AS "contentHash" FROM binder_listing
        WHERE source_id = ${sourceId} AND ref > ${after} ORDER BY ref LIMIT ${limit}`),
    );
  }
}
