import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import type { BusinessLine } from '../manifest/manifest.types.js';
import { hashSourceKey, makeSourceKey } from './source-key.js';

export interface Source {
  id: string;
  code: string;
  label: string;
  kind: 'desk' | 'machine';
  lines: BusinessLine[];
  state: 'active' | 'suspended';
  /** Networks it may come from; empty: any. */
  networks: string[];
  /** Whether it may send by folder, and by SFTP where that is open. */
  dropFolder: boolean;
  autoCommit: boolean;
  lastAppliedRunId: string | null;
  lastAppliedGeneratedAt: Date | null;
}

export interface NewSource {
  code: string;
  label: string;
  lines: readonly string[];
  networks: readonly string[];
  dropFolder: boolean;
  autoCommit: boolean;
}

const PREVIOUS_KEY_HOURS = 24;
const HOUR_MS = 3_600_000;

export const selectSource = sql`
  SELECT id, code, label, kind, lines, state, allowed_networks::text[] AS networks, drop_folder AS "dropFolder",
    auto_commit AS "autoCommit",
    last_applied_run_id AS "lastAppliedRunId", last_applied_generated_at AS "lastAppliedGeneratedAt"
  FROM publication_source`;

/** Programs that may publish, and their keys. */
@Injectable()
export class Sources {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Whose key that is in this tenant; a key just replaced still opens for 24 h. */
  byKey(key: string): Promise<Source | null> {
    return this.byKeyHash(hashSourceKey(key));
  }

  byKeyHash(hash: Buffer): Promise<Source | null> {
    return this.work.read(async (query) => {
      const [source] = await query<Source>(sql`
        ${selectSource} WHERE key_hash = ${hash} OR (previous_key_hash = ${hash} AND previous_key_until > ${this.clock.now()})`);
      return source ?? null;
    });
  }

  byCode(code: string): Promise<Source | null> {
    return this.work.read(async (query) => {
      const [source] = await query<Source>(sql`${selectSource} WHERE code = ${code}`);
      return source ?? null;
    });
  }

  /** A machine source brought to what is wished. @returns its key the first time, to be shown once; null afterwards */
  async bringTo(query: Query, wished: NewSource): Promise<string | null> {
    const { key, hash, prefix } = makeSourceKey();
    const { code, label, lines, networks, dropFolder, autoCommit } = wished;
    const [row] = await query<{ made: boolean }>(sql`
      INSERT INTO publication_source AS s
        (code, label, kind, lines, allowed_networks, drop_folder, auto_commit, key_hash, key_prefix)
      VALUES (${code}, ${label}, 'machine', ${lines}::text[], ${networks}::cidr[], ${dropFolder}, ${autoCommit}, ${hash}, ${prefix})
      ON CONFLICT (tenant_id, code) DO UPDATE
      SET (label, lines, allowed_networks, drop_folder, auto_commit) =
        (excluded.label, excluded.lines, excluded.allowed_networks, excluded.drop_folder, excluded.auto_commit)
      RETURNING s.key_hash = ${hash} AS made`);
    return row?.made ? key : null;
  }

  /** The old key opens for 24 h more. @returns the new one, to be shown once (PUB-61) */
  renewKey(sourceId: string): Promise<string> {
    const { key, hash, prefix } = makeSourceKey();
    const until = new Date(this.clock.now().getTime() + PREVIOUS_KEY_HOURS * HOUR_MS);
    return this.work.write(async ({ query }) => {
      await query(sql`
        UPDATE publication_source SET previous_key_hash = key_hash, previous_key_until = ${until}, key_hash = ${hash}, key_prefix = ${prefix}
        WHERE id = ${sourceId} AND kind = 'machine'`);
      return key;
    });
  }
}
