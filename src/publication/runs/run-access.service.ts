import { Injectable } from '@nestjs/common';
import { type GivenCredentials, ResidentAccess } from '../../identity/index.js';
import { type Query, sql } from '../../platform/database/index.js';
import { lastProblem } from '../resolving/report-faults.queries.js';
import type { Run } from './run.queries.js';

const AT_ONCE = 5_000;

interface StagedCredentials {
  partyId: string;
  login: string;
  initialPassword: string | null;
}

/** Every party with a published account has a way in, the others none any more (ACC-26, ACC-38). */
@Injectable()
export class RunAccess {
  constructor(private readonly access: ResidentAccess) {}

  /** To be called last in the transaction that applies the run; credentials are held by thousands, whatever their number. */
  async give(query: Query, run: Run): Promise<void> {
    let after: string | null = null;
    do {
      const given: StagedCredentials[] = await nextCredentials(query, run.id, after);
      if (given.length > 0) await this.open(query, run, given);
      after = given.length < AT_ONCE ? null : (given.at(-1)?.partyId ?? null);
    } while (after !== null);
    await this.access.followPublication();
  }

  private async open(query: Query, run: Run, given: readonly StagedCredentials[]): Promise<void> {
    const byParty = new Map<string, GivenCredentials>(
      given.map(({ partyId, login, initialPassword }) => [
        partyId,
        { login, ...(initialPassword ? { initialPassword } : {}) },
      ]),
    );
    const { loginsTaken } = await this.access.openFor([...byParty.keys()], byParty);
    if (loginsTaken.length > 0) await warnOfTaken(query, run.id, loginsTaken);
  }
}

function nextCredentials(query: Query, runId: string, after: string | null): Promise<StagedCredentials[]> {
  return query<StagedCredentials>(sql`
    SELECT c.party_id AS "partyId", c.login, c.initial_password AS "initialPassword" FROM staged_credentials c
    WHERE c.run_id = ${runId} AND (${after}::uuid IS NULL OR c.party_id > ${after}::uuid) AND EXISTS (
      SELECT FROM account a WHERE a.party_id = c.party_id AND a.publication_state = 'published')
    ORDER BY c.party_id LIMIT ${AT_ONCE}`);
}

async function warnOfTaken(query: Query, runId: string, parties: readonly string[]): Promise<void> {
  await query(sql`
    INSERT INTO run_problem (run_id, position, severity, code, section, ref, message)
    SELECT ${runId}, ${await lastProblem(query, runId)}::int + row_number() OVER (ORDER BY ref), 'warning', 'WRN-07', 'parties', ref,
      'Tiers ' || ref || ' : identifiant déjà pris, un autre lui est donné.'
    FROM party WHERE id = ANY (${[...parties]}::uuid[])`);
}
