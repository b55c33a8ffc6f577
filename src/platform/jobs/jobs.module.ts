import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import type { Config } from '../config/index.js';
import { Background } from './background.js';
import { BULL_QUEUE, BullHandOver } from './bull-queue.js';
import { ClockWork } from './clock.js';
import { Dispatcher } from './dispatcher.js';
import { ForgetOldJobs } from './forget-old-jobs.job.js';
import { HandlerRegistry } from './handler-registry.js';
import { InProcess } from './in-process.js';
import { JobRunner } from './job-runner.js';
import { Jobs } from './jobs.service.js';
import { WakeUp } from './wake-up.js';

const PROVIDERS: Provider[] = [
  WakeUp,
  Jobs,
  HandlerRegistry,
  JobRunner,
  Dispatcher,
  InProcess,
  ClockWork,
  Background,
  ForgetOldJobs,
];

@Module({})
export class JobsModule {
  static with({ env }: Config): DynamicModule {
    const imports: NonNullable<DynamicModule['imports']> = [DiscoveryModule, ScheduleModule.forRoot()];
    const providers = [...PROVIDERS];
    if (env.REDIS_URL) {
      imports.push(BullModule.registerQueue({ name: BULL_QUEUE, url: env.REDIS_URL, prefix: 'extranet' }));
      providers.push(BullHandOver);
    }
    return {
      module: JobsModule,
      global: true,
      imports,
      providers,
      exports: [Jobs, Dispatcher, Background, HandlerRegistry, ClockWork],
    };
  }
}
