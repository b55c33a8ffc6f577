import { Module } from '@nestjs/common';
import { StaffAccounts } from '../identity/index.js';
import { PublicationModule } from '../publication/index.js';
import { OperatorPanel, Provisioning } from '../tenants/index.js';
import { DemoResidents } from './demo-residents.js';
import { bindersPart } from './parts/binders.part.js';
import { settingsPart } from './parts/settings.part.js';
import { SourcesPart } from './parts/sources.part.js';
import { StaffPart } from './parts/staff.part.js';
import { operatorDeeds } from './operator-deeds.js';
import { OPERATOR_SWITCHES } from './operator-switches.js';
import { TenantFolders } from './tenant-folders.js';

/** Where rooms meet to make a tenant: tenants asks, each room gives its part. */
@Module({
  imports: [PublicationModule],
  providers: [SourcesPart, StaffPart, DemoResidents, TenantFolders],
  exports: [TenantFolders],
})
export class ProvisioningModule {
  constructor(
    provisioning: Provisioning,
    panel: OperatorPanel,
    sources: SourcesPart,
    staff: StaffPart,
    accounts: StaffAccounts,
  ) {
    provisioning.contribute(bindersPart, settingsPart, sources, staff);
    panel.contributeSwitches(...OPERATOR_SWITCHES);
    panel.contributeDeeds(...operatorDeeds(accounts));
  }
}
