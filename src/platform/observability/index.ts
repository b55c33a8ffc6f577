export { HealthService, type Readiness } from './health.service.js';
export { createLog, type Log } from './log.js';
export { LOG } from './log.token.js';
export { Metrics } from './metrics.js';
export { NestLog } from './nest-log.js';
export { ObservabilityModule } from './observability.module.js';
