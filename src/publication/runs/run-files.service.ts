import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import { FileRefused, FileStore, type StoredBlob } from '../../platform/files/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { OPEN_DAYS } from '../domain/run-states.js';
import { FileNotAwaited } from '../publication-errors.js';
import { RunDecisions } from './run-decisions.service.js';
import { type LoggedFile, TransferLog } from './transfer-log.service.js';

export interface AwaitedFile extends LoggedFile {
  bytes: number;
  mediaTypes: string[];
}

export type Received = 'stored' | 'already';

const DAY_MS = 86_400_000;
/** Bytes that differ from what was announced never came: they are awaited still. Anything else will not change by being sent again. */
const TO_BE_SENT_AGAIN = new Set(['digest', 'length', 'empty', 'too_large']);

/** Files that runs wait for: only those a manifest announced are taken, each once, whatever the number of documents it serves. */
@Injectable()
export class RunFiles {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly files: FileStore,
    private readonly decisions: RunDecisions,
    private readonly translator: Translator,
    private readonly log: TransferLog,
  ) {}

  /** @throws FileNotAwaited, unless the host has the file already: then null */
  awaited(sourceId: string, sha256: string): Promise<AwaitedFile | null> {
    return this.work.read(async (query) => {
      const [file] = await query<AwaitedFile>(sql`
        SELECT m.sha256, m.bytes, m.media_types AS "mediaTypes", (SELECT transfer_log FROM publication_settings) AS logged
        FROM run_missing_file m
        JOIN publication_run r ON r.tenant_id = m.tenant_id AND r.id = m.run_id
        WHERE m.sha256 = ${sha256} AND m.refused IS NULL AND r.source_id = ${sourceId} AND r.state IN ('checking', 'receiving') LIMIT 1`);
      if (file) return file;
      const [held] = await query(sql`
        SELECT FROM stored_file f WHERE f.sha256 = ${sha256} AND f.state = 'complete' AND EXISTS (
          SELECT FROM publication_run r WHERE r.source_id = ${sourceId} AND r.state IN ('checking', 'receiving'))`);
      if (held) return null;
      throw new FileNotAwaited();
    });
  }

  /** The whole of a file. @throws FileNotAwaited, FileRefused */
  async receive(sourceId: string, sha256: string, stream: Readable): Promise<Received> {
    const file = await this.awaited(sourceId, sha256);
    if (!file) return 'already';
    return this.log.around(file, () =>
      this.take(sourceId, file, (expected) => this.files.receive(currentTenant().id, stream, expected)),
    );
  }

  /** Bytes received of a file that is being sent in parts. @throws FileNotAwaited */
  async offset(sourceId: string, sha256: string): Promise<{ offset: number; bytes: number }> {
    const file = await this.awaited(sourceId, sha256);
    if (!file) {
      const bytes = (await this.files.size(currentTenant().id, sha256)) ?? 0;
      return { offset: bytes, bytes };
    }
    return { offset: await this.files.partialOffset(currentTenant().id, sha256), bytes: file.bytes };
  }

  /** A part of a file; with the last one the file is there. @returns the new offset. @throws WrongOffset, FileRefused */
  async append(sourceId: string, sha256: string, offset: number, stream: Readable): Promise<number> {
    const file = await this.awaited(sourceId, sha256);
    if (!file) return (await this.offset(sourceId, sha256)).offset;
    const tenantId = currentTenant().id;
    return this.log.around(file, async () => {
      const reached = await this.files.append(tenantId, sha256, offset, stream, file.bytes);
      await this.noteByte(sha256);
      if (reached >= file.bytes)
        await this.take(sourceId, file, (expected) => this.files.finish(tenantId, sha256, expected));
      return reached;
    });
  }

  private async take(
    sourceId: string,
    { sha256, bytes, mediaTypes }: AwaitedFile,
    receive: (expected: {
      maxBytes: number;
      expectedSha256: string;
      expectedBytes: number;
      accept: string[];
    }) => Promise<StoredBlob>,
  ): Promise<Received> {
    try {
      const stored = await receive({
        maxBytes: bytes,
        expectedSha256: sha256,
        expectedBytes: bytes,
        accept: mediaTypes,
      });
      await this.settle(bytes, (query) => this.keep(query, sourceId, stored));
      return 'stored';
    } catch (error) {
      if (error instanceof FileRefused && !TO_BE_SENT_AGAIN.has(error.reason)) {
        await this.settle(bytes, (query) => this.refuse(query, sourceId, sha256, error));
      }
      throw error;
    }
  }

  /** Those of other sources who announced it as something else are still to send it, and to be told so. */
  private async keep(query: Query, sourceId: string, { sha256, bytes, mediaType }: StoredBlob): Promise<string[]> {
    await query(sql`
      INSERT INTO stored_file (sha256, bytes, received_bytes, media_type, state, received_at)
      VALUES (${sha256}, ${bytes}, ${bytes}, ${mediaType}, 'complete', ${this.clock.now()})
      ON CONFLICT (tenant_id, sha256) DO UPDATE
      SET state = 'complete', media_type = excluded.media_type, received_bytes = excluded.received_bytes, reason = NULL`);
    const rows = await query<{ runId: string }>(sql`
      DELETE FROM run_missing_file m USING publication_run r
      WHERE m.sha256 = ${sha256} AND m.refused IS NULL AND r.tenant_id = m.tenant_id AND r.id = m.run_id
        AND (r.source_id = ${sourceId} OR ${mediaType} = ANY (m.media_types))
      RETURNING m.run_id AS "runId"`);
    return rows.map(({ runId }) => runId);
  }

  /**
   * The documents of a file that will never do are set aside at the commit, which need not wait for it. Only those of who sent it:
   * another source may have announced the same bytes as what they are.
   */
  private async refuse(
    query: Query,
    sourceId: string,
    sha256: string,
    { sentence, values }: FileRefused,
  ): Promise<string[]> {
    const reason = this.translator.say('fr', sentence ?? '', values);
    const rows = await query<{ runId: string }>(sql`
      UPDATE run_missing_file m SET refused = ${reason} FROM publication_run r
      WHERE m.sha256 = ${sha256} AND m.refused IS NULL AND r.tenant_id = m.tenant_id AND r.id = m.run_id AND r.source_id = ${sourceId}
      RETURNING m.run_id AS "runId"`);
    return rows.map(({ runId }) => runId);
  }

  /** One file less for the runs that waited for it; the last one commits those whose source asked for it. */
  private async settle(bytes: number, change: (query: Query) => Promise<string[]>): Promise<void> {
    const complete = await this.work.write(async ({ query }) => {
      const runIds = await change(query);
      const now = this.clock.now();
      return query<{ id: string | null }>(sql`
        UPDATE publication_run r SET last_byte_at = ${now}, expires_at = ${this.expiry(now)}, missing_files = r.missing_files - 1,
          missing_bytes = r.missing_bytes - ${bytes}
        FROM publication_source s
        WHERE r.id = ANY (${runIds}::uuid[]) AND r.state = 'receiving' AND s.tenant_id = r.tenant_id AND s.id = r.source_id
        RETURNING CASE WHEN r.missing_files = 0 AND (s.auto_commit OR s.kind = 'desk' OR r.trigger = 'replay') THEN r.id END AS id`);
    });
    for (const { id } of complete) if (id) await this.decisions.commit(id, false);
  }

  private async noteByte(sha256: string): Promise<void> {
    const now = this.clock.now();
    await this.work.write(({ query }) =>
      query(sql`
        UPDATE publication_run r SET last_byte_at = ${now}, expires_at = ${this.expiry(now)}
        FROM run_missing_file m WHERE m.sha256 = ${sha256} AND m.run_id = r.id AND r.state = 'receiving'`),
    );
  }

  private expiry(now: Date): Date {
    return new Date(now.getTime() + OPEN_DAYS * DAY_MS);
  }
}
