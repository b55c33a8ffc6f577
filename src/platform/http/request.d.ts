import type { Site } from '../tenancy/site.js';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way Express types are extended
  namespace Express {
    interface Request {
      site: Site;
      /** Token of the session cookie, if any. */
      sessionToken?: string;
      csrfToken?: () => string;
    }
  }
}
