import { join, type Query, raw, sql } from '../../platform/database/index.js';
import type { SettingValue, SettingValues } from './domain/meanwhile.js';

/** Columns of `publication_settings` by the name of their field. */
const COLUMNS = {
  groupCashLandlord: 'group_cash_landlord',
  groupCashLessee: 'group_cash_lessee',
  excludeUnrepaid: 'exclude_unrepaid',
  useAttachmentNames: 'use_attachment_names',
  groupCashCoOwner: 'group_cash_co_owner',
  omitBankDetails: 'omit_bank_details',
  sendExpenses: 'send_expenses',
  send102Funds: 'send_102_funds',
  hideOnNotice: 'hide_on_notice',
  hideOnDeparture: 'hide_on_departure',
  hideOnTransfer: 'hide_on_transfer',
  firstAccessDays: 'initial_password_days',
  resendSince: 'resend_since',
} as const;
export type RowField = keyof typeof COLUMNS;

export async function readFields(query: Query, fields: readonly RowField[]): Promise<SettingValues> {
  const columns = fields.map((field) => sql`${raw(COLUMNS[field])} AS ${raw(`"${field}"`)}`);
  const [row] = await query<SettingValues>(sql`SELECT ${join(columns)} FROM publication_settings`);
  if (!row) throw new Error('The tenant has no publication settings: it was not provisioned');
  return row;
}

export async function writeFields(query: Query, changed: readonly [RowField, SettingValue][]): Promise<void> {
  const set = changed.map(([field, value]) => sql`${raw(COLUMNS[field])} = ${value}`);
  await query(sql`UPDATE publication_settings SET ${join(set)}`);
}
