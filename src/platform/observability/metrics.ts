import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const HTTP_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];
const JOB_SECONDS = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 1800];
/** Label of what is done for no tenant in particular. */
const HOUSE = 'house';

/**
 * What Prometheus reads. Durations are by route pattern and kind of job; the tenant is a label of the few plain counters only, so
 * that a thousand tenants stay a few thousand series.
 */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  readonly registry = new Registry();

  private readonly httpSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: HTTP_SECONDS,
    registers: [this.registry],
  });
  private readonly httpByTenant = this.counter('http_requests_total', 'Requests answered', ['tenant', 'status']);
  private readonly jobSeconds = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time an attempt took',
    labelNames: ['kind', 'outcome'],
    buckets: JOB_SECONDS,
    registers: [this.registry],
  });
  private readonly jobsByTenant = this.counter('jobs_total', 'Attempts ended', ['tenant', 'outcome']);
  private readonly publications = this.counter('publication_runs_total', 'Publication runs ended', [
    'tenant',
    'outcome',
  ]);
  private readonly messages = this.counter('messages_total', 'Outgoing messages ended', [
    'tenant',
    'channel',
    'outcome',
  ]);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** `route` is the pattern (`/extranet/documents/:id`), never an address. `status` is counted by its class: `2xx`. */
  httpAnswered(answer: {
    method: string;
    route: string;
    status: number;
    seconds: number;
    tenant: string | null;
  }): void {
    const status = `${Math.floor(answer.status / 100)}xx`;
    this.httpSeconds.observe({ method: answer.method, route: answer.route, status }, answer.seconds);
    this.httpByTenant.inc({ tenant: answer.tenant ?? HOUSE, status });
  }

  jobEnded(kind: string, outcome: 'done' | 'retried' | 'dead', seconds: number, tenant: string | null): void {
    this.jobSeconds.observe({ kind, outcome }, seconds);
    this.jobsByTenant.inc({ tenant: tenant ?? HOUSE, outcome });
  }

  publicationEnded(outcome: string, tenant: string): void {
    this.publications.inc({ tenant, outcome });
  }

  messageEnded(channel: 'email' | 'sms', outcome: string, tenant: string | null): void {
    this.messages.inc({ tenant: tenant ?? HOUSE, channel, outcome });
  }

  /** A figure read at the moment Prometheus asks; one series per value of `label`, none at all while the reading fails. */
  gauge(
    name: string,
    help: string,
    label: string,
    read: () => Promise<Record<string, number>> | Record<string, number>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const [key, value] of Object.entries(await Promise.resolve(read()).catch(() => ({}))))
          this.set({ [label]: key }, value);
      },
    });
  }

  /** Text in Prometheus's exposition format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  onApplicationShutdown(): void {
    this.registry.clear();
  }

  private counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
