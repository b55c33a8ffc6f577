import { Injectable } from '@nestjs/common';
import { type AccessCard, ResidentAccess } from '../../../identity/index.js';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { context } from '../../../platform/context/index.js';
import { sql, UnitOfWork } from '../../../platform/database/index.js';
import { Forbidden } from '../../../platform/errors/index.js';
import { Jobs } from '../../../platform/jobs/index.js';
import type { StaffScope } from '../../../portfolio/index.js';
import { selectedAccounts, type Selection } from '../account-selection.queries.js';
import { addresseesOf } from './editions.queries.js';
import { EDIT_ACCESS_CODES } from './kinds.js';

/** Whom an edition would reach. */
export interface CodesPlan {
  /** Whose initial password can still be read. */
  partyIds: string[];
  withEmail: number;
  /** Who chose his own: nobody can read it, and he needs no letter. */
  personal: number;
  /** Without a login, closed, blocked, or whose provisional password is out of date. */
  others: number;
}

/** "Éditer les codes d'accès" (ACC-34). */
@Injectable()
export class AccessCodes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: ResidentAccess,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  async plan(scope: StaffScope, selection: Selection): Promise<CodesPlan> {
    const accounts = await this.work.read((query) => selectedAccounts(query, scope, selection));
    const parties = [...new Set(accounts.map(({ partyId }) => partyId))];
    const cards = await this.access.cards(parties);
    const isReadable = (id: string) => cards.get(id)?.state === 'initial';
    const readable = parties.filter(isReadable);
    const personal = parties.filter((id) => isPersonal(cards.get(id))).length;
    return {
      partyIds: readable,
      withEmail: readable.filter((id) => cards.get(id)?.email).length,
      personal,
      others: parties.length - readable.length - personal,
    };
  }

  /** Written down with the job that does it. @returns the edition, or null when it would reach nobody */
  async ask(scope: StaffScope, selection: Selection, byEmail: boolean): Promise<string | null> {
    const { viewer } = context();
    if (viewer.kind !== 'staff') throw new Forbidden();
    const { partyIds } = await this.plan(scope, selection);
    if (partyIds.length === 0) return null;
    return this.work.write(async ({ query }) => {
      const ordered = (await addresseesOf(query, partyIds)).map(({ partyId }) => partyId);
      const [edition] = await query<{ id: string }>(sql`
        INSERT INTO access_code_edition (line, asked_by, asked_at, party_ids, by_email)
        VALUES (${scope.line}, ${viewer.staffId}, ${this.clock.now()}, ${ordered}::uuid[], ${byEmail}) RETURNING id`);
      if (!edition) throw new Error('The edition was not kept');
      await this.jobs.later(EDIT_ACCESS_CODES, { editionId: edition.id });
      await this.audit.record({
        action: 'accounts.edit-access-codes',
        subject: { kind: 'access_code_edition', id: edition.id },
        details: { line: scope.line, count: ordered.length, byEmail },
      });
      return edition.id;
    });
  }
}

const isPersonal = (card: AccessCard | undefined) => Boolean(card?.personalisedAt && !card.validUntil);
