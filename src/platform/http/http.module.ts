import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from '../auth/access.guard.js';
import { ChromeSources } from './chrome-sources.js';
import { Csrf } from './csrf.js';
import { ErrorsFilter } from './errors.filter.js';
import { FlashStore } from './flash.store.js';
import { PageInterceptor } from './page.interceptor.js';
import { PageRenderer } from './page-renderer.js';
import { RequestContextMiddleware } from './request-context.middleware.js';
import { RouteDeclarations } from './route-declarations.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    ChromeSources,
    Csrf,
    FlashStore,
    PageRenderer,
    RequestContextMiddleware,
    RouteDeclarations,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ErrorsFilter },
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
  ],
  exports: [ChromeSources, Csrf, FlashStore, PageRenderer, RouteDeclarations],
})
export class HttpModule {}
