import type { AccountRow } from '../manifest/manifest.types.js';

export interface HidingSettings {
  hideOnNotice: boolean;
  hideOnDeparture: boolean;
  hideOnTransfer: boolean;
}

/** What makes an account be published or not: whose it is, and what last happened to its holder. */
export type AccountStanding = Pick<AccountRow, 'kind' | 'status' | 'statusOn'>;

/** The box "Publier sur l'extranet" as somebody, or the recording of an event, last left it. */
export interface Tick {
  published: boolean;
  /** What had happened to the holder by then. */
  status: AccountRow['status'];
  statusOn: string | null;
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

/**
 * Whether the next publication shows the account. Listed, it is ticked; unticked, it stays so until somebody ticks it again; ticked by
 * hand, it outlives the event that was known then, not one that comes after (ACC-24, ACC-35).
 */
export function isTicked(account: AccountStanding, tick: Tick | null, settings: HidingSettings): boolean {
  if (tick === null) return !isHidden(account, settings);
  if (!tick.published) return false;
  return !isHidden(account, settings) || isSameEvent(account, tick);
}

function isSameEvent(one: Omit<AccountStanding, 'kind'>, other: Omit<AccountStanding, 'kind'>): boolean {
  return one.status === other.status && one.statusOn === other.statusOn;
}

/** §4.5: where an account stands between its box and what residents see. */
export type AccountPublication = 'published' | 'marked' | 'to_withdraw' | 'unpublished';

export function accountPublication(isVisible: boolean, ticked: boolean): AccountPublication {
  if (isVisible) return ticked ? 'published' : 'to_withdraw';
  return ticked ? 'marked' : 'unpublished';
}
