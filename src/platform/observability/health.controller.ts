import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Infrastructure } from '../auth/access.js';
import { HealthService, type Readiness } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Infrastructure('the supervisor asks whether the process is alive')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Infrastructure('the balancer asks whether to send requests here')
  async ready(@Res({ passthrough: true }) response: Response): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (!readiness.ready) response.status(503);
    return readiness;
  }
}
