import { Controller, Get, Param } from '@nestjs/common';
import { Operator } from '../../platform/auth/index.js';
import { Config } from '../../platform/config/index.js';
import { context } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { formatDay } from '../../platform/i18n/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import type { Link } from '../../platform/views/index.js';
import { featuresOf } from '../domain/features.js';
import { runDuration } from '../domain/run-duration.js';
import { TENANT_TRANSITIONS } from '../domain/tenant-state.js';
import { inTenant } from '../in-tenant.js';
import { boundFeatures, type BoundFeature } from '../licences/licence.queries.js';
import { Say } from '../say.js';
import type { TenantRecord } from '../tenant-record.js';
import { Tenants } from '../tenants.service.js';
import { OperatorActs } from './operator-acts.js';
import { OperatorPanel } from './operator-panel.js';
import { runTone } from './run-view.js';
import { TenantTabs } from './tenant-tabs.js';
import { lastActs, type LastRun, lastRuns, type OperatorAct, tenantCard, type TenantCard } from './tenant-page.queries.js';

const RUNS_SHOWN = 10;
const ACTS_SHOWN = 8;
const LETTERS_COUNTED = 1_000;

@Controller('clients')
@Operator()
export class TenantPageController {
  constructor(
    private readonly tenants: Tenants,
    private readonly work: UnitOfWork,
    private readonly panel: OperatorPanel,
    private readonly config: Config,
    private readonly say: Say,
    private readonly acts: OperatorActs,
    private readonly jobs: Jobs,
    private readonly tabs: TenantTabs,
  ) {}

  @Get(':domain')
  async show(@Param('domain') domain: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const [[[card], runs, acts, figures, switches, terms], letters] = await Promise.all([
      this.read(tenant),
      this.jobs.deadLetters({ tenantId: tenant.id, limit: LETTERS_COUNTED }),
    ]);
    if (!card) throw new Error(`No card of ${domain}`);
    const ends = new Map(terms.map(({ feature, until }) => [feature, until]));
    const links = await this.runLinks(tenant, runs);
    return page('tenants/operator/tenant', {
      title: tenant.name,
      tenant,
      tabs: this.tabs.of(domain, 'overview'),
      base: `/clients/${domain}`,
      address: this.config.publicUrl(domain),
      card,
      stateLabel: this.say.now(`tenants:state.${tenant.state}`),
      stateTone: { active: 'success', waiting: 'warning', closed: 'danger' }[tenant.state],
      states: TENANT_TRANSITIONS[tenant.state].map((state) => ({ state, label: this.say.now(`tenants:operator.to-state.${state}`) })),
      identity: this.identity(tenant, card),
      features: featuresOf(tenant.kind).map((feature) => ({
        feature,
        on: tenant.features.includes(feature),
        ...until(tenant.features.includes(feature) ? ends.get(feature) : undefined),
        label: this.say.now(`tenants:feature.${feature}`),
        hint: this.say.now(`tenants:feature-hint.${feature}`),
      })),
      switches: this.panel.switches.map((one, index) => ({ ...one, on: switches[index] ?? false })),
      figures: this.panel.figures.map((one, index) => ({ ...one, value: figures[index] ?? 0, bad: one.worrying && (figures[index] ?? 0) > 0 })),
      deeds: this.panel.deeds,
      letters: letters.length,
      runs: runs.map((run) => ({ ...this.run(run), links: links.get(run.number) ?? [] })),
      failing: card.failingTargets?.join(', ') ?? '',
      acts: acts.map((act) => this.acts.shown(act)),
    });
  }

  private read(tenant: TenantRecord): Promise<[TenantCard[], LastRun[], OperatorAct[], number[], boolean[], BoundFeature[]]> {
    return inTenant(tenant, () =>
      this.work.read((query) =>
        Promise.all([
          query<TenantCard>(tenantCard(tenant.id)),
          query<LastRun>(lastRuns(tenant.id, RUNS_SHOWN)),
          query<OperatorAct>(lastActs(tenant.id, ACTS_SHOWN)),
          Promise.all(this.panel.figures.map((figure) => figure.read(query))),
          Promise.all(this.panel.switches.map((one) => one.read(query))),
          query<BoundFeature>(boundFeatures(tenant.id)),
        ]),
      ),
    );
  }

  private async runLinks(tenant: TenantRecord, runs: readonly LastRun[]): Promise<Map<number, Link[]>> {
    const numbers = runs.map(({ number }) => number);
    const found = await inTenant(tenant, () =>
      this.work.read((query) => Promise.all(this.panel.runLinks.map((link) => link.numbers(query, numbers)))),
    );
    const href = (path: string) => `/clients/${tenant.domain}/${path}`;
    return new Map(
      numbers.map((number) => [
        number,
        this.panel.runLinks
          .filter((_, index) => found[index]?.includes(number))
          .map(({ label, path }) => ({ label: this.say.now(label), href: href(path(number)) })),
      ]),
    );
  }

  private identity(tenant: TenantRecord, card: TenantCard) {
    const term = (key: string, text: string | null) => ({ term: this.say.now(`tenants:operator.identity.${key}`), text });
    return [
      term('kind', this.say.now(`tenants:kind.${tenant.kind}`)),
      term('lines', tenant.lines.map((line) => this.say.now(`tenants:line.${line}`)).join(', ')),
      term('phone', tenant.phone),
      term('zone', tenant.timeZone),
      term('language', tenant.locale ? this.say.now(`common:shell.languages.${tenant.locale}`) : this.say.now('tenants:operator.identity.browser')),
      term('contact', [card.contactName, card.contactEmail, card.contactPhone].filter(Boolean).join(' · ')),
      term('master', card.masterEmail),
    ];
  }

  private run(run: LastRun) {
    return {
      ...run,
      label: this.say.now(`tenants:run-state.${run.state}`),
      tone: runTone(run.state),
      duration: runDuration(run),
    };
  }
}

function until(day: string | undefined) {
  return day ? { until: day, untilDay: formatDay(day, context().locale) } : { until: null };
}
