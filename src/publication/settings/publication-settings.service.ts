import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context } from '../../platform/context/index.js';
import { type Query, UnitOfWork } from '../../platform/database/index.js';
import { changeOf, refuseIfChanged, type SettingChange, type SettingValues } from './domain/meanwhile.js';
import { type LastSaving, lastSaving, lockSettings, signPart } from './settings.queries.js';
import type { SettingsForm } from './settings.schema.js';
import type { SettingsPart } from './settings.types.js';

/** Settings of what is published (§3.4, §3.5), part by part: each is saved as a whole and leaves its trace (PUB-10). */
@Injectable()
export class PublicationSettings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  read(part: SettingsPart): Promise<[SettingValues, LastSaving]> {
    return this.work.read((query) => Promise.all([part.read(query), lastSaving(query, part.key)]));
  }

  /** @returns what changed, null when nothing did. @throws InvalidInput when someone else saved other values meanwhile (spec 7) */
  save(part: SettingsPart, { values: typed, seen }: SettingsForm): Promise<SettingChange | null> {
    return this.work.write(async ({ query }) => {
      await lockSettings(query);
      const current = await part.read(query);
      refuseIfChanged({ current, typed, seen, last: await lastSaving(query, part.key) });
      return this.write(query, part, current, typed);
    });
  }

  /** Whatever was saved meanwhile. */
  bringTo(part: SettingsPart, values: SettingValues): Promise<SettingChange | null> {
    return this.work.write(async ({ query }) => {
      await lockSettings(query);
      return this.write(query, part, await part.read(query), values);
    });
  }

  private async write(
    query: Query,
    part: SettingsPart,
    current: SettingValues,
    typed: SettingValues,
  ): Promise<SettingChange | null> {
    const change = changeOf(current, typed);
    if (!change) return null;
    await part.write(query, change, { ...current, ...typed });
    await this.sign(query, part.key);
    await this.audit.record({
      action: 'publication-settings.change',
      subject: { kind: 'publication_settings', id: part.key },
      details: { ...change },
    });
    return change;
  }

  /** In the name of who is signed in. */
  async sign(query: Query, part: string): Promise<void> {
    const { viewer } = context();
    const staffId = viewer.kind === 'staff' ? viewer.staffId : null;
    await signPart(query, part, staffId, this.clock.now());
  }
}
