import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import { type Feature, featureProblems, unfit } from '../domain/features.js';
import type { Licence } from '../domain/licence-key.js';
import { boundBy, closed, opened, REMINDER_DAYS, reminderDue } from '../domain/licensed-features.js';
import { inTenant } from '../in-tenant.js';
import { Tenants } from '../tenants.service.js';
import * as queries from './licence.queries.js';
import { LicenceSigner } from './licence-signer.js';

/** What became of a key: `known` when that very key had been validated before, and nothing changed. */
export interface Accepted {
  licence: Licence;
  known: boolean;
}

export interface LicenceReminder {
  tenantId: string;
  feature: Feature;
  until: string;
  /** 30 or 7. */
  days: number;
}

/** Keys that open features of a tenant until a day: issued by the operator, validated by the agency, ended by the clock. */
@Injectable()
export class Licences {
  constructor(
    private readonly tenants: Tenants,
    private readonly work: UnitOfWork,
    private readonly signer: LicenceSigner,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @returns the key @throws InvalidInput at `until` when that day is past, at `features` when they cannot go together there */
  async issue(domain: string, wished: { features: Feature[]; until: string }): Promise<string> {
    const tenant = await this.tenants.byDomain(domain);
    if (wished.until < this.clock.today(tenant.timeZone)) throw InvalidInput.at('until', 'licences:past');
    const [problem] = featureProblems(tenant.kind, opened(tenant.features, wished.features));
    if (problem) throw unfit(problem);
    const { viewer } = context();
    const by = viewer.kind === 'operator' ? viewer.name : '';
    return inTenant(tenant, () =>
      this.work.write(async ({ query }) => {
        const [row] = await query<{ number: number }>(queries.insertIssued(tenant.id, wished, by, this.clock.now()));
        const id = queries.licenceId(row?.number ?? 0);
        await this.audit.record({ action: 'licences.issue', subject: { kind: 'licence', id }, details: { licence: id, ...wished } });
        return this.signer.sign({ id, domain, ...wished });
      }),
    );
  }

  /** The key of a licence issued before: the same signature, for the same words. */
  keyOf(domain: string, { number, features, until }: Pick<queries.IssuedLicence, 'number' | 'features' | 'until'>): string {
    return this.signer.sign({ id: queries.licenceId(number), domain, features, until });
  }

  /** Opens at once what the key says, for the tenant of the request. @throws InvalidInput at `key`; nothing changes then */
  async accept(text: string): Promise<Accepted> {
    const { id: tenantId, domain, timeZone } = currentTenant();
    const reading = this.signer.read(text, { domain, today: this.clock.today(timeZone) });
    if (!reading.valid) throw this.refusal(reading.reason);
    const { licence } = reading;
    let known = false;
    await this.tenants
      .changeFeatures(domain, 'licences.open', async ({ features }, query) => {
        known = (await query(queries.keptLicence(tenantId, licence.id))).length > 0;
        if (known) return features;
        const terms = await query<queries.BoundFeature>(queries.boundFeatures(tenantId));
        const bound = boundBy(licence.features, features, terms.map(({ feature }) => feature));
        await query(queries.insertAccepted({ tenantId, licence, bound, by: author(), now: this.clock.now() }));
        const { id, until } = licence;
        await this.audit.record({ action: 'licences.accept', subject: { kind: 'licence', id }, details: { features: licence.features, until } });
        return opened(features, licence.features);
      })
      .catch((error: unknown) => {
        throw error instanceof InvalidInput ? this.refusal('unfit') : error;
      });
    return { licence, known };
  }

  /** Closes what has passed its last day, tenant by tenant; data stays. @returns how many tenants lost something */
  async endDue(): Promise<number> {
    const found = await this.work.operatorRead((query) => query<{ domain: string }>(queries.tenantsWithEnded(this.clock.now())));
    for (const { domain } of found) await this.endOf(domain);
    return found.length;
  }

  /** Which reminders should have left by now, of every tenant in service. */
  async dueReminders(): Promise<LicenceReminder[]> {
    const most = Math.max(...REMINDER_DAYS);
    const terms = await this.work.operatorRead((query) => query<queries.EndingTerm>(queries.endingTerms(this.clock.now(), most)));
    return terms.flatMap(({ tenantId, feature, until, ...days }) => {
      const due = reminderDue({ until, ...days });
      return due ? [{ tenantId, feature, until, days: due }] : [];
    });
  }

  private endOf(domain: string): Promise<unknown> {
    return this.tenants.changeFeatures(domain, 'licences.end', async ({ id, kind, features, timeZone }, query) => {
      const today = this.clock.today(timeZone);
      const terms = await query<queries.BoundFeature>(queries.boundFeatures(id));
      const ended = terms.filter(({ until }) => until < today).map(({ feature }) => feature);
      await queries.liftLicences(query, id, ended, this.clock.now());
      return closed(kind, features, ended);
    });
  }

  private refusal(reason: string): InvalidInput {
    this.audit.refused({ action: 'licences.accept', details: { reason } });
    return InvalidInput.at('key', `licences:refused.${reason.replace('_', '-')}`);
  }
}

function author(): string {
  const { viewer } = context();
  return viewer.kind === 'nobody' ? '' : viewer.name;
}
