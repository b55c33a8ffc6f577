import { type Query, sql } from '../../platform/database/index.js';
import type { BusinessLine } from '../manifest/manifest.types.js';
import type { SendingSettings } from '../sections/index.js';
import type { BinderPlace } from './binder-names.js';
import type { ReadingTask } from './reading-task.js';

interface SettingsRow {
  landlord: boolean;
  lessee: boolean;
  coOwner: boolean;
  excludeUnrepaid: boolean;
  omitBankDetails: boolean;
  sendExpenses: boolean;
  send102Funds: boolean;
  hideOnNotice: boolean;
  hideOnDeparture: boolean;
  hideOnTransfer: boolean;
}

export async function readingTask(query: Query, sourceId: string): Promise<ReadingTask> {
  const settings = await sendingSettings(query);
  const [source] = await query<{ isDesk: boolean }>(sql`
    SELECT kind = 'desk' AS "isDesk" FROM publication_source WHERE id = ${sourceId}`);
  const isDesk = source?.isDesk ?? false;
  const binders = await query<BinderPlace>(sql`
    SELECT b.id, b.line, b.path, b.role, coalesce(l.ref, CASE WHEN ${isDesk} AND b.publication_state = 'published' THEN b.id::text END) AS ref
    FROM binder b
    LEFT JOIN binder_listing l ON l.tenant_id = b.tenant_id AND l.binder_id = b.id AND l.source_id = ${sourceId}`);
  const buildings = await query<{ id: string; line: BusinessLine }>(sql`
    SELECT id, line FROM building WHERE source_id = ${sourceId} AND publication_state = 'published'`);
  return { sourceId, isDesk, settings, binders, buildings };
}

/**
 * What a staging rests on besides its manifest: when it is another at the time of applying, the run is staged again.
 * @returns a digest
 */
export async function stagingBasis(query: Query, sourceId: string): Promise<string> {
  const [row] = await query<{ basis: string }>(sql`
    SELECT md5(concat_ws(' ',
      (SELECT string_agg(o.last_applied_run_id::text, ' ' ORDER BY o.id) FROM publication_source s
        JOIN publication_source o ON o.tenant_id = s.tenant_id AND (o.id = s.id OR s.kind = 'desk') WHERE s.id = ${sourceId}),
      (SELECT to_jsonb(s) - 'modified_at' - 'modified_by' FROM publication_settings s),
      (SELECT string_agg(concat_ws(' ', id, line, path, role), ' ' ORDER BY id) FROM binder))) AS basis`);
  return row?.basis ?? '';
}

async function sendingSettings(query: Query): Promise<SendingSettings> {
  const [row] = await query<SettingsRow>(sql`
    SELECT group_cash_landlord AS landlord, group_cash_lessee AS lessee, group_cash_co_owner AS "coOwner",
      exclude_unrepaid AS "excludeUnrepaid", omit_bank_details AS "omitBankDetails", send_expenses AS "sendExpenses",
      send_102_funds AS "send102Funds", hide_on_notice AS "hideOnNotice", hide_on_departure AS "hideOnDeparture",
      hide_on_transfer AS "hideOnTransfer"
    FROM publication_settings`);
  if (!row) throw new Error('The tenant has no publication settings: it was not provisioned');
  const { landlord, lessee, coOwner, ...others } = row;
  return { ...others, groupCash: { landlord, lessee, co_owner: coOwner } };
}
