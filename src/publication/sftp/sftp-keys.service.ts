import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { selectSource, type Source } from '../sources/sources.service.js';

export interface RegisteredKey {
  id: string;
  source: Source;
}

/** Public keys that open the folder of a source. */
@Injectable()
export class SftpKeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The source of that code, if that key is registered for it. */
  find(code: string, fingerprint: string): Promise<RegisteredKey | null> {
    return this.work.read(async (query) => {
      const [[key], [source]] = await Promise.all([
        query<{ id: string }>(sql`
          SELECT k.id FROM publication_source_ssh_key k
          JOIN publication_source s ON s.tenant_id = k.tenant_id AND s.id = k.source_id
          WHERE s.code = ${code} AND k.fingerprint = ${fingerprint}`),
        query<Source>(sql`${selectSource} WHERE code = ${code}`),
      ]);
      return key && source ? { id: key.id, source } : null;
    });
  }

  async used(id: string): Promise<void> {
    await this.work.write(({ query }) =>
      query(sql`UPDATE publication_source_ssh_key SET last_used_at = ${this.clock.now()} WHERE id = ${id}`),
    );
  }
}
