import { type Query, sql } from '../../platform/database/index.js';
import { announce } from '../notifications/announcing.queries.js';
import {
  type Recipient,
  recipientsAmong,
  type Rhythm,
  type SeenNotice,
  seenAmongDue,
} from '../notifications/telling.queries.js';

/** Whom a run would tell of new documents, as its simulation found. */
export interface WouldNotify {
  /** Residents a letter would go to at once, and on Monday. */
  immediate: number;
  weekly: number;
  /** By name: how many documents each would be told of. */
  first: { name: string; documents: number }[];
}

export const NOBODY_TOLD: WouldNotify = { immediate: 0, weekly: 0, first: [] };

const BATCH = 500;
const NAMES_SHOWN = 20;

/**
 * Counts the letters of a run that has just been applied, by the very statements that write them. To be called where all of it is
 * rolled back afterwards.
 * @param undeliverable those of the addresses that no letter goes to, in lower case
 */
export async function countLetters(
  query: Query,
  about: { runId: string; now: Date; today: string },
  undeliverable: (addresses: string[]) => Promise<Set<string>>,
): Promise<WouldNotify> {
  await query(sql`DELETE FROM document_notice WHERE told_at IS NULL`); // of earlier runs
  await query(announce(about));
  const due = await query<{ id: string }>(
    sql`SELECT DISTINCT party_id AS id FROM document_notice WHERE told_at IS NULL`,
  );
  const told = { immediate: 0, weekly: 0 };
  const named: WouldNotify['first'] = [];
  for (let from = 0; from < due.length; from += BATCH) {
    const parties = due.slice(from, from + BATCH).map(({ id }) => id);
    for (const rhythm of ['immediate', 'weekly'] satisfies Rhythm[]) {
      const letters = await lettersTo(query, parties, rhythm, about.today, undeliverable);
      told[rhythm] += letters.length;
      named.push(...letters);
    }
  }
  return { ...told, first: named.sort((one, other) => one.name.localeCompare(other.name, 'fr')).slice(0, NAMES_SHOWN) };
}

async function lettersTo(
  query: Query,
  parties: string[],
  rhythm: Rhythm,
  today: string,
  undeliverable: (addresses: string[]) => Promise<Set<string>>,
): Promise<WouldNotify['first']> {
  const recipients = await query<Recipient>(recipientsAmong(parties, rhythm));
  const dead = await undeliverable(recipients.map(({ email }) => email));
  const reached = recipients.filter(({ email }) => !dead.has(email.toLowerCase()));
  const seen = await query<SeenNotice>(
    seenAmongDue(
      reached.map(({ partyId }) => partyId),
      today,
    ),
  );
  const documents = Map.groupBy(seen, ({ partyId }) => partyId);
  return reached.flatMap(({ partyId, name }) => {
    const count = documents.get(partyId)?.length ?? 0;
    return count > 0 ? [{ name, documents: count }] : [];
  });
}
