import { join, type Query, raw, sql } from '../../platform/database/index.js';
import type { SettingValues } from './domain/meanwhile.js';
import type { PartKey, SettingsPart } from './settings.types.js';

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

/** "Écritures et documents" (§3.4), in the order of the page. */
export const ENTRY_BOXES = [
  'groupCashLandlord',
  'groupCashLessee',
  'excludeUnrepaid',
  'useAttachmentNames',
  'groupCashCoOwner',
  'omitBankDetails',
  'sendExpenses',
  'send102Funds',
] as const satisfies RowField[];

/** "Inactiver les comptes" (ACC-19 to ACC-21). */
export const HIDING_BOXES = ['hideOnNotice', 'hideOnDeparture', 'hideOnTransfer'] as const satisfies RowField[];

export const entriesPart = partOf('ecritures', ENTRY_BOXES, ENTRY_BOXES);
export const hidingPart = partOf('inactivation', [...HIDING_BOXES, 'firstAccessDays'], HIDING_BOXES);
/** Emptied by the run that took it (PUB-12). */
export const resendingPart = partOf('renvoi', ['resendSince'], []);

function partOf(key: PartKey, fields: readonly RowField[], visible: readonly RowField[]): SettingsPart {
  const columns = fields.map((field) => sql`${raw(COLUMNS[field])} AS ${raw(`"${field}"`)}`);
  return {
    key,
    visible,
    read: async (query: Query) => {
      const [row] = await query<SettingValues>(sql`SELECT ${join(columns)} FROM publication_settings`);
      if (!row) throw new Error('The tenant has no publication settings: it was not provisioned');
      return row;
    },
    write: async (query, change) => {
      const changed = fields.filter((field) => field in change.new);
      const set = changed.map((field) => sql`${raw(COLUMNS[field])} = ${change.new[field] ?? null}`);
      await query(sql`UPDATE publication_settings SET ${join(set)}`);
    },
  };
}
