import { Controller, Get, Param, Res } from '@nestjs/common';
import { create } from 'content-disposition';
import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { Audit } from '../../platform/audit/index.js';
import { Operator, Staff } from '../../platform/auth/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { Forbidden } from '../../platform/errors/index.js';
import { inTenant, Tenants } from '../../tenants/index.js';
import { reachOf } from '../pages/domain/run-reach.js';
import { RunLog } from './run-log.service.js';

/** The log of a run, for the agency's administrators and for the operator (PUB-06). */
@Controller()
export class RunLogDownloadsController {
  constructor(
    private readonly logs: RunLog,
    private readonly tenants: Tenants,
    private readonly audit: Audit,
  ) {}

  @Get('gestion/publications/:number/journal/texte')
  @Staff('settings.edit')
  async ofAgency(@Param('number') number: string, @Res() response: Response): Promise<void> {
    forWholeAgency();
    await this.send(number, response);
  }

  @Get('clients/:domain/publications/:number/journal')
  @Operator()
  async ofTenant(
    @Param('domain') domain: string,
    @Param('number') number: string,
    @Res() response: Response,
  ): Promise<void> {
    await inTenant(await this.tenants.byDomain(domain), () => this.send(number, response));
  }

  private async send(number: string, response: Response): Promise<void> {
    const { runId, text } = await this.logs.open(number);
    await this.audit.record({ action: 'publication.log-download', subject: { kind: 'publication_run', id: runId } });
    response.set({
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': create(`publication-${number}.txt`),
      'Cache-Control': 'private, no-store',
    });
    await pipeline(text, response);
  }
}

/** A log names every row. @throws Forbidden to who works for some buildings or lines only */
function forWholeAgency(): void {
  const { viewer } = context();
  const { lines } = currentTenant();
  if (viewer.kind !== 'staff' || reachOf(viewer, lines, lines) !== 'whole')
    throw new Forbidden('publication:error.whole-agency');
}
