import { Injectable } from '@nestjs/common';
import { SETTINGS_PAGE } from '../../ged/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { formatInstantDay, formatTime, Translator } from '../../platform/i18n/index.js';
import { redirect, type Redirect } from '../../platform/http/index.js';
import { PageTabs } from '../../platform/shell/index.js';
import type { Tab } from '../../platform/views/index.js';
import { NextPublication } from '../schedule/next-publication.js';
import { isDomainValidated } from './domain/own-domain.js';
import type { SettingChange } from './domain/meanwhile.js';
import { seenOf } from './domain/meanwhile.js';
import { readDomainName } from './domain-name.queries.js';
import { PublicationSettings } from './publication-settings.service.js';
import type { SettingsPart } from './settings.types.js';

export const SETTINGS_HOME = '/gestion/administration/publication-internet';
/** Its tabs that are kept here, each with its place among those of other rooms; the first is the address of the page itself. */
export const OWN_TABS = [
  ['ecritures', 20],
  ['inactivation', 40],
  ['renvoi', 50],
  ['seuils', 60],
] as const;

/** What the tabs of "Publication service client" have in common. */
@Injectable()
export class SettingsPages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: PublicationSettings,
    private readonly nextPublication: NextPublication,
    private readonly translator: Translator,
    private readonly pageTabs: PageTabs,
  ) {}

  /** The part as it stands, with who saved it last, under the tabs and the domain name. */
  async model(part: SettingsPart) {
    const [values, last] = await this.settings.read(part);
    return {
      title: this.say('publication-settings:title'),
      home: SETTINGS_HOME,
      address: addressOf(part.key),
      name: await this.domainName(),
      tabs: this.tabs(part.key),
      values,
      seen: seenOf(values),
      last,
      maySources: this.may('sources.manage'),
    };
  }

  async domainName() {
    const name = await this.work.read(readDomainName);
    return { ...name, validated: isDomainValidated(name, name) };
  }

  /** Back to the tab, saying when residents will see what changed. */
  async saved(part: SettingsPart, change: SettingChange | null): Promise<Redirect> {
    const address = addressOf(part.key);
    if (!change) return redirect(address, { notice: 'publication-settings:unchanged', tone: 'info' });
    if (!part.visible.some((name) => name in change.new))
      return redirect(address, { notice: 'publication-settings:saved' });
    const next = await this.nextPublication.at();
    if (!next) return redirect(address, { notice: 'publication-settings:saved-later' });
    const { timeZone } = currentTenant();
    const values = { day: formatInstantDay(next, timeZone, context().locale), hour: formatTime(next, timeZone) };
    return redirect(address, { notice: 'publication-settings:saved-next', values });
  }

  say(key: string, values?: Record<string, string | number>): string {
    return this.translator.say(context().locale, key, values);
  }

  private tabs(current: string): Tab[] {
    const { viewer } = context();
    if (viewer.kind !== 'staff') return [];
    return this.pageTabs.of(SETTINGS_PAGE, viewer).map(({ key, label, href }) => ({
      label: this.say(label),
      href,
      current: key === current,
    }));
  }

  private may(permission: string): boolean {
    const { viewer } = context();
    return viewer.kind === 'staff' && viewer.permissions.has(permission);
  }
}

export function addressOf(key: string): string {
  return key === OWN_TABS[0][0] ? SETTINGS_HOME : `${SETTINGS_HOME}/${key}`;
}
