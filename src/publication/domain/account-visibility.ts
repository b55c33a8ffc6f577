import type { AccountRow } from '../manifest/manifest.types.js';

export interface HidingSettings {
  hideOnNotice: boolean;
  hideOnDeparture: boolean;
  hideOnTransfer: boolean;
}

/** An account whose holder gave notice, left or sold is received but not shown, where the agency chose so (ACC-17 to ACC-23). */
export function isHidden(account: Pick<AccountRow, 'kind' | 'status'>, settings: HidingSettings): boolean {
  const { kind, status } = account;
  return (
    (settings.hideOnNotice && kind === 'lessee' && status === 'notice') ||
    (settings.hideOnDeparture && kind === 'lessee' && status === 'left') ||
    (settings.hideOnTransfer && kind === 'co_owner' && status === 'sold')
  );
}
