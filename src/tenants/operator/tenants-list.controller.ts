import { Controller, Get, Query } from '@nestjs/common';
import { Operator } from '../../platform/auth/index.js';
import { Config } from '../../platform/config/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { ListAddress, readListRequest } from '../../platform/lists/index.js';
import { runDuration } from '../domain/run-duration.js';
import { Say } from '../say.js';
import { runTone } from './run-view.js';
import {
  listTenants,
  TENANT_FILTERS,
  TENANT_SORTS,
  type TenantFilter,
  type TenantListRow,
} from './tenants-list.queries.js';

@Controller('clients')
@Operator()
export class TenantsListController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly say: Say,
  ) {}

  @Get()
  async list(@Query() query: Record<string, unknown>): Promise<Page> {
    const request = readListRequest(query, { sorts: TENANT_SORTS, usual: 'nom' });
    const filter = TENANT_FILTERS.find((one) => one === query.etat) ?? '';
    const found = listTenants(request, filter);
    const [rows, [count]] = await this.work.operatorRead((ask) =>
      Promise.all([ask<TenantListRow>(found.rows), ask<{ total: number }>(found.total)]),
    );
    const cut = found.page.cut(rows);
    const address = new ListAddress('/clients', request, { etat: filter });
    return page('tenants/operator/list', {
      title: this.say.now('tenants:operator.list.title'),
      total: count?.total ?? 0,
      rows: cut.rows.map((row) => this.shown(row)),
      search: request.search,
      filters: this.filters(filter),
      filter,
      sorts: address.sorts(TENANT_SORTS),
      paging: address.paging(cut, count?.total ?? 0),
      narrowed: address.narrowed,
      reset: address.reset,
    });
  }

  private filters(current: TenantFilter) {
    return TENANT_FILTERS.map((value) => ({
      value,
      label: this.say.now(`tenants:operator.filter.${value || 'all'}`),
      current: value === current,
    }));
  }

  private shown(row: TenantListRow) {
    return {
      ...row,
      href: `/clients/${row.domain}`,
      address: this.config.publicUrl(row.domain),
      kindLabel: this.say.now(`tenants:kind.${row.kind}`),
      lineLabels: row.lines.map((line) => this.say.now(`tenants:line.${line}`)).join(', '),
      stateLabel: this.say.now(`tenants:state.${row.state}`),
      stateTone: { active: 'success', waiting: 'warning', closed: 'danger' }[row.state],
      runLabel: row.runState && this.say.now(`tenants:run-state.${row.runState}`),
      runTone: row.runState && runTone(row.runState),
      duration: row.runReceivedAt && runDuration({ receivedAt: row.runReceivedAt, endedAt: row.runEndedAt }),
      failing: row.failingTargets?.join(', ') ?? '',
    };
  }
}
