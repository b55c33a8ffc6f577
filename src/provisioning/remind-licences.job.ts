import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Reader, SystemMessages } from '../identity/index.js';
import { Config } from '../platform/config/index.js';
import { currentTenant, runInContext } from '../platform/context/index.js';
import { UnitOfWork } from '../platform/database/index.js';
import { formatDay, type Locale, Translator } from '../platform/i18n/index.js';
import { defineJob, type HandlesJob, JobHandler, OnTheClock } from '../platform/jobs/index.js';
import { Messages } from '../platform/mail/index.js';
import { TenantDirectory } from '../platform/tenancy/index.js';
import { LICENCE_ENDS, LICENCE_PAGE, type LicenceReminder, Licences } from '../tenants/index.js';

export const REMIND_LICENCES = defineJob('remind-licences', z.strictObject({}));

/** M14: administrators are told 30 and 7 days before a feature ends, on the desk and by email; once each [ADM-08]. */
@Injectable()
@JobHandler(REMIND_LICENCES)
@OnTheClock(
  '10 8 * * *',
  'Chaque matin à 8 h 10, les administrateurs sont prévenus des options qui se terminent dans 30 ou 7 jours.',
)
export class RemindLicences implements HandlesJob<object> {
  constructor(
    private readonly licences: Licences,
    private readonly tenants: TenantDirectory,
    private readonly systemMessages: SystemMessages,
    private readonly messages: Messages,
    private readonly work: UnitOfWork,
    private readonly translator: Translator,
    private readonly config: Config,
  ) {}

  async run(): Promise<void> {
    for (const reminder of await this.licences.dueReminders()) {
      const tenant = await this.tenants.byId(reminder.tenantId);
      await runInContext({ requestId: `licence-${reminder.tenantId}`, tenant }, () => this.tell(reminder));
    }
  }

  private tell({ feature, until, days }: LicenceReminder): Promise<void> {
    const words = (locale: Locale) => ({
      feature: this.translator.say(locale, `tenants:feature.${feature}`),
      date: formatDay(until, locale),
    });
    const say = (locale: Locale, key: string) =>
      this.translator.say(locale, `licences:email.ends.${key}`, words(locale));
    return this.work.write(async () => {
      const readers = await this.systemMessages.send({
        to: { permission: 'settings.edit' },
        key: `licence/${feature}/${until}/${days}`,
        title: ({ locale }) => say(locale, 'subject'),
        body: ({ locale }) => ['ends', 'prolong', 'data'].map((key) => say(locale, key)).join('\n\n'),
        link: LICENCE_PAGE,
      });
      const link = `${this.config.publicUrl(currentTenant().domain)}${LICENCE_PAGE}`;
      await this.messages.sendEach(
        LICENCE_ENDS,
        readers.flatMap((reader) => letterTo(reader, { ...words(reader.locale), link })),
      );
    });
  }
}

function letterTo({ name, email, locale, staffId }: Reader, words: { feature: string; date: string; link: string }) {
  if (email === null) return [];
  return [
    {
      to: { address: email, name, locale },
      variables: { name, ...words },
      options: { concerns: { kind: 'staff_member', id: staffId } },
    },
  ];
}
