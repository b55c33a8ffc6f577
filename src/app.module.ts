import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AgencyModule } from './agency/agency.module.js';
import { ExtranetModule } from './extranet/extranet.module.js';
import { GedModule } from './ged/ged.module.js';
import { PhotosModule } from './ged/photos/photos.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { AuditModule } from './platform/audit/index.js';
import { AuthModule } from './platform/auth/index.js';
import { ClockModule } from './platform/clock/index.js';
import { type Config, ConfigModule } from './platform/config/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { FilesModule } from './platform/files/index.js';
import { HttpModule } from './platform/http/index.js';
import { JobsModule } from './platform/jobs/index.js';
import { MessagesModule } from './platform/mail/index.js';
import { ObservabilityModule } from './platform/observability/index.js';
import { PdfModule } from './platform/pdf/index.js';
import { ShellModule } from './platform/shell/index.js';
import { TenancyModule } from './platform/tenancy/index.js';
import { ViewsModule } from './platform/views/views.module.js';
import { PortfolioModule } from './portfolio/portfolio.module.js';
import { ResidentModule } from './portfolio/resident.module.js';
import { ProvisioningModule } from './provisioning/index.js';
import { DeskAccountsModule } from './publication/desk-accounts/desk-accounts.module.js';
import { NotificationsModule } from './publication/notifications/notifications.module.js';
import { PublicationPagesModule } from './publication/pages/publication-pages.module.js';
import { PublicationModule } from './publication/index.js';
import { RetentionModule } from './publication/retention/retention.module.js';
import { RunLogModule } from './publication/run-log/run-log.module.js';
import { ScheduleModule } from './publication/schedule/schedule.module.js';
import { PublicationSettingsModule } from './publication/settings/settings.module.js';
import { SftpModule } from './publication/sftp/sftp.module.js';
import { RunReportsModule } from './publication/reports/run-reports.module.js';
import { TenantsModule } from './tenants/tenants.module.js';

const PLATFORM = [
  ClockModule,
  DatabaseModule,
  TenancyModule,
  ViewsModule,
  AuthModule,
  HttpModule,
  AuditModule,
  ObservabilityModule,
  FilesModule,
  MessagesModule,
  PdfModule,
  ShellModule,
];
const ROOMS: NonNullable<DynamicModule['imports']> = [
  TenantsModule,
  IdentityModule,
  ResidentModule,
  AccountsModule,
  GedModule,
  PhotosModule,
  ExtranetModule,
  PublicationModule,
  PublicationPagesModule,
  RetentionModule,
  RunReportsModule,
  RunLogModule,
  ScheduleModule,
  DeskAccountsModule,
  PublicationSettingsModule,
  SftpModule,
  NotificationsModule,
  ProvisioningModule,
  PortfolioModule,
  AgencyModule,
];

@Module({})
export class AppModule {
  /** The whole application on that configuration; web, worker, command line and tests all start from here. */
  static with(config: Config): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(config), ...PLATFORM, JobsModule.with(config), ...ROOMS] };
  }
}
