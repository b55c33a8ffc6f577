import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { type Observable, of } from 'rxjs';
import { context } from '../../platform/context/index.js';
import { page } from '../../platform/http/index.js';
import type { Feature } from '../domain/features.js';
import { Say } from '../say.js';
import { LICENCE_PAGE } from './staff-licence.controller.js';

/** Pages of the staff that say "Licence requise" without that feature, instead of not being there. Paths, and all below them. */
@Injectable()
export class LicensedPages {
  private readonly needs: { path: string; feature: Feature }[] = [];

  contribute(feature: Feature, ...paths: string[]): void {
    this.needs.push(...paths.map((path) => ({ path, feature })));
  }

  /** Routes do not mind the case of an address: nor does this. */
  featureOf(address: string): Feature | null {
    const asked = address.toLowerCase();
    return this.needs.find(({ path }) => asked === path || asked.startsWith(`${path}/`))?.feature ?? null;
  }
}

/** After the guards: who may not see the page is told nothing of licences. */
@Injectable()
export class LicenceRequired implements NestInterceptor {
  constructor(
    private readonly pages: LicensedPages,
    private readonly say: Say,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { tenant, viewer } = context();
    const feature = viewer.kind === 'staff' ? this.pages.featureOf(execution.switchToHttp().getRequest<Request>().path) : null;
    if (!tenant || viewer.kind !== 'staff' || !feature || tenant.features.includes(feature)) return next.handle();
    const model = {
      title: this.say.now('licences:required'),
      feature: this.say.now(`tenants:feature.${feature}`),
      licenceHref: viewer.permissions.has('settings.edit') ? LICENCE_PAGE : null,
    };
    return of(page('tenants/staff/licence-required', model, { status: 403 }));
  }
}
