import { type Query, sql } from '../../platform/database/index.js';
import { lastAccountOf } from './published-accounts.js';

const AT_ONCE = 20_000;
const BEFORE_ALL = '00000000000000000000000000000000';

/** What `PublishedAccounts` is made of, by pages of 640 KB at most: the accounts whose entries are kept, be they shown or hidden. */
export async function* publishedAccounts(query: Query, sourceId: string): AsyncGenerator<Uint8Array> {
  for (let after = BEFORE_ALL; ;) {
    const [page] = await query<{ accounts: Buffer | null }>(sql`
      SELECT string_agg(uuid_send(id) || content_hash, '' ORDER BY id) AS accounts FROM (
        SELECT id, content_hash FROM account
        WHERE source_id = ${sourceId} AND publication_state IN ('published', 'hidden') AND octet_length(content_hash) = 16
          AND id > ${after}::uuid
        ORDER BY id LIMIT ${AT_ONCE}) AS next`);
    if (!page?.accounts) return;
    yield page.accounts;
    after = lastAccountOf(page.accounts);
  }
}
