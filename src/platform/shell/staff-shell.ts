import { Injectable } from '@nestjs/common';
import type { StaffViewer } from '../auth/index.js';
import type { BusinessLine, Tenant } from '../tenancy/index.js';
import { Shell } from './shell.js';

/** What decides an entry of the staff's shell, in the line that is open. */
export interface StaffShellContext {
  tenant: Tenant;
  viewer: StaffViewer;
  line: BusinessLine;
}

/** The agency's side, `/agence/…`. Rooms contribute in the constructor of their module. */
@Injectable()
export class StaffShell extends Shell<StaffShellContext> {}
