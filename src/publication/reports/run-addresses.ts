import type { Config } from '../../platform/config/index.js';
import { currentTenant } from '../../platform/context/index.js';

export interface RunAddresses {
  path: string;
  /** With the host: for letters. */
  page: string;
  csv: string;
}

export function addressesOf(config: Config, { number }: { number: number }): RunAddresses {
  const path = `/gestion/publications/${number}`;
  const page = `${config.publicUrl(currentTenant().domain)}${path}`;
  return { path, page, csv: `${page}/problemes.csv` };
}
