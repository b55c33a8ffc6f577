import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import type { GuardReason } from '../domain/guard.js';
import type { Problem } from '../manifest/manifest.types.js';
import { type Run, selectRun } from './run.queries.js';

export interface RunView extends Run {
  counts: Record<string, SectionCountsView>;
  problems: Problem[];
  problemCount: number;
  guardReasons: GuardReason[];
}

export interface SectionCountsView {
  listed: number;
  added: number;
  changed: number;
  unchanged: number;
  withdrawn: number;
  expired: number;
  setAside: number;
}

export interface MissingFile {
  sha256: string;
  bytes: number;
  ref: string;
  filename: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHOWN_PROBLEMS = 100;
const LOOK_EVERY_MS = 400;

/** What is told of runs to their source, and to people. */
@Injectable()
export class RunReading {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws NotFound for a run of another source, as for none */
  async ofSource(sourceId: string, runId: string): Promise<Run> {
    const [run] = UUID.test(runId)
      ? await this.work.read((query) =>
          query<Run>(sql`${selectRun} WHERE r.id = ${runId} AND r.source_id = ${sourceId}`),
        )
      : [];
    if (!run) throw new NotFound();
    return run;
  }

  async view(run: Run, problems = SHOWN_PROBLEMS): Promise<RunView> {
    const [counts, shown, [rest]] = await this.work.read((query) =>
      Promise.all([
        query<SectionCountsView & { section: string }>(sql`
          SELECT section, listed, added, changed, unchanged, withdrawn, expired, set_aside AS "setAside" FROM run_count
          WHERE run_id = ${run.id} ORDER BY section`),
        readProblems(query, run.id, problems),
        query<{ problemCount: number; guardReasons: GuardReason[] }>(sql`
          SELECT (SELECT count(*)::int FROM run_problem p WHERE p.run_id = r.id) AS "problemCount", guard_reasons AS "guardReasons"
          FROM publication_run r WHERE id = ${run.id}`),
      ]),
    );
    return {
      ...run,
      counts: Object.fromEntries(counts.map(({ section, ...count }) => [section, count])),
      problems: shown,
      problemCount: rest?.problemCount ?? 0,
      guardReasons: rest?.guardReasons ?? [],
    };
  }

  /** The run as it becomes different, or as it is once the time is over. */
  async changed(run: Run, waitSeconds: number): Promise<Run> {
    const until = performance.now() + waitSeconds * 1_000;
    let current = run;
    while (performance.now() < until && sameProgress(current, run)) {
      await pause(LOOK_EVERY_MS);
      current = await this.ofSource(run.sourceId, run.id);
    }
    return current;
  }

  /** By digest, each once; `after` is the last digest of the former page. */
  missing(runId: string, after: string, limit: number): Promise<MissingFile[]> {
    return this.work.read((query) =>
      query<MissingFile>(sql`
        SELECT sha256, bytes, ref, filename FROM run_missing_file
        WHERE run_id = ${runId} AND refused IS NULL AND sha256 > ${after} ORDER BY sha256 LIMIT ${limit}`),
    );
  }

  allProblems(runId: string): Promise<Problem[]> {
    return this.work.read((query) => readProblems(query, runId, null));
  }

  list(sourceId: string, state: string | null, limit: number): Promise<Run[]> {
    return this.work.read((query) =>
      query<Run>(sql`
        ${selectRun} WHERE r.source_id = ${sourceId} AND (${state}::text IS NULL OR r.state = ${state})
        ORDER BY r.received_at DESC, r.id DESC LIMIT ${limit}`),
    );
  }
}

const sameProgress = (one: Run, other: Run) => one.state === other.state && one.missingFiles === other.missingFiles;

function readProblems(query: Query, runId: string, most: number | null): Promise<Problem[]> {
  return query<Problem>(sql`
    SELECT severity, code, section, ref, line, col AS "column", message FROM run_problem
    WHERE run_id = ${runId} ORDER BY position LIMIT ${most}::int`);
}
