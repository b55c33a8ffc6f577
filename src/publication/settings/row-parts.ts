import type { PartKey, SettingsPart } from './settings.types.js';
import { readFields, type RowField, writeFields } from './settings-row.queries.js';

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
  return {
    key,
    visible,
    read: (query) => readFields(query, fields),
    write: (query, change) => {
      const changed = fields.filter((field) => field in change.new);
      return writeFields(
        query,
        changed.map((field) => [field, change.new[field] ?? null]),
      );
    },
  };
}
