import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Infrastructure } from '../auth/access.js';
import { Config } from '../config/index.js';
import { NotFound } from '../errors/index.js';
import { Metrics } from './metrics.js';

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** For Prometheus: with `METRICS_TOKEN`, to who shows it; without, to this very machine only. Anybody else learns nothing. */
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  @Get()
  @Infrastructure('Prometheus has no account; it shows METRICS_TOKEN, or comes from this machine')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async text(@Req() request: Request): Promise<string> {
    if (!this.mayRead(request)) throw new NotFound();
    return this.metrics.text();
  }

  private mayRead(request: Request): boolean {
    const token = this.config.env.METRICS_TOKEN;
    if (token) return same(request.headers.authorization ?? '', `Bearer ${token}`);
    return LOOPBACK.includes(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
  }
}

function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
