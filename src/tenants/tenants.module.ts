import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgencyProfile } from './agency-profile.entity.js';
import { Office } from './office.entity.js';
import { Tenants } from './tenants.service.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Office, AgencyProfile])],
  providers: [Tenants],
  exports: [Tenants],
})
export class TenantsModule {}
