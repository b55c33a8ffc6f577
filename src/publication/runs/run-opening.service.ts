import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import type { StoredBlob } from '../../platform/files/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { admit } from '../domain/admission.js';
import { OPEN } from '../domain/run-states.js';
import { CHECK_RUN } from '../jobs/kinds.js';
import { type ManifestHeader, ManifestRefused, type Problem } from '../manifest/manifest.types.js';
import { RunOpen, RunRefTaken } from '../publication-errors.js';
import type { Source } from '../sources/sources.service.js';
import { ManifestArchive } from './manifest-archive.js';
import { readRun, type Run, selectRun } from './run.queries.js';
import { RunMoves } from './run-moves.js';

export interface OpeningOptions {
  trigger: Run['trigger'];
  /** Ends after the check (PUB-36). */
  simulate?: boolean;
  /** Abandons the run of the source that is open. */
  replace?: boolean;
  /** "Notifier dès cette publication" (PUB-59). */
  notifyFirst?: boolean;
  startedBy?: string;
  replayOf?: string;
  /** For runs made here, whose manifest keeps the reference of another. */
  runRef?: string;
}

export interface OpenedRun {
  run: Run;
  /** False when the same manifest had come before. */
  fresh: boolean;
}

/** Where the manifest is; nowhere yet while the desk's is being made. */
type Kept = Pick<StoredBlob, 'sha256' | 'bytes'> | null;
type Opening = ManifestHeader | { refused: Problem };

/** How runs begin: a manifest is kept, its header is looked at, the rest is checked by a job. */
@Injectable()
export class RunOpening {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly archive: ManifestArchive,
    private readonly jobs: Jobs,
    private readonly moves: RunMoves,
  ) {}

  /**
   * @param manifest XML, plain or gzip; a transfer cut before its end must fail the stream, and leaves nothing
   * @returns the run, in state `checking` or, when its header forbids it to come in, `refused`
   * @throws RunOpen, RunRefTaken, FileRefused
   */
  async receive(source: Source, manifest: Readable, options: OpeningOptions): Promise<OpenedRun> {
    return this.open(source, await this.archive.receive(manifest), options);
  }

  /** The same for a manifest that is already kept. */
  async open(source: Source, kept: StoredBlob, options: OpeningOptions): Promise<OpenedRun> {
    const opening = await this.lookAt(source, kept.sha256, options);
    try {
      const opened = await this.work.write(({ query }) => this.write(query, source, kept, opening, options));
      if (!opened.fresh) await this.forget(kept.sha256); // of a run that ended, what is kept has no passwords any more
      return opened;
    } catch (error) {
      if (error instanceof RunOpen || error instanceof RunRefTaken) await this.forget(kept.sha256);
      throw error;
    }
  }

  /**
   * A run whose manifest is made afterwards, by the job its caller asks for in the same transaction.
   * @throws RunOpen
   */
  announce(source: Source, runRef: string, options: OpeningOptions): Promise<Run> {
    return this.work.write(async ({ query }) => {
      await query(sql`SELECT FROM publication_source WHERE id = ${source.id} FOR UPDATE`);
      await this.makeRoom(query, source.id, options);
      const run = await readRun(query, await this.insert(query, source, null, runRef, null, options));
      await this.moves.follow(run);
      return run;
    });
  }

  private async lookAt(source: Source, sha256: string, options: OpeningOptions): Promise<Opening> {
    let header: ManifestHeader | null = null;
    try {
      header = await this.archive.header(sha256);
      const { code, lines, state, lastAppliedGeneratedAt } = source;
      admit(header, {
        source: { code, lines, active: state === 'active', lastAppliedGeneratedAt },
        tenant: currentTenant(),
        now: this.clock.now(),
        isReplay: options.trigger === 'replay',
      });
      return header;
    } catch (error) {
      if (!(error instanceof ManifestRefused)) throw error;
      return { ...header, refused: error.problem };
    }
  }

  private async write(
    query: Query,
    source: Source,
    kept: StoredBlob,
    opening: Opening,
    options: OpeningOptions,
  ): Promise<OpenedRun> {
    await query(sql`SELECT FROM publication_source WHERE id = ${source.id} FOR UPDATE`);
    const asked = options.runRef ?? ('runRef' in opening ? opening.runRef : `?${kept.sha256.slice(0, 20)}`);
    const runRef = options.simulate && !options.runRef ? rehearsalOf(asked) : asked;
    const known = await this.sameRef(query, source.id, runRef);
    if (known && known.manifestSha256 === kept.sha256) return { run: known, fresh: false };
    if (known) throw new RunRefTaken(known.id);
    const refused = 'refused' in opening ? opening.refused : null;
    if (!refused) await this.makeRoom(query, source.id, options);
    const runId = await this.insert(query, source, kept, runRef, opening, options);
    if (refused) await insertRefusal(query, runId, refused);
    const run = await readRun(query, runId);
    await this.moves.follow(run);
    if (!refused) await this.jobs.later(CHECK_RUN, { runId });
    return { run, fresh: true };
  }

  private async sameRef(query: Query, sourceId: string, runRef: string): Promise<Run | undefined> {
    const [run] = await query<Run>(sql`${selectRun} WHERE r.source_id = ${sourceId} AND r.run_ref = ${runRef}`);
    return run;
  }

  /** @throws RunOpen when the open run stays */
  private async makeRoom(query: Query, sourceId: string, { replace }: OpeningOptions): Promise<void> {
    const [open] = await query<Run>(sql`
      ${selectRun} WHERE r.source_id = ${sourceId} AND r.state = ANY (${OPEN}::text[]) FOR UPDATE OF r`);
    if (!open) return;
    if (!replace || open.state === 'applying') throw new RunOpen(open.id, open.number);
    await this.moves.move(query, open, 'abandon');
  }

  private async insert(
    query: Query,
    source: Source,
    kept: Kept,
    runRef: string,
    opening: Opening | null,
    { trigger, simulate = false, notifyFirst = false, startedBy, replayOf }: OpeningOptions,
  ): Promise<string> {
    await query(sql`SELECT pg_advisory_xact_lock(hashtextextended('publication number ' || app.tenant_id(), 0))`);
    const header = opening && 'lines' in opening ? opening : null;
    const refused = opening !== null && 'refused' in opening;
    const now = this.clock.now();
    const [row] = await query<{ id: string }>(sql`
      INSERT INTO publication_run (number, source_id, run_ref, trigger, state, simulate, notify_first, manifest_sha256, manifest_file,
        manifest_bytes, lines, scope, generated_at, received_at, last_byte_at, ended_at, started_by, replay_of)
      SELECT coalesce(max(number), 0) + 1, ${source.id}, ${runRef}, ${trigger}, ${refused ? 'refused' : 'checking'}, ${simulate},
        ${notifyFirst}, ${kept?.sha256 ?? null}::text, ${kept?.sha256 ?? null}::text, ${kept?.bytes ?? 0}::bigint, ${header?.lines ?? []}::text[],
        ${JSON.stringify(header?.scope ?? [])}::jsonb, ${header?.generatedAt ?? null}::timestamptz, ${now}::timestamptz, ${now}::timestamptz,
        ${refused ? now : null}::timestamptz, ${startedBy ?? null}::uuid, ${replayOf ?? null}::uuid
      FROM publication_run RETURNING id`);
    if (!row) throw new Error('The run was not written');
    return row.id;
  }

  /** Bytes that became no run; those of an earlier run with the same are kept. */
  private async forget(sha256: string): Promise<void> {
    const [used] = await this.work.read((query) =>
      query(sql`SELECT FROM publication_run WHERE manifest_file = ${sha256} LIMIT 1`),
    );
    if (!used) await this.archive.remove(sha256);
  }
}

export async function insertRefusal(query: Query, runId: string, problem: Problem): Promise<void> {
  const { severity, code, section, ref, line, column, message } = problem;
  await query(sql`
    INSERT INTO run_problem (run_id, position, severity, code, section, ref, line, col, message)
    VALUES (${runId}, 1, ${severity}, ${code}, ${section}, ${ref}, ${line}, ${column}, ${message})`);
}

/** A simulation takes no reference from the run it rehearses: "?" is in none that a manifest may give. */
function rehearsalOf(runRef: string): string {
  return `${runRef.slice(0, 54)}?${randomBytes(4).toString('hex')}`;
}
