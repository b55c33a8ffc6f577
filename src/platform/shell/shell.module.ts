import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { PageTabs } from './page-tabs.js';
import { ShellCheck } from './shell-check.js';
import { StaffShell } from './staff-shell.js';

@Global()
@Module({ providers: [StaffShell, ShellCheck, PageTabs], exports: [StaffShell, ShellCheck, PageTabs] })
export class ShellModule implements OnApplicationBootstrap {
  constructor(
    private readonly staff: StaffShell,
    private readonly shells: ShellCheck,
  ) {}

  onApplicationBootstrap(): void {
    this.shells.check(this.staff);
  }
}
