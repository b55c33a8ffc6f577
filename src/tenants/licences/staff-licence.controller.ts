import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../platform/auth/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Form, type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { featuresOf } from '../domain/features.js';
import { text } from '../domain/contact-fields.js';
import { Say } from '../say.js';
import { type AcceptedLicence, acceptedLicences, boundFeatures, type BoundFeature } from './licence.queries.js';
import { LicenceWords } from './licence-words.js';
import { Licences } from './licences.service.js';

export const LICENCE_PAGE = '/gestion/administration/licence';
const KEYS_SHOWN = 20;

const keySchema = z.strictObject({ key: text(6_000) });

/** What the agency may use, until when, and the place to paste a key [ADM-04]. */
@Controller('gestion/administration/licence')
@Staff('settings.edit')
export class StaffLicenceController {
  constructor(
    private readonly licences: Licences,
    private readonly work: UnitOfWork,
    private readonly words: LicenceWords,
    private readonly say: Say,
  ) {}

  @Get()
  async show(): Promise<Page> {
    const { id, kind, features } = currentTenant();
    const [terms, keys] = await this.work.operatorRead((query) =>
      Promise.all([query<BoundFeature>(boundFeatures(id)), query<AcceptedLicence>(acceptedLicences(id, KEYS_SHOWN))]),
    );
    const ends = new Map(terms.map(({ feature, until }) => [feature, until]));
    return page('tenants/staff/licence', {
      title: this.say.now('licences:title'),
      features: featuresOf(kind).map((feature) => ({
        on: features.includes(feature),
        label: this.say.now(`tenants:feature.${feature}`),
        hint: this.say.now(`tenants:feature-hint.${feature}`),
        until: (features.includes(feature) && ends.get(feature)) || null,
      })),
      keys: keys.map((licence) => ({ ...licence, names: this.words.features(licence.features) })),
    });
  }

  @Post()
  async validate(@Form(keySchema) { key }: z.infer<typeof keySchema>): Promise<Redirect> {
    const { licence, known } = await this.licences.accept(key);
    const values = { features: this.words.features(licence.features), until: this.words.day(licence.until) };
    if (known) return redirect(LICENCE_PAGE, { notice: 'licences:known', values, tone: 'info' });
    return redirect(LICENCE_PAGE, { notice: 'licences:validated', values });
  }
}
