import type { AccountPublication } from '../../domain/account-visibility.js';
import type { AccountRecord } from '../account-record.queries.js';

/** Why the box is as it is: a sentence of the catalogue, with the day or the moment it speaks of (ACC-39). */
export interface LastWord {
  key: 'ticked' | 'ticked-by' | 'unticked' | 'unticked-by' | 'notice' | 'departure' | 'transfer';
  by: string | null;
  at: Date | null;
  /** The day of the event, where nobody's act is known. */
  day: string | null;
}

const EVENTS = { notice: 'notice', left: 'departure', sold: 'transfer' } as const;

/** Null for a box that nobody and nothing ever touched. */
export function lastWord(
  { history, status, statusOn }: Pick<AccountRecord, 'history' | 'status' | 'statusOn'>,
  standing: AccountPublication,
): LastWord | null {
  const isTicked = standing === 'published' || standing === 'marked';
  if (history && history.published === isTicked) {
    const { cause, by, at } = history;
    if (cause !== 'hand') return { key: cause, by, at, day: null };
    return { key: `${isTicked ? 'ticked' : 'unticked'}${by ? '-by' : ''}`, by, at, day: null };
  }
  if (isTicked || status === 'active') return null;
  return { key: EVENTS[status], by: null, at: null, day: statusOn };
}
