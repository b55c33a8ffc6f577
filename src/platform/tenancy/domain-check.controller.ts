import { Controller, Get, Query } from '@nestjs/common';
import { Infrastructure } from '../auth/access.js';
import { Config } from '../config/index.js';
import { NotFound } from '../errors/index.js';
import { siteOf } from './site.js';
import { TenantDirectory } from './tenant-directory.js';

/** Asked by the proxy before it requests a certificate: only addresses of active tenants, and the apex, get one. */
@Controller('tls')
export class DomainCheckController {
  constructor(
    private readonly config: Config,
    private readonly tenants: TenantDirectory,
  ) {}

  @Get('domain')
  @Infrastructure('the proxy has no account; it learns only whether an address answers')
  async check(@Query('domain') domain: unknown): Promise<{ answers: true }> {
    const site = siteOf(typeof domain === 'string' ? domain : '', this.config.env.BASE_DOMAIN);
    const known = site.kind === 'apex' || (site.kind === 'tenant' && (await this.tenants.byLabel(site.label)));
    if (!known) throw new NotFound();
    return { answers: true };
  }
}
