import type { Viewer } from './viewer.js';

/** Given by the identity room: who holds that session token on this site. Nobody when it is unknown, ended or idle too long. */
export abstract class ViewerSource {
  /** `path` of the page asked for: a staff member who sees a client's space is that client under `/extranet`, himself elsewhere. */
  abstract forTenant(tenantId: string, token: string, path: string): Promise<Viewer>;
  abstract forOperator(token: string): Promise<Viewer>;
}
