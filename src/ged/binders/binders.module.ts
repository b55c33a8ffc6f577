import { Module } from '@nestjs/common';
import { PageTabs, StaffShell } from '../../platform/shell/index.js';
import { BinderLevels } from './binder-levels.service.js';
import { BinderOrder } from './binder-order.service.js';
import { BinderWords } from './binder-words.js';
import { Binders } from './binders.service.js';
import { BINDERS_HOME, BinderPages, SETTINGS_PAGE } from './pages/binder-pages.js';
import { StaffBinderController } from './pages/staff-binder.controller.js';
import { StaffBinderListController } from './pages/staff-binder-list.controller.js';

/** The binders of each line, kept by the agency. */
@Module({
  controllers: [StaffBinderListController, StaffBinderController],
  providers: [Binders, BinderLevels, BinderOrder, BinderWords, BinderPages],
})
export class BindersModule {
  constructor(shell: StaffShell, tabs: PageTabs) {
    tabs.contribute(SETTINGS_PAGE, {
      key: 'classeurs',
      order: 10,
      label: 'binders:tab',
      href: BINDERS_HOME,
      permission: 'binders.edit',
    });
    shell.contribute({
      key: 'ged.binders',
      order: 102,
      icon: 'folders',
      label: 'binders:tab',
      href: () => BINDERS_HOME,
      // Who may change settings finds it among their tabs.
      visible: ({ viewer: { permissions } }) => permissions.has('binders.edit') && !permissions.has('settings.edit'),
      only: 'menu',
    });
  }
}
