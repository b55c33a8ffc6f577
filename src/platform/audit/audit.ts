import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { context } from '../context/index.js';
import { UnitOfWork } from '../database/index.js';
import { insertEntry, insertEntryBoundTo, insertOperatorEntry, type Written } from './audit.queries.js';
import { type Actor, actorOf } from './domain/actor-of.js';
import { type AuditDetails, withoutSecrets } from './domain/without-secrets.js';

export interface AuditEntry {
  /** `<room>.<verb>` of the trade: `documents.withdraw`, `staff.disable`, `documents.download`. */
  action: string;
  subject?: { kind: string; id: string };
  /** Old and new values, counts, reasons; never a secret (names that speak of one are hidden anyway). */
  details?: AuditDetails;
  /** Only where the viewer is not who acts: a publication source, a payment gateway. */
  actor?: Actor & { kind: 'machine' | 'clock' };
}

/** Who did what, to what, when, from where. The operator's acts are kept in the operator's own register too. */
@Injectable()
export class Audit implements OnApplicationShutdown {
  private readonly log = new Logger('audit');
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(private readonly work: UnitOfWork) {}

  /** Written in the transaction under way, so that act and entry stand or fall together; outside one, in its own. */
  async record(entry: AuditEntry): Promise<void> {
    const written = this.written(entry);
    const byOperator = written.actor.kind === 'operator';
    if (!context().tenant) {
      if (!byOperator) throw new Error(`${entry.action}: an act for no tenant is the operator's`);
      await this.work.operatorWrite(({ query }) => query(insertOperatorEntry(null, written)));
      return;
    }
    const tenantId = context().tenant?.id ?? null;
    await this.work.write(({ query }) =>
      Promise.all([
        query(insertEntry(written)),
        ...(byOperator ? [query(insertOperatorEntry(tenantId, written))] : []),
      ]),
    );
  }

  /**
   * A refusal. Written on its own and behind the answer: it must outlive the transaction it makes fail. On the apex and on hosts
   * nobody knows there is no register to write it in but the log.
   */
  refused(entry: AuditEntry): void {
    const { tenant } = context();
    if (!tenant) {
      this.log.warn(`refused: ${entry.action}`);
      return;
    }
    const details = { ...entry.details, refused: true };
    const writing = this.work
      .single(insertEntryBoundTo(tenant.id, this.written({ ...entry, details })))
      .catch((error: unknown) => this.log.error(error instanceof Error ? error.stack : String(error)))
      .finally(() => this.underWay.delete(writing));
    this.underWay.add(writing);
  }

  /** Resolves once every refusal so far is written. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.settled();
  }

  private written({ action, subject, details, actor }: AuditEntry): Written {
    const { address, requestId } = context();
    return {
      action,
      actor: actor ?? actorOf(context()),
      subjectKind: subject?.kind ?? null,
      subjectId: subject?.id ?? null,
      details: JSON.stringify(withoutSecrets(details ?? {})),
      address: withoutZone(address),
      requestId: requestId || null,
    };
  }
}

/** `fe80::1%eth0` is no address to PostgreSQL; the interface says nothing of who asked. */
function withoutZone(address: string | null): string | null {
  return address?.replace(/%.*$/, '') ?? null;
}
