import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { sql, UnitOfWork } from '../../../platform/database/index.js';
import { Conflict, InvalidInput } from '../../../platform/errors/index.js';
import { isCouncilBinder } from '../domain/standing.js';
import type { WishedRecipient } from './correspondence.schema.js';
import { touch } from './correspondence.writes.js';
import { knownTargets } from './recipient.queries.js';
import type { CorrespondenceRecord } from './record.queries.js';

const RECIPIENTS_AT_MOST = 500;

/** Whom correspondence is for. */
@Injectable()
export class Recipients {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A building and its council are one: the last asked for stands. @throws InvalidInput at `to` */
  async add(record: CorrespondenceRecord, wished: readonly WishedRecipient[]): Promise<void> {
    const { id, line, binderPath, binderLevels, recipients } = record;
    const council = wished.some(({ scope }) => scope === 'council');
    if (council && binderPath && !isCouncilBinder(binderLevels ?? []))
      throw InvalidInput.at('to', 'correspondence:error.council', { binder: binderPath.join(' / ') });
    const targets = new Set([...recipients, ...wished].map(({ targetId }) => targetId));
    if (targets.size > RECIPIENTS_AT_MOST)
      throw InvalidInput.at('to', 'correspondence:error.too-many', { count: RECIPIENTS_AT_MOST });
    await this.work.write(async ({ query }) => {
      const known = await knownTargets(query, line, wished);
      if (known.length < wished.length) throw InvalidInput.at('to', 'correspondence:error.recipient-unknown');
      const unique = [...new Map(known.map((one) => [one.targetId, one])).values()];
      await query(sql`
        INSERT INTO correspondence_recipient (correspondence_id, scope, target_id)
        SELECT ${id}, w.scope, w.id FROM unnest(${unique.map(({ scope }) => scope)}::text[], ${unique.map(({ targetId }) => targetId)}::uuid[]) AS w (scope, id)
        ON CONFLICT (tenant_id, correspondence_id, target_id) DO UPDATE SET scope = excluded.scope`);
      await touch(query, id, this.clock.now(), true);
      await this.record('address', record, unique);
    });
  }

  /** @throws Conflict when nobody would be left of one that is processed */
  async remove(record: CorrespondenceRecord, targetIds: readonly string[]): Promise<void> {
    const left = record.recipients.filter(({ targetId }) => !targetIds.includes(targetId));
    if (left.length === 0 && record.processedOn !== null) throw new Conflict('correspondence:error.last-recipient');
    await this.work.write(async ({ query }) => {
      await query(sql`
        DELETE FROM correspondence_recipient WHERE correspondence_id = ${record.id} AND target_id = ANY (${targetIds}::uuid[])`);
      await touch(query, record.id, this.clock.now(), true);
      await this.record('unaddress', record, targetIds);
    });
  }

  private record(act: string, { number }: CorrespondenceRecord, targets: readonly unknown[]): Promise<void> {
    const details = { recipients: JSON.stringify(targets) };
    return this.audit.record({
      action: `correspondence.${act}`,
      subject: { kind: 'correspondence', id: String(number) },
      details,
    });
  }
}
