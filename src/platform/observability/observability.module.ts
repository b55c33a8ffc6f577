import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { Config } from '../config/index.js';
import { DatabaseHealth } from './database-health.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { createLog } from './log.js';
import { LOG } from './log.token.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { RequestLogMiddleware } from './request-log.middleware.js';

@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [
    HealthService,
    Metrics,
    DatabaseHealth,
    { provide: LOG, inject: [Config], useFactory: (config: Config) => createLog(config) },
  ],
  exports: [HealthService, Metrics, LOG],
})
export class ObservabilityModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(RequestLogMiddleware).forRoutes('{*path}');
  }
}
