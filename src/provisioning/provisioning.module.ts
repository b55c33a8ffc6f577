import { Module } from '@nestjs/common';
import { StaffAccounts } from '../identity/index.js';
import { Jobs } from '../platform/jobs/index.js';
import { PublicationModule, RunEndings } from '../publication/index.js';
import { LicensedPages, OperatorPanel, Provisioning } from '../tenants/index.js';
import { DemoCorrespondence } from './demo-correspondence.js';
import { DemoResidents } from './demo-residents.js';
import { bindersPart } from './parts/binders.part.js';
import { settingsPart } from './parts/settings.part.js';
import { SourcesPart } from './parts/sources.part.js';
import { StaffPart } from './parts/staff.part.js';
import { operatorDeeds } from './operator-deeds.js';
import { OPERATOR_SWITCHES } from './operator-switches.js';
import { RemindLicences } from './remind-licences.job.js';
import { RECORD_STORAGE, RecordAllStorage, RecordStorage } from './storage/record-storage.job.js';
import { StorageFigures } from './storage/storage-figures.js';
import { TenantFolders } from './tenant-folders.js';

/** Of the staff: what there is nothing to publish with but the feature. */
const PUBLICATION_PAGES = [
  '/gestion/publications',
  '/gestion/administration/publication-internet',
  '/gestion/administration/services-systeme',
];

/** Where rooms meet to make a tenant: tenants asks, each room gives its part. */
@Module({
  imports: [PublicationModule],
  providers: [
    SourcesPart,
    StaffPart,
    DemoResidents,
    DemoCorrespondence,
    TenantFolders,
    RemindLicences,
    StorageFigures,
    RecordStorage,
    RecordAllStorage,
  ],
  exports: [TenantFolders],
})
export class ProvisioningModule {
  constructor(
    provisioning: Provisioning,
    panel: OperatorPanel,
    sources: SourcesPart,
    staff: StaffPart,
    accounts: StaffAccounts,
    licensed: LicensedPages,
    endings: RunEndings,
    jobs: Jobs,
  ) {
    provisioning.contribute(bindersPart, settingsPart, sources, staff);
    licensed.contribute('extranet', ...PUBLICATION_PAGES);
    panel.contributeSwitches(...OPERATOR_SWITCHES);
    endings.contribute('effects', () => jobs.later(RECORD_STORAGE, {}, { key: 'storage' }));
    panel.contributeDeeds(...operatorDeeds(accounts));
  }
}
