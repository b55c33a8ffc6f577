import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '../platform/files/index.js';
import { StaffShell } from '../platform/shell/index.js';
import { AgencyProfile } from './agency-profile.entity.js';
import { AgencyProfiles } from './agency-profiles.service.js';
import { BrandingController } from './branding/branding.controller.js';
import { EndLicences } from './licences/end-licences.job.js';
import { LicenceSigner } from './licences/licence-signer.js';
import { LicenceWords } from './licences/licence-words.js';
import { LicensedPages, LicenceRequired } from './licences/licensed-pages.js';
import { Licences } from './licences/licences.service.js';
import { OperatorLicencesController } from './licences/operator-licences.controller.js';
import { LICENCE_PAGE, StaffLicenceController } from './licences/staff-licence.controller.js';
import { Logos } from './logos.service.js';
import { TenantMail } from './mail/tenant-mail.service.js';
import { TenantMailController } from './mail/tenant-mail.controller.js';
import { TenantRegisterController } from './mail/tenant-register.controller.js';
import { TenantWordings } from './mail/tenant-wordings.service.js';
import { TenantWordingsController } from './mail/tenant-wordings.controller.js';
import { Office } from './office.entity.js';
import { Offices } from './offices.service.js';
import { DeadLettersController } from './operator/dead-letters.controller.js';
import { FormChoices } from './operator/form-choices.js';
import { NewTenantController } from './operator/new-tenant.controller.js';
import { OperatorMessagesController } from './operator/operator-messages.controller.js';
import { OperatorActs } from './operator/operator-acts.js';
import { OperatorPanel } from './operator/operator-panel.js';
import { OperatorJournalController } from './operator/operator-journal.controller.js';
import { OperatorShell } from './operator/operator-shell.js';
import { OperatorSwitches } from './operator/operator-switches.service.js';
import { TenantDeedsController } from './operator/tenant-deeds.controller.js';
import { TenantIdentityController } from './operator/tenant-identity.controller.js';
import { TenantLookController } from './operator/tenant-look.controller.js';
import { TenantPageController } from './operator/tenant-page.controller.js';
import { TenantSwitchesController } from './operator/tenant-switches.controller.js';
import { TenantTabs } from './operator/tenant-tabs.js';
import { TenantsListController } from './operator/tenants-list.controller.js';
import { FrontController } from './pages/front.controller.js';
import { Provisioning } from './provisioning/provisioning.js';
import { Say } from './say.js';
import { TenantActivity } from './tenant-activity.service.js';
import { Tenants } from './tenants.service.js';

const SERVICES = [Tenants, Offices, AgencyProfiles, Logos, Provisioning, TenantActivity, OperatorShell, OperatorPanel, Licences, LicensedPages];
const CONSOLE = [
  TenantsListController,
  NewTenantController,
  TenantPageController,
  TenantIdentityController,
  TenantLookController,
  TenantSwitchesController,
  TenantDeedsController,
  OperatorLicencesController,
  TenantMailController,
  TenantWordingsController,
  TenantRegisterController,
  OperatorJournalController,
  DeadLettersController,
  OperatorMessagesController,
];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Office, AgencyProfile]), FilesModule],
  controllers: [FrontController, BrandingController, StaffLicenceController, ...CONSOLE],
  providers: [
    ...SERVICES,
    ...[OperatorSwitches, OperatorActs, FormChoices, Say],
    ...[LicenceSigner, LicenceWords, EndLicences],
    ...[TenantTabs, TenantMail, TenantWordings],
    { provide: APP_INTERCEPTOR, useClass: LicenceRequired },
  ],
  exports: SERVICES,
})
export class TenantsModule {
  constructor(shell: StaffShell) {
    shell.contribute({
      key: 'tenants.licence',
      order: 190,
      icon: 'license',
      label: 'licences:menu',
      href: () => LICENCE_PAGE,
      visible: ({ viewer }) => viewer.permissions.has('settings.edit'),
      only: 'menu',
    });
  }
}
