import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { CronExpressionParser } from 'cron-parser';
import { CLOCK_TIME, type ClockTime, type HandlesJob, JOB_HANDLER } from './job-handler.js';
import { declaredJobs } from './job-kind.js';

export interface ClockEntry extends ClockTime {
  kind: string;
}

type Handler = HandlesJob<unknown>;

/** Who does what: read from the providers at boot, which stops when a kind has no handler, or two. */
@Injectable()
export class HandlerRegistry implements OnApplicationBootstrap {
  private readonly handlers = new Map<string, Handler>();
  private readonly entries: ClockEntry[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const problems = this.discovery.getProviders().flatMap(({ metatype, instance }) => {
      const kind = metatype && this.reflector.get<string | undefined>(JOB_HANDLER, metatype);
      return kind && metatype ? this.register(kind, metatype as new () => unknown, instance as Handler) : [];
    });
    for (const kind of declaredJobs().keys()) if (!this.handlers.has(kind)) problems.push(`"${kind}" has no handler`);
    if (problems.length > 0) throw new Error(`Jobs that nobody can do:\n  - ${problems.join('\n  - ')}`);
  }

  /** @throws for a kind this version of the product does not know */
  handlerOf(kind: string): Handler {
    const handler = this.handlers.get(kind);
    if (!handler) throw new Error(`No handler for "${kind}"`);
    return handler;
  }

  /** All clock work, for the clock and for the operator's console. */
  get clockEntries(): readonly ClockEntry[] {
    return this.entries;
  }

  private register(kind: string, metatype: new () => unknown, handler: Handler): string[] {
    if (!declaredJobs().has(kind)) return [`"${kind}", done by ${metatype.name}, is declared nowhere`];
    if (this.handlers.has(kind)) return [`"${kind}" has two handlers`];
    this.handlers.set(kind, handler);
    const time = this.reflector.get<ClockTime | undefined>(CLOCK_TIME, metatype);
    if (!time) return [];
    this.entries.push({ kind, ...time });
    return isCron(time.cron) ? [] : [`"${kind}" is on the clock at "${time.cron}", which is no time`];
  }
}

function isCron(cron: string): boolean {
  try {
    CronExpressionParser.parse(cron);
    return true;
  } catch {
    return false;
  }
}
