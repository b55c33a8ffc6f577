import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import { Schedules } from '../schedule/schedules.service.js';
import { isOwnLabel } from './domain/own-domain.js';
import { readDomainName, writeDomainName } from './domain-name.queries.js';
import { PublicationSettings } from './publication-settings.service.js';
import { lockSettings } from './settings.queries.js';

/** "Nom de domaine": what a person validates before anything is published from the desk (PUB-02 to PUB-04). */
@Injectable()
export class DomainNames {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly settings: PublicationSettings,
    private readonly schedules: Schedules,
  ) {}

  /** @throws InvalidInput at `domain` when it is not the agency's */
  validate(label: string): Promise<void> {
    return this.work.write(async ({ query }) => {
      await lockSettings(query);
      const name = await readDomainName(query);
      if (!isOwnLabel(label, name)) throw InvalidInput.at('domain', 'publication-settings:error.domain-other');
      if (name.label === label) return;
      await writeDomainName(query, label, this.clock.now());
      await this.settings.sign(query, 'domaine');
      await this.audit.record({
        action: 'publication-settings.domain',
        subject: { kind: 'publication_settings', id: 'domaine' },
        details: { old: name.label, new: label },
      });
      await this.schedules.startAfresh(query);
    });
  }
}
