import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context } from '../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import { changeOf, refuseIfChanged, type SettingChange, type SettingValues } from './domain/meanwhile.js';
import type { SettingsForm } from './settings.schema.js';
import type { SettingsPart } from './settings.types.js';

/** Who saved a part last, and when; nulls where nobody has. */
export interface LastSaving {
  who: string | null;
  when: Date | null;
}

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

  /** "Modifié par … le …". */
  async sign(query: Query, part: string): Promise<void> {
    const { viewer } = context();
    const staffId = viewer.kind === 'staff' ? viewer.staffId : null;
    const now = this.clock.now();
    await query(sql`
      INSERT INTO publication_settings_change (part, changed_by, changed_at) VALUES (${part}, ${staffId}::uuid, ${now})
      ON CONFLICT (tenant_id, part) DO UPDATE SET changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
    await query(sql`UPDATE publication_settings SET modified_by = ${staffId}::uuid, modified_at = ${now}`);
  }
}

/** Two people who save at once come one after the other. */
export async function lockSettings(query: Query): Promise<void> {
  await query(sql`SELECT FROM publication_settings FOR UPDATE`);
}

async function lastSaving(query: Query, part: string): Promise<LastSaving> {
  const [last] = await query<LastSaving>(sql`
    SELECT nullif(concat_ws(' ', m.first_name, m.last_name), '') AS who, c.changed_at AS "when"
    FROM publication_settings_change c LEFT JOIN staff_member m ON m.id = c.changed_by WHERE c.part = ${part}`);
  return last ?? { who: null, when: null };
}
