import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql, UnitOfWork } from '../database/index.js';
import { PROJECT_ROOT } from '../project-root.js';
import { HealthService } from './health.service.js';
import { Metrics } from './metrics.js';

const VITAL = { vital: true };
const MIGRATIONS = join(PROJECT_ROOT, 'migrations');

/** What the database says of itself: reached or not, schema up to date, connections, jobs that wait. */
@Injectable()
export class DatabaseHealth implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly health: HealthService,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.health.register('database', async () => void (await this.work.single(sql`SELECT 1`)), VITAL);
    this.health.register('migrations', () => this.schemaIsCurrent(), VITAL);
    this.metrics.gauge('database_connections', 'Connections of the pool', 'state', () => this.connections());
    this.metrics.gauge('jobs_in_table', 'Jobs not done yet', 'state', () => this.jobsByState());
  }

  private async schemaIsCurrent(): Promise<void> {
    const files = (await readdir(MIGRATIONS))
      .filter((name) => name.endsWith('.sql'))
      .map((name) => name.slice(0, -'.sql'.length));
    const rows = await this.work.single<{ name: string }>(sql`SELECT name FROM migration`);
    const applied = new Set(rows.map((row) => row.name));
    const missing = files.filter((name) => !applied.has(name));
    if (missing.length > 0) throw new Error(`${missing.length} migrations to apply`);
  }

  private connections(): Record<string, number> {
    const { totalCount, idleCount, waitingCount } = this.work.pool;
    return { busy: totalCount - idleCount, idle: idleCount, awaited: waitingCount };
  }

  private async jobsByState(): Promise<Record<string, number>> {
    const rows = await this.work.single<{ state: string; jobs: number }>(
      sql`SELECT state, count(*)::int AS jobs FROM platform.job WHERE state <> 'done' GROUP BY state`,
    );
    return {
      waiting: 0,
      handed: 0,
      running: 0,
      dead: 0,
      ...Object.fromEntries(rows.map(({ state, jobs }) => [state, jobs])),
    };
  }
}
