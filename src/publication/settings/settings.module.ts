import { Module } from '@nestjs/common';
import { SETTINGS_PAGE } from '../../ged/index.js';
import { PageTabs, StaffShell } from '../../platform/shell/index.js';
import { ScheduleModule } from '../schedule/schedule.module.js';
import { DomainNames } from './domain-name.service.js';
import { PublicationSettings } from './publication-settings.service.js';
import { addressOf, OWN_TABS, SETTINGS_HOME, SettingsPages } from './settings-pages.js';
import { StaffSettingsController } from './staff-settings.controller.js';
import { StaffThresholdsController } from './staff-thresholds.controller.js';

/** `/gestion/administration/publication-internet`: what the agency decides of what is published. */
@Module({
  imports: [ScheduleModule],
  controllers: [StaffSettingsController, StaffThresholdsController],
  providers: [PublicationSettings, DomainNames, SettingsPages],
})
export class PublicationSettingsModule {
  constructor(shell: StaffShell, tabs: PageTabs) {
    tabs.contribute(
      SETTINGS_PAGE,
      ...OWN_TABS.map(([key, order]) => ({
        ...{ key, order, label: `publication-settings:tabs.${key}`, href: addressOf(key) },
        permission: 'settings.edit',
      })),
    );
    shell.contribute({
      key: 'publication.settings',
      order: 103,
      icon: 'world-upload',
      label: 'publication-settings:menu',
      href: () => SETTINGS_HOME,
      visible: ({ viewer }) => viewer.permissions.has('settings.edit'),
      only: 'menu',
    });
  }
}
