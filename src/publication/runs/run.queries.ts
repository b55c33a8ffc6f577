import { type Query, sql } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import type { RunState } from '../domain/run-states.js';
import type { BusinessLine, ScopeSection } from '../manifest/manifest.types.js';

export interface Run {
  id: string;
  number: number;
  sourceId: string;
  sourceCode: string;
  sourceKind: 'desk' | 'machine';
  runRef: string;
  trigger: 'schedule' | 'manual' | 'machine' | 'replay';
  state: RunState;
  simulate: boolean;
  allowMissing: boolean;
  notifyFirst: boolean;
  autoCommit: boolean;
  /** Null while the manifest of a desk run is being made. */
  manifestSha256: string | null;
  manifestFile: string | null;
  manifestBytes: number;
  /** Whether its manifest may give initial passwords; null while it has not been read whole. */
  givesPasswords: boolean | null;
  lines: BusinessLine[];
  scope: ScopeSection[];
  generatedAt: Date | null;
  receivedAt: Date;
  readyAt: Date | null;
  appliedAt: Date | null;
  endedAt: Date | null;
  expiresAt: Date | null;
  missingFiles: number;
  missingBytes: number;
  attempts: number;
  failure: string | null;
}

export const selectRun = sql`
  SELECT r.id, r.number, r.source_id AS "sourceId", s.code AS "sourceCode", s.kind AS "sourceKind", r.run_ref AS "runRef", r.trigger,
    r.state, r.simulate, r.allow_missing AS "allowMissing", r.notify_first AS "notifyFirst", s.auto_commit AS "autoCommit",
    r.manifest_sha256 AS "manifestSha256", r.manifest_file AS "manifestFile", r.manifest_bytes AS "manifestBytes",
    r.gives_passwords AS "givesPasswords", r.lines, r.scope, r.generated_at AS "generatedAt", r.received_at AS "receivedAt", r.ready_at AS "readyAt", r.applied_at AS "appliedAt",
    r.ended_at AS "endedAt", r.expires_at AS "expiresAt", r.missing_files AS "missingFiles", r.missing_bytes AS "missingBytes",
    r.attempts, r.failure
  FROM publication_run r JOIN publication_source s ON s.tenant_id = r.tenant_id AND s.id = r.source_id`;

/** @throws NotFound */
export async function readRun(query: Query, runId: string): Promise<Run> {
  const [run] = await query<Run>(sql`${selectRun} WHERE r.id = ${runId}`);
  if (!run) throw new NotFound(undefined, {}, `no run ${runId}`);
  return run;
}

/** The run, kept from changing until the end of the transaction. @throws NotFound */
export async function lockRun(query: Query, runId: string): Promise<Run> {
  const [run] = await query<Run>(sql`${selectRun} WHERE r.id = ${runId} FOR UPDATE OF r`);
  if (!run) throw new NotFound(undefined, {}, `no run ${runId}`);
  return run;
}

/** Runs of a tenant are applied one at a time; held until the end of the transaction (PUB-54). */
export async function lockPublication(query: Query): Promise<void> {
  await query(sql`SELECT pg_advisory_xact_lock(hashtextextended('publication ' || app.tenant_id(), 0))`);
}
