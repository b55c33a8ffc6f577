import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { ResidentAccess } from '../../../identity/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { currentTenant } from '../../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../../platform/database/index.js';
import { FileStore } from '../../../platform/files/index.js';
import { type HandlesJob, type JobAttempt, JobHandler, Jobs } from '../../../platform/jobs/index.js';
import { Audit } from '../../../platform/audit/index.js';
import { AccessLetters, type AccessLetter } from './access-letters.js';
import { addresseesOf } from './editions.queries.js';
import { EDIT_ACCESS_CODES, FORGET_ACCESS_LETTERS } from './kinds.js';

/** People served at once: the letters of one slice are one PDF. */
const SLICE = 250;
const KEPT_HOURS = 24;
const PDF_BYTES = 50 * 1024 * 1024;

interface Slice {
  id: string;
  done: number;
  partyIds: string[];
  byEmail: boolean;
}

/**
 * Goes on where it stopped: a slice is drawn, then its emails, its letters and how far the edition is are written together, so that nobody is
 * written to twice.
 */
@Injectable()
@JobHandler(EDIT_ACCESS_CODES)
export class EditAccessCodes implements HandlesJob<{ editionId: string }> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: ResidentAccess,
    private readonly letters: AccessLetters,
    private readonly files: FileStore,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async run({ editionId }: { editionId: string }, { last }: JobAttempt): Promise<void> {
    try {
      for (let slice = await this.next(editionId); slice; slice = await this.next(editionId)) await this.serve(slice);
      await this.end(editionId, 'ready');
    } catch (error) {
      if (last) await this.end(editionId, 'failed');
      throw error;
    }
  }

  private async next(id: string): Promise<Slice | null> {
    const [slice] = await this.work.write(({ query }) =>
      query<Slice>(sql`
        UPDATE access_code_edition SET state = 'running' WHERE id = ${id} AND done < cardinality(party_ids) AND state <> 'expired'
        RETURNING id, done, party_ids[done + 1 : done + ${SLICE}] AS "partyIds", by_email AS "byEmail"`),
    );
    return slice ?? null;
  }

  /** Personalised since, blocked, or out of date: nothing is said of them. */
  private async serve({ id, done, partyIds, byEmail }: Slice): Promise<void> {
    const readable = await this.access.initialPasswords(partyIds);
    const cards = await this.access.cards(partyIds);
    const served = [...readable.keys()].filter((one) => cards.get(one)?.state === 'initial');
    const mailed = byEmail ? served.filter((one) => cards.get(one)?.email) : [];
    const printed = served.filter((one) => !mailed.includes(one));
    const file = printed.length > 0 ? await this.draw(printed, readable) : null;
    await this.work.write(async ({ query }) => {
      const [mine] = await query(sql`SELECT FROM access_code_edition WHERE id = ${id} AND done = ${done} FOR UPDATE`);
      if (!mine) return; // another attempt was faster
      const sent = mailed.length > 0 ? await this.access.sendInitial(mailed) : 0;
      if (file) await this.keep(query, { id, done }, printed.length, file);
      await query(sql`
        UPDATE access_code_edition SET done = done + ${partyIds.length}, mails = mails + ${sent}, letters = letters + ${printed.length}
        WHERE id = ${id}`);
    });
  }

  private async draw(
    partyIds: string[],
    readable: Awaited<ReturnType<ResidentAccess['initialPasswords']>>,
  ): Promise<string> {
    const addressees = await this.work.read((query) => addresseesOf(query, partyIds));
    const letters = addressees.flatMap((one): AccessLetter[] => {
      const codes = readable.get(one.partyId);
      return codes ? [{ ...one, ...codes }] : [];
    });
    const pdf = await this.letters.draw(letters);
    return (await this.files.receive(currentTenant().id, Readable.from([pdf]), { maxBytes: PDF_BYTES })).sha256;
  }

  private async keep(
    query: Query,
    { id, done }: { id: string; done: number },
    letters: number,
    file: string,
  ): Promise<void> {
    await query(sql`
      INSERT INTO access_code_letters (edition_id, position, letters, letters_file)
      VALUES (${id}, ${Math.floor(done / SLICE) + 1}, ${letters}, ${file})`);
    await this.audit.record({
      action: 'resident.codes-printed',
      subject: { kind: 'access_code_edition', id },
      details: { count: letters },
    });
  }

  /** Letters hold passwords: they are kept a day. */
  private async end(id: string, state: 'ready' | 'failed'): Promise<void> {
    const expiresAt = new Date(this.clock.now().getTime() + KEPT_HOURS * 3_600_000);
    await this.work.write(async ({ query }) => {
      const [ended] = await query(sql`
        UPDATE access_code_edition SET state = ${state}, expires_at = ${expiresAt} WHERE id = ${id} AND state = 'running' RETURNING id`);
      if (ended) await this.jobs.later(FORGET_ACCESS_LETTERS, { editionId: id }, { runAt: expiresAt });
    });
  }
}
