import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Shell, ShellCheck } from '../platform/shell/index.js';
import type { ResidentSpace } from './resident-space.js';

/** The residents' spaces, `/extranet/…`. Rooms contribute their tiles, menu entries and panels in the constructor of their module. */
@Injectable()
export class ResidentShell extends Shell<ResidentSpace> implements OnApplicationBootstrap {
  constructor(private readonly shells: ShellCheck) {
    super();
  }

  onApplicationBootstrap(): void {
    this.shells.check(this);
  }
}
