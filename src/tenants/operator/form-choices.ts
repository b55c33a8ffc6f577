import { Injectable } from '@nestjs/common';
import { featuresOf } from '../domain/features.js';
import { Say } from '../say.js';

const ZONES = ['Europe/Paris', 'Pacific/Noumea', 'Indian/Reunion', 'America/Martinique', 'America/Guadeloupe', 'America/Cayenne', 'Pacific/Tahiti'];

/** What the operator's forms offer. */
@Injectable()
export class FormChoices {
  constructor(private readonly say: Say) {}

  forIdentity() {
    const option = (value: string, key: string) => ({ value, label: this.say.now(key) });
    return {
      lineOptions: ['gerance', 'syndic'].map((line) => option(line, `tenants:line.${line}`)),
      zoneOptions: ZONES.map((zone) => ({ value: zone, label: zone })),
      localeOptions: [
        option('', 'tenants:operator.identity.browser'),
        option('fr', 'common:shell.languages.fr'),
        option('en', 'common:shell.languages.en'),
      ],
    };
  }

  forNewTenant() {
    const kinds = ['agency', 'diagnostic_firm'].map((kind) => ({ value: kind, label: this.say.now(`tenants:kind.${kind}`) }));
    const features = [...new Set([...featuresOf('agency'), ...featuresOf('diagnostic_firm')])];
    return {
      ...this.forIdentity(),
      kindOptions: kinds,
      featureOptions: features.map((feature) => ({
        value: feature,
        label: this.say.now(`tenants:feature.${feature}`),
        hint: this.say.now(`tenants:feature-hint.${feature}`),
      })),
    };
  }
}
