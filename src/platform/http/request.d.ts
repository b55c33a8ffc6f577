import type { Site } from '../tenancy/site.js';

declare global {
  namespace Express {
    interface Request {
      site: Site;
      /** Token of the session cookie, if any. */
      sessionToken?: string;
      csrfToken?: () => string;
    }
  }
}
