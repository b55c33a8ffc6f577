import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { sql, UnitOfWork } from '../../../platform/database/index.js';
import { Conflict, InvalidInput, NotFound } from '../../../platform/errors/index.js';
import { Sources } from '../../sources/sources.service.js';
import { listSources, type ListedSource } from './source-list.queries.js';
import type { NewSourceForm, SourceSettings } from './source.schema.js';

/** Machine sources as administrators keep them (PUB-61). The agency's own desk cannot be changed. */
@Injectable()
export class SourceDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sources: Sources,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  list(): Promise<ListedSource[]> {
    return this.work.read((query) => listSources(query, this.clock.now()));
  }

  /** @throws NotFound for none of that code, and for the desk */
  async machine(code: string): Promise<ListedSource> {
    const source = (await this.list()).find((one) => one.code === code && one.kind === 'machine');
    if (!source) throw new NotFound();
    return source;
  }

  /** @returns the key, to be shown once. @throws InvalidInput at `reference` when it is taken */
  add({ reference: code, ...settings }: NewSourceForm): Promise<string> {
    return this.work.write(async ({ query }) => {
      await query(sql`SELECT pg_advisory_xact_lock(hashtextextended('publication source ' || app.tenant_id(), 0))`);
      const taken = await query(sql`SELECT FROM publication_source WHERE code = ${code}`);
      if (taken.length > 0)
        throw new InvalidInput([{ field: 'reference', sentence: 'publication:sources.error.taken' }]);
      const key = await this.sources.bringTo(query, { ...wished(settings), code });
      if (key === null) throw new Conflict('publication:sources.error.taken');
      await this.audit.record({
        action: 'publication-source.add',
        subject: { kind: 'publication_source', id: code },
        details: wished(settings),
      });
      return key;
    });
  }

  async change(code: string, settings: SourceSettings): Promise<void> {
    const before = await this.machine(code);
    const { label, lines, networks, dropFolder, autoCommit } = wished(settings);
    await this.work.write(async ({ query }) => {
      await query(sql`
        UPDATE publication_source SET label = ${label}, lines = ${lines}::text[], allowed_networks = ${networks}::cidr[],
          drop_folder = ${dropFolder}, auto_commit = ${autoCommit} WHERE code = ${code} AND kind = 'machine'`);
      const old = {
        label: before.label,
        lines: before.lines,
        networks: before.networks,
        dropFolder: before.dropFolder,
        autoCommit: before.autoCommit,
      };
      await this.audit.record({
        action: 'publication-source.change',
        subject: { kind: 'publication_source', id: code },
        details: { old, new: { label, lines, networks, dropFolder, autoCommit } },
      });
    });
  }

  /** The key before it opens for 24 h more. @returns the new one, to be shown once */
  async renew(code: string): Promise<string> {
    const { id } = await this.machine(code);
    return this.work.write(async () => {
      const key = await this.sources.renewKey(id);
      await this.audit.record({
        action: 'publication-source.renew',
        subject: { kind: 'publication_source', id: code },
      });
      return key;
    });
  }

  /** Suspended, it may neither send nor be sent for; what it has published stays. */
  async suspend(code: string, suspended: boolean): Promise<void> {
    await this.machine(code);
    const state = suspended ? 'suspended' : 'active';
    await this.work.write(async ({ query }) => {
      await query(sql`UPDATE publication_source SET state = ${state} WHERE code = ${code} AND kind = 'machine'`);
      const action = suspended ? 'publication-source.suspend' : 'publication-source.resume';
      await this.audit.record({ action, subject: { kind: 'publication_source', id: code } });
    });
  }
}

function wished({ label, lines, networks, dropFolder, autoCommit }: SourceSettings) {
  return { label, lines, networks, dropFolder, autoCommit };
}
