import { Global, Module } from '@nestjs/common';
import { DomainCheckController } from './domain-check.controller.js';
import { TenantDirectory } from './tenant-directory.js';

@Global()
@Module({ controllers: [DomainCheckController], providers: [TenantDirectory], exports: [TenantDirectory] })
export class TenancyModule {}
