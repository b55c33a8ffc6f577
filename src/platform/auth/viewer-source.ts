import type { Viewer } from './viewer.js';

/** Given by the identity room: who holds that session token on this site. Nobody when it is unknown, ended or idle too long. */
export abstract class ViewerSource {
  abstract forTenant(tenantId: string, token: string): Promise<Viewer>;
  abstract forOperator(token: string): Promise<Viewer>;
}
