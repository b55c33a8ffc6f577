import { Module } from '@nestjs/common';
import { StaffShell } from '../../platform/shell/index.js';
import { PortfolioModule, StaffRecordTabs } from '../../portfolio/index.js';
import { ScheduleModule } from '../schedule/schedule.module.js';
import { AccountPages } from './account-pages.js';
import { AccountSheet } from './account-sheet.js';
import { AccountTicks } from './account-ticks.service.js';
import { AccountWords } from './account-words.js';
import { AccessCodes } from './codes/access-codes.service.js';
import { AccessLetters } from './codes/access-letters.js';
import { EditAccessCodes } from './codes/edit-access-codes.job.js';
import { ForgetAccessLetters } from './codes/forget-access-letters.job.js';
import { StaffAccessCodesController } from './pages/staff-access-codes.controller.js';
import { StaffAccountController } from './pages/staff-account.controller.js';
import { StaffAccountSelectionController } from './pages/staff-account-selection.controller.js';
import { StaffAccountsController } from './pages/staff-accounts.controller.js';
import { StaffPartyMoreController } from './pages/staff-party-more.controller.js';

/**
 * `/gestion/<line>/comptes` and tab "PLUS": which accounts the extranet shows. Here rather than in the room of accounts: it says when the next
 * publication is, and what runs do with a box.
 */
@Module({
  imports: [ScheduleModule, PortfolioModule],
  // Before an account by its number: addresses that no number has.
  controllers: [
    StaffAccountsController,
    StaffAccountSelectionController,
    StaffAccessCodesController,
    StaffAccountController,
    StaffPartyMoreController,
  ],
  providers: [
    ...[AccountTicks, AccountWords, AccountPages, AccountSheet],
    ...[AccessCodes, AccessLetters, EditAccessCodes, ForgetAccessLetters],
  ],
  exports: [AccountTicks],
})
export class DeskAccountsModule {
  constructor(shell: StaffShell, tabs: StaffRecordTabs) {
    shell.contribute({
      key: 'accounts.desk',
      order: 58,
      icon: 'receipt-euro',
      label: 'desk-accounts:title',
      href: ({ line }) => `/gestion/${line}/comptes`,
      visible: ({ viewer }) => viewer.permissions.has('accounts.view'),
      only: 'menu',
    });
    tabs.contribute({
      key: 'plus',
      order: 90,
      label: 'desk-accounts:more.tab',
      path: 'plus',
      categories: ['co_owners', 'landlords', 'lessees'],
      permission: 'residents.reset_password',
      forClients: true,
    });
  }
}
