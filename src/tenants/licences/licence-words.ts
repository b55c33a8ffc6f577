import { Injectable } from '@nestjs/common';
import { context } from '../../platform/context/index.js';
import { formatDay } from '../../platform/i18n/index.js';
import type { Feature } from '../domain/features.js';
import { Say } from '../say.js';

/** Features and days as they are read, in the language of the request. */
@Injectable()
export class LicenceWords {
  constructor(private readonly say: Say) {}

  features(features: readonly Feature[]): string {
    return features.map((feature) => this.say.now(`tenants:feature.${feature}`)).join(', ');
  }

  day(day: string): string {
    return formatDay(day, context().locale);
  }
}
