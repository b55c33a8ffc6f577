import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { context } from '../../../platform/context/index.js';
import { sql, UnitOfWork } from '../../../platform/database/index.js';
import { InvalidInput, NotFound } from '../../../platform/errors/index.js';
import { readSshPublicKey, type SshPublicKey } from '../../sources/ssh-public-key.js';
import { type ListedSshKey, listSshKeys } from './ssh-key-list.queries.js';
import { SourceDesk } from './source-desk.js';
import type { SshKeyForm } from './ssh-key.schema.js';

const OF_A_SOURCE = 10;
const LONGEST_LABEL = 60;

/** Public keys that open the folder of a source by SFTP, as administrators keep them. */
@Injectable()
export class SshKeyDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sources: SourceDesk,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  list(sourceId: string): Promise<ListedSshKey[]> {
    return this.work.read((query) => listSshKeys(query, sourceId));
  }

  /** @throws InvalidInput at `publicKey` for what is no key we take, is there already, or is one too many */
  async add(code: string, form: SshKeyForm): Promise<void> {
    const { id: sourceId } = await this.sources.machine(code);
    const key = keyOf(form.publicKey);
    const label = form.keyLabel || key.comment.slice(0, LONGEST_LABEL).trim();
    if (label === '') throw InvalidInput.at('keyLabel', 'sftp:page.error.label');
    await this.work.write(async ({ query }) => {
      await query(sql`SELECT FROM publication_source WHERE id = ${sourceId} FOR UPDATE`);
      const there = await listSshKeys(query, sourceId);
      if (there.some(({ fingerprint }) => fingerprint === key.fingerprint))
        throw InvalidInput.at('publicKey', 'sftp:page.error.taken');
      if (there.length >= OF_A_SOURCE)
        throw InvalidInput.at('publicKey', 'sftp:page.error.many', { most: OF_A_SOURCE });
      await query(sql`
        INSERT INTO publication_source_ssh_key (source_id, label, algorithm, public_key, fingerprint, added_by, added_at)
        VALUES (${sourceId}, ${label}, ${key.algorithm}, ${key.blob}, ${key.fingerprint}, ${staffId()}, ${this.clock.now()})`);
      await this.record('publication-source.add-ssh-key', code, label, key.fingerprint);
    });
  }

  /** Who is connected by it is shut out within seconds. @throws NotFound for none of that source */
  async remove(code: string, id: string): Promise<void> {
    const { id: sourceId } = await this.sources.machine(code);
    await this.work.write(async ({ query }) => {
      const [key] = await query<{ label: string; fingerprint: string }>(sql`
        DELETE FROM publication_source_ssh_key WHERE id = ${id} AND source_id = ${sourceId} RETURNING label, fingerprint`);
      if (!key) throw new NotFound();
      await this.record('publication-source.remove-ssh-key', code, key.label, key.fingerprint);
    });
  }

  private record(action: string, code: string, label: string, fingerprint: string): Promise<void> {
    return this.audit.record({
      action,
      subject: { kind: 'publication_source', id: code },
      details: { label, fingerprint },
    });
  }
}

/** What was pasted is not shown again when it is a private key: it should never have left its owner. */
function keyOf(typed: string): SshPublicKey {
  const key = readSshPublicKey(typed);
  if (typeof key !== 'string') return key;
  const sentence = `sftp:page.error.${key}`;
  throw new InvalidInput([{ field: 'publicKey', sentence }], key === 'private' ? { publicKey: '' } : {});
}

function staffId(): string | null {
  const { viewer } = context();
  return viewer.kind === 'staff' ? viewer.staffId : null;
}
