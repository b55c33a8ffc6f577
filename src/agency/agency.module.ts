import { Module } from '@nestjs/common';
import { StaffShell } from '../platform/shell/index.js';
import { type CategoryKey, PortfolioModule, StaffRecordTabs } from '../portfolio/index.js';
import { WithdrawalsModule } from '../publication/index.js';
import { StaffBindersController } from './documents/staff-binders.controller.js';
import { StaffDocumentController } from './documents/staff-document.controller.js';
import { StaffWithdrawalController } from './documents/staff-withdrawal.controller.js';
import { HomeFigures } from './home-figures.js';
import { IdentitiesController } from './identities/identities.controller.js';
import { StaffHomeController } from './pages/staff-home.controller.js';
import { BuildingDocumentsPage } from './records/building-documents.page.js';
import { ClientAccountController } from './records/client-account.controller.js';
import { ClientEventsController } from './records/client-events.controller.js';
import { ClientDocumentsController } from './records/client-documents.controller.js';
import { StaffChrome } from './staff-chrome.js';

const CLIENTS: CategoryKey[] = ['co_owners', 'council', 'landlords', 'lessees'];

/** The staff's shell, and what staff read across rooms. */
@Module({
  imports: [PortfolioModule, WithdrawalsModule],
  controllers: [
    StaffHomeController,
    ClientAccountController,
    ClientEventsController,
    ClientDocumentsController,
    StaffBindersController,
    StaffWithdrawalController,
    StaffDocumentController,
    IdentitiesController,
  ],
  providers: [StaffChrome, HomeFigures, BuildingDocumentsPage],
})
export class AgencyModule {
  constructor(shell: StaffShell, tabs: StaffRecordTabs) {
    shell.contribute(
      {
        key: 'documents',
        order: 30,
        icon: 'folder',
        label: 'agency:documents.title',
        note: 'agency:documents.note',
        href: ({ line }) => `/agence/${line}/documents`,
        visible: ({ viewer }) => viewer.permissions.has('portfolio.view'),
      },
      {
        key: 'identities',
        order: 50,
        icon: 'address-book',
        label: 'agency:identities.title',
        note: 'agency:identities.note',
        href: ({ line }) => `/agence/${line}/identites`,
        visible: ({ viewer }) => viewer.permissions.has('identities.view'),
      },
    );
    tabs.contribute(
      {
        key: 'account',
        order: 20,
        label: 'agency:tabs.account',
        path: 'compte',
        categories: CLIENTS,
        permission: 'accounts.view',
        forClients: true,
      },
      {
        key: 'events',
        order: 40,
        label: 'agency:tabs.events',
        path: 'evenements',
        categories: CLIENTS,
        permission: 'portfolio.view',
        forClients: true,
      },
      {
        key: 'documents',
        order: 50,
        label: 'agency:tabs.documents',
        path: 'documents',
        categories: CLIENTS,
        permission: 'portfolio.view',
        forClients: true,
      },
      {
        key: 'building-documents',
        order: 50,
        label: 'agency:tabs.documents',
        path: 'documents',
        categories: ['buildings'],
        permission: 'portfolio.view',
      },
    );
  }
}
