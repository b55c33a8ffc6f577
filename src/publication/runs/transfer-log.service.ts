import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { OutsideUnavailable } from '../../platform/errors/index.js';
import { FileRefused } from '../../platform/files/index.js';
import { type Transfer, transferLogXml } from '../domain/transfer-log.js';
import type { Run } from './run.queries.js';

export interface LoggedFile {
  sha256: string;
  /** Whether the agency's transfers are logged. */
  logged: boolean;
}

/** What came of the files sent for each run, kept where the operator has switched it on (PUB-07). */
@Injectable()
export class TransferLog {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Does the transfer and writes down how it ended. */
  async around<T>({ sha256, logged }: LoggedFile, transfer: () => Promise<T>): Promise<T> {
    if (!logged) return transfer();
    const waiting = await this.waitingRuns(sha256);
    const start = this.clock.now();
    try {
      const result = await transfer();
      await this.write(sha256, waiting, start, null);
      return result;
    } catch (error) {
      await this.write(sha256, waiting, start, reasonOf(error));
      throw error;
    }
  }

  /** Null when nothing was written for the run. */
  async xml(run: Run, timeZone: string): Promise<string | null> {
    const transfers = await this.work.read((query) =>
      query<Transfer>(sql`
        SELECT sha256, ref, filename, bytes, started_at AS start, ended_at AS "end", reason FROM run_transfer
        WHERE run_id = ${run.id} ORDER BY id`),
    );
    return transfers.length === 0 ? null : transferLogXml(run.number, transfers, timeZone);
  }

  private waitingRuns(sha256: string): Promise<Waiting[]> {
    return this.work.read((query) =>
      query<Waiting>(sql`SELECT run_id, ref, filename, bytes FROM run_missing_file WHERE sha256 = ${sha256}`),
    );
  }

  private async write(sha256: string, waiting: Waiting[], start: Date, reason: string | null): Promise<void> {
    await this.work.write(({ query }) =>
      query(sql`
        INSERT INTO run_transfer (run_id, sha256, ref, filename, bytes, started_at, ended_at, reason)
        SELECT run_id, ${sha256}, ref, filename, bytes, ${start}::timestamptz, ${this.clock.now()}::timestamptz, ${reason}::text
        FROM jsonb_to_recordset(${JSON.stringify(waiting)}::jsonb) AS w (run_id uuid, ref text, filename text, bytes bigint)`),
    );
  }
}

interface Waiting {
  run_id: string;
  ref: string;
  filename: string;
  bytes: number;
}

const REFUSALS: Partial<Record<FileRefused['reason'], string>> = {
  digest: 'empreinte différente',
  length: 'longueur différente',
  empty: 'longueur différente',
  too_large: 'trop volumineux',
  type: 'type refusé',
};
const BROKEN_CONNECTION = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'EPIPE']);

function reasonOf(error: unknown): string {
  if (error instanceof FileRefused) return REFUSALS[error.reason] ?? `contenu refusé (${error.reason})`;
  if (error instanceof OutsideUnavailable) return 'stockage indisponible';
  return BROKEN_CONNECTION.has((error as NodeJS.ErrnoException).code ?? '') ? 'connexion interrompue' : 'inconnu';
}
