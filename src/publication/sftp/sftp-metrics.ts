import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Metrics } from '../../platform/observability/index.js';

export type RefusedFor =
  'too_many' | 'credentials' | 'throttled' | 'suspended' | 'no_folder' | 'network' | 'feature_off';

/** What Prometheus reads of the SFTP door. */
@Injectable()
export class SftpMetrics {
  private readonly open = { connections: 0, senders: 0 };
  private readonly signIns: Counter<'tenant' | 'by'>;
  private readonly refusals: Counter<'reason'>;

  constructor(metrics: Metrics) {
    const registers = [metrics.registry];
    metrics.gauge('sftp_open', 'Connections open, and those that are signed in', 'what', () => ({ ...this.open }));
    this.signIns = new Counter({
      name: 'sftp_sign_ins_total',
      help: 'Senders let in',
      labelNames: ['tenant', 'by'],
      registers,
    });
    this.refusals = new Counter({
      name: 'sftp_refused_total',
      help: 'Connections and sign-ins refused',
      labelNames: ['reason'],
      registers,
    });
  }

  changed(what: 'connections' | 'senders', by: 1 | -1): void {
    this.open[what] += by;
  }

  signedIn(tenant: string, by: 'key' | 'ssh-key'): void {
    this.signIns.inc({ tenant, by });
  }

  refused(reason: RefusedFor): void {
    this.refusals.inc({ reason });
  }
}
