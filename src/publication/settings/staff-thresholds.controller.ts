import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../platform/auth/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { PublicationSettings } from './publication-settings.service.js';
import { addressOf, SettingsPages } from './settings-pages.js';
import { type SettingsForm, thresholdsSchema } from './settings.schema.js';
import { FLOOR, GUARDED_SECTIONS, PERCENT, SHIPPED_VALUES, thresholdsPart } from './thresholds-part.js';

/** "Seuils": from how many withdrawals a run waits for a person (PUB-94). */
@Controller('gestion/administration/publication-internet/seuils')
@Staff('settings.edit')
export class StaffThresholdsController {
  constructor(
    private readonly settings: PublicationSettings,
    private readonly pages: SettingsPages,
  ) {}

  @Get()
  async show(): Promise<Page> {
    const model = await this.pages.model(thresholdsPart);
    const { values } = model;
    return page('publication/staff/settings-thresholds', {
      ...model,
      limits: { floor: FLOOR, percent: PERCENT },
      changed: Object.entries(SHIPPED_VALUES).some(([name, shipped]) => values[name] !== shipped),
      rows: GUARDED_SECTIONS.map((section) => ({
        section,
        label: this.pages.say(`publication:sections.${section}`),
        floor: values[`${section}.floor`],
        percent: values[`${section}.percent`],
        shipped: this.pages.say('publication-settings:thresholds.shipped', {
          floor: Number(SHIPPED_VALUES[`${section}.floor`]),
          percent: Number(SHIPPED_VALUES[`${section}.percent`]),
        }),
      })),
    });
  }

  @Post()
  async save(@Form(thresholdsSchema) form: SettingsForm): Promise<Redirect> {
    return this.pages.saved(thresholdsPart, await this.settings.save(thresholdsPart, form));
  }

  @Post('origine')
  async reset(@Form(z.strictObject({})) _: unknown): Promise<Redirect> {
    await this.settings.bringTo(thresholdsPart, SHIPPED_VALUES);
    return redirect(addressOf('seuils'), { notice: 'publication-settings:thresholds.reset-done' });
  }
}
