import { Module } from '@nestjs/common';
import { StaffShell } from '../platform/shell/index.js';
import { CATEGORIES, type CategoryKey } from './domain/staff-categories.js';
import { StaffAccessController } from './pages/staff-access.controller.js';
import { StaffPasswordController } from './pages/staff-password.controller.js';
import { StaffPortfolioController } from './pages/staff-portfolio.controller.js';
import { StaffRecordController } from './pages/staff-record.controller.js';
import { StaffSeeAsController } from './pages/staff-see-as.controller.js';
import { StaffBuildingPage } from './staff-building.page.js';
import { StaffCategories } from './staff-categories.service.js';
import { StaffListRows } from './staff-list-rows.js';
import { StaffLotPage } from './staff-lot.page.js';
import { StaffPartyPage } from './staff-party.page.js';
import { StaffRecordTabs } from './staff-record-tabs.js';
import { StaffRecords } from './staff-records.js';
import { StaffSheets } from './staff-sheets.js';
import { StaffSupplierPage } from './staff-supplier.page.js';

const PERMISSION = 'portfolio.view';
const ALL: CategoryKey[] = CATEGORIES.map(({ key }) => key);

/** Buildings, lots, parties and suppliers, as the staff reads them. */
@Module({
  controllers: [
    StaffPortfolioController,
    StaffPasswordController,
    StaffAccessController,
    StaffSeeAsController,
    StaffRecordController,
  ],
  providers: [
    StaffCategories,
    StaffListRows,
    StaffSheets,
    StaffRecordTabs,
    StaffRecords,
    StaffPartyPage,
    StaffBuildingPage,
    StaffLotPage,
    StaffSupplierPage,
  ],
  exports: [StaffCategories, StaffRecordTabs, StaffRecords],
})
export class PortfolioModule {
  constructor(shell: StaffShell, tabs: StaffRecordTabs) {
    shell.contribute({
      key: 'portfolio',
      order: 20,
      icon: 'building-community',
      label: 'portfolio:title',
      note: 'portfolio:note',
      href: ({ line }) => `/agence/${line}/portefeuille`,
      visible: ({ viewer }) => viewer.permissions.has(PERMISSION),
    });
    const tab = { label: '', permission: PERMISSION };
    tabs.contribute(
      { ...tab, key: 'general', order: 10, label: 'portfolio:tabs.general', path: '', categories: ALL },
      { ...tab, key: 'lots', order: 20, label: 'portfolio:tabs.lots', path: 'lots', categories: ['buildings'] },
      {
        ...tab,
        key: 'tree',
        order: 30,
        label: 'portfolio:tabs.tree',
        path: 'arborescence',
        categories: ['co_owners', 'council', 'landlords'],
        forClients: true,
      },
    );
  }
}
