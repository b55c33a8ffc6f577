import { Controller, Get, Post } from '@nestjs/common';
import { Staff } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { DomainNames } from './domain-name.service.js';
import { readOperatorLogs } from './operator-logs.queries.js';
import { PublicationSettings } from './publication-settings.service.js';
import { ENTRY_BOXES, entriesPart, HIDING_BOXES, hidingPart, resendingPart } from './row-parts.js';
import { SETTINGS_HOME, SettingsPages } from './settings-pages.js';
import { domainSchema, entriesSchema, hidingSchema, resendingSchema, type SettingsForm } from './settings.schema.js';

/** "Publication service client": what is sent to residents, and under which name (§3.2, §3.4, §3.5). */
@Controller('gestion/administration/publication-internet')
@Staff('settings.edit')
export class StaffSettingsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: PublicationSettings,
    private readonly names: DomainNames,
    private readonly pages: SettingsPages,
  ) {}

  @Get()
  async entries(): Promise<Page> {
    const [model, logs] = await Promise.all([this.pages.model(entriesPart), this.work.read(readOperatorLogs)]);
    return page('publication/staff/settings-entries', { ...model, logs, boxes: this.boxes(ENTRY_BOXES, model.values) });
  }

  @Post()
  async saveEntries(@Form(entriesSchema) form: SettingsForm): Promise<Redirect> {
    return this.pages.saved(entriesPart, await this.settings.save(entriesPart, form));
  }

  /** Where the form of the domain name comes back to; it stands at the head of every tab. */
  @Get('domaine')
  async domain(): Promise<Page> {
    const title = this.pages.say('publication-settings:domain.title');
    return page('publication/staff/settings-domain', {
      title,
      home: SETTINGS_HOME,
      name: await this.pages.domainName(),
    });
  }

  @Post('domaine')
  async validate(@Form(domainSchema) { domain }: { domain: string }): Promise<Redirect> {
    await this.names.validate(domain);
    return redirect(SETTINGS_HOME, { notice: 'publication-settings:domain.validated', values: { domain } });
  }

  @Get('inactivation')
  async hiding(): Promise<Page> {
    const model = await this.pages.model(hidingPart);
    return page('publication/staff/settings-hiding', { ...model, boxes: this.boxes(HIDING_BOXES, model.values) });
  }

  @Post('inactivation')
  async saveHiding(@Form(hidingSchema) form: SettingsForm): Promise<Redirect> {
    return this.pages.saved(hidingPart, await this.settings.save(hidingPart, form));
  }

  @Get('renvoi')
  async resending(): Promise<Page> {
    return page('publication/staff/settings-resending', {
      ...(await this.pages.model(resendingPart)),
      today: this.today(),
    });
  }

  @Post('renvoi')
  async saveResending(@Form(resendingSchema) form: SettingsForm): Promise<Redirect> {
    const { resendSince } = form.values;
    if (typeof resendSince === 'string' && resendSince > this.today())
      throw InvalidInput.at('resendSince', 'publication-settings:error.date-to-come');
    return this.pages.saved(resendingPart, await this.settings.save(resendingPart, form));
  }

  private boxes(names: readonly string[], values: Record<string, unknown>) {
    return names.map((name) => ({ name, checked: values[name] === true }));
  }

  private today(): string {
    return this.clock.today(currentTenant().timeZone);
  }
}
