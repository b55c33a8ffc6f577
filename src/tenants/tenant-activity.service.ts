import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { currentTenant } from '../platform/context/index.js';
import { sql, UnitOfWork } from '../platform/database/index.js';

export interface RunSummary {
  number: number;
  /** Code of the source: DESK, LSC-PARIS. */
  source: string;
  /** As in `publication_run.state`. */
  state: string;
  receivedAt: Date;
  endedAt: Date | null;
  /** Bytes of the manifest and of the files that came with it. */
  bytes: number;
}

/** Runs of a tenant the operator still sees. */
const KEPT_RUNS = 20;

/** What the operator's console knows of a tenant without opening its tables: told by the rooms, in the transaction of what they do. */
@Injectable()
export class TenantActivity {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** To be called at each change of state of a run [PUB-67]. An older run never hides a newer one. */
  recordRun(run: RunSummary): Promise<void> {
    const tenantId = currentTenant().id;
    const { number, source, state, receivedAt, endedAt, bytes } = run;
    return this.work.write(async ({ query }) => {
      await query(sql`
        INSERT INTO platform.tenant_run AS r (tenant_id, number, source, state, received_at, ended_at, bytes)
        VALUES (${tenantId}, ${number}, ${source}, ${state}, ${receivedAt}, ${endedAt}, ${bytes})
        ON CONFLICT (tenant_id, number) DO UPDATE SET (state, ended_at, bytes) = (excluded.state, excluded.ended_at, excluded.bytes)`);
      await query(sql`DELETE FROM platform.tenant_run WHERE tenant_id = ${tenantId} AND number <= ${number - KEPT_RUNS}`);
      await query(sql`
        INSERT INTO platform.tenant_activity AS a
          (tenant_id, run_number, run_source, run_state, run_received_at, run_ended_at, run_bytes, recorded_at)
        VALUES (${tenantId}, ${number}, ${source}, ${state}, ${receivedAt}, ${endedAt}, ${bytes}, ${this.clock.now()})
        ON CONFLICT (tenant_id) DO UPDATE
        SET (run_number, run_source, run_state, run_received_at, run_ended_at, run_bytes, recorded_at) =
          (excluded.run_number, excluded.run_source, excluded.run_state, excluded.run_received_at, excluded.run_ended_at,
           excluded.run_bytes, excluded.recorded_at)
        WHERE a.run_number IS NULL OR a.run_number <= excluded.run_number`);
    });
  }

  /** Codes of the targets whose deliveries fail now; an empty list when all is well. */
  recordTargets(failing: readonly string[]): Promise<void> {
    return this.set(sql`failing_targets`, sql`${[...failing]}::text[]`);
  }

  /** Bytes of the tenant's stored files. */
  recordStorage(bytes: number): Promise<void> {
    return this.set(sql`stored_bytes`, sql`${bytes}::bigint`);
  }

  private set(column: ReturnType<typeof sql>, value: ReturnType<typeof sql>): Promise<void> {
    return this.work.write(async ({ query }) => {
      await query(sql`
        INSERT INTO platform.tenant_activity (tenant_id, ${column}, recorded_at) VALUES (${currentTenant().id}, ${value}, ${this.clock.now()})
        ON CONFLICT (tenant_id) DO UPDATE SET (${column}, recorded_at) = (excluded.${column}, excluded.recorded_at)`);
    });
  }
}
